using Acd.Core;

namespace Acd.Hosting;

/// <summary>How contacts and agents are matched.</summary>
public enum MatchingKind
{
    /// <summary>The engine's index, in memory.</summary>
    Index,

    /// <summary>
    /// ZPOPMIN and ZINTER on the store's Redis, one contact after the other. It is the reference and not made for load. It
    /// supports requirements without levels and queues with the strategy <see cref="Strategy.LongestIdle"/>.
    /// </summary>
    Zinter,
}

/// <summary>The names of the kinds of matching in settings.</summary>
public static class MatchingNames
{
    /// <summary>The names, for messages.</summary>
    public const string All = "index or zinter";

    /// <summary>Parses a name, in lower or upper case.</summary>
    /// <param name="name">The name; null for <see cref="MatchingKind.Index"/>.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>False where the name is unknown.</returns>
    public static bool TryParse(string? name, out MatchingKind kind)
    {
        kind = string.Equals(name, nameof(MatchingKind.Zinter), StringComparison.OrdinalIgnoreCase)
            ? MatchingKind.Zinter
            : MatchingKind.Index;
        return name is null || string.Equals(name, $"{kind}", StringComparison.OrdinalIgnoreCase);
    }
}
