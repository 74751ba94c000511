using Acd.Core;

namespace Acd.Hosting;

/// <summary>By what contacts and agents are matched.</summary>
public enum MatchingKind
{
    /// <summary>The engine's index, in memory.</summary>
    Index,

    /// <summary>
    /// ZPOPMIN and ZINTER on the store's Redis, one contact after the other: the reference, for requirements without levels and
    /// queues with the strategy <see cref="Strategy.LongestIdle"/>, not for load.
    /// </summary>
    Zinter,
}

/// <summary>How the kinds of matching are called in settings.</summary>
public static class MatchingNames
{
    /// <summary>The names, for messages.</summary>
    public const string All = "index or zinter";

    /// <summary>Reads a name, in small letters or capitals.</summary>
    /// <param name="name">The name; none for <see cref="MatchingKind.Index"/>.</param>
    /// <param name="kind">What it stands for.</param>
    /// <returns>False where it is no name.</returns>
    public static bool TryParse(string? name, out MatchingKind kind)
    {
        kind = string.Equals(name, nameof(MatchingKind.Zinter), StringComparison.OrdinalIgnoreCase)
            ? MatchingKind.Zinter
            : MatchingKind.Index;
        return name is null || string.Equals(name, $"{kind}", StringComparison.OrdinalIgnoreCase);
    }
}
