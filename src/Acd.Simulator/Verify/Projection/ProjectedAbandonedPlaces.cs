using System.Security.Cryptography;
using System.Text;
using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>The places in line of callers who hung up; one for each caller and queue.</summary>
internal sealed class ProjectedAbandonedPlaces
{
    private const int HashLength = 32;

    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);

    /// <summary>All places, by the name of queue and caller.</summary>
    public IEnumerable<(string Name, ContactId Contact, Timestamp Rank)> All =>
        _places.Select(entry => (entry.Key, entry.Value.Contact, entry.Value.Rank));

    /// <summary>Keeps the place of a caller who hung up.</summary>
    public void Remember(ProjectedContact contact, QueueSettings queue, Timestamp at)
    {
        if (contact is not { CallerId: { } caller, Callback: null } || queue.ResumeWithin == TimeSpan.Zero) return;
        _places[NameOf(contact.Queue, caller)] = new Place(contact.Id, contact.Rank, at, at + queue.ResumeWithin);
    }

    /// <summary>The place that a caller who enters a queue resumes, if there is one.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="at">The time of the entry.</param>
    public (ContactId Contact, Timestamp Rank)? Find(string? caller, QueueSettings queue, Timestamp at)
    {
        if (caller is null || !_places.TryGetValue(NameOf(queue.Id, caller), out var place)) return null;
        return place.Until <= at || place.At + queue.ResumeWithin <= at ? null : (place.Contact, place.Rank);
    }

    /// <summary>Removes the place that a caller resumes, if there is one.</summary>
    public void Use(string? caller, QueueSettings queue, Timestamp at)
    {
        if (Find(caller, queue, at) is not null) _places.Remove(NameOf(queue.Id, caller!));
    }

    /// <summary>Removes expired places. A new owner's earlier clock does not bring them back.</summary>
    public void Forget(Timestamp at)
    {
        foreach (var (key, place) in _places)
            if (place.Until <= at) _places.Remove(key);
    }

    public void Remove(string name) => _places.Remove(name);

    /// <summary>The name of the document, which does not show the caller's number.</summary>
    private static string NameOf(QueueId queue, string caller) =>
        $"{queue}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(caller)))[..HashLength]}";

    private sealed record Place(ContactId Contact, Timestamp Rank, Timestamp At, Timestamp Until);
}
