using System.Globalization;
using Acd.Core;

namespace Acd.Storage;

/// <summary>
/// The names of one owner's working sets. They have the lease's epoch, so that a fenced owner cannot spoil another's sets.
/// Slashes separate the parts, which may have every other character.
/// </summary>
/// <param name="keys">The center's keys.</param>
/// <param name="epoch">The epoch.</param>
internal sealed class RedisMatchingKeys(RedisKeys keys, long epoch)
{
    private readonly string _start = string.Create(CultureInfo.InvariantCulture, $"{keys.Zinter}:{epoch}:");

    /// <summary>The waiting contacts by rank in ms (sorted set).</summary>
    public string Queue => _start + "queue";

    /// <summary>The ready agents of a channel by idle order in ms (sorted set).</summary>
    public string Available(ReadySetKey room) => $"{_start}available:{room.Channel}/{NameOf(room.Basis)}";

    /// <summary>The ready agents with a skill (sorted set).</summary>
    public string Available(ReadySetKey room, SkillId skill) => $"{Available(room)}/{skill}";

    /// <summary>Whether a key is a working set of an owner before an epoch.</summary>
    public static bool IsFormer(RedisKeys keys, string key, long epoch)
    {
        var rest = key.AsSpan();
        if (!rest.StartsWith(keys.Zinter + ":", StringComparison.Ordinal)) return false;
        rest = rest[(keys.Zinter.Length + 1)..];
        var end = rest.IndexOf(':');
        return end > 0 && long.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var own)
            && own < epoch;
    }

    private static string NameOf(IdleBasis basis) => basis switch
    {
        IdleBasis.Available => "available",
        IdleBasis.ContactEnded => "contactEnded",
        _ => throw new InvalidOperationException($"{basis} is no basis."),
    };
}
