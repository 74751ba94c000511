namespace Acd.Core;

/// <summary>
/// A condition on what a command puts or removes. The command is refused if the condition does not hold at the moment at which
/// the command is carried out.
/// </summary>
public sealed record Precondition
{
    /// <summary>
    /// The subject must exist and have one of these versions, see <see cref="VersionTag"/>. An empty list asks only that it
    /// exists. Null for no such condition.
    /// </summary>
    public IReadOnlyList<string>? Versions { get; init; }

    /// <summary>Whether the subject must not exist.</summary>
    public bool MustBeNew { get; init; }
}
