using System.Security.Cryptography;
using System.Text;
using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>The places that callers left when they hung up; the last one of each caller and queue counts.</summary>
internal sealed class ProjectedAbandonedPlaces
{
    private const int HashLength = 32;

    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);

    /// <summary>The contacts whose places they are, and their ranks, by queue and caller.</summary>
    public IEnumerable<(string Name, ContactId Contact, Timestamp Rank)> All =>
        _places.Select(entry => (entry.Key, entry.Value.Contact, entry.Value.Rank));

    /// <summary>A caller hung up.</summary>
    public void Remember(ProjectedContact contact, QueueSettings queue, Timestamp at)
    {
        if (contact is not { CallerId: { } caller, Callback: null } || queue.ResumeWithin == TimeSpan.Zero) return;
        _places[NameOf(contact.Queue, caller)] = new Place(contact.Id, contact.Rank, at, at + queue.ResumeWithin);
    }

    /// <summary>The place that a caller has again who enters a queue, if there is one.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="at">When it enters.</param>
    public (ContactId Contact, Timestamp Rank)? Find(string? caller, QueueSettings queue, Timestamp at)
    {
        if (caller is null || !_places.TryGetValue(NameOf(queue.Id, caller), out var place)) return null;
        return place.Until <= at || place.At + queue.ResumeWithin <= at ? null : (place.Contact, place.Rank);
    }

    /// <summary>A caller has come back: its place is used up, if it could have had it.</summary>
    public void Use(string? caller, QueueSettings queue, Timestamp at)
    {
        if (Find(caller, queue, at) is not null) _places.Remove(NameOf(queue.Id, caller!));
    }

    /// <summary>Whose time was over is forgotten; a clock that goes back when an owner changes does not bring it back.</summary>
    public void Forget(Timestamp at)
    {
        foreach (var (key, place) in _places)
            if (place.Until <= at) _places.Remove(key);
    }

    public void Remove(string name) => _places.Remove(name);

    /// <summary>As the documents are called: no name has a caller's number in it.</summary>
    private static string NameOf(QueueId queue, string caller) =>
        $"{queue}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(caller)))[..HashLength]}";

    private sealed record Place(ContactId Contact, Timestamp Rank, Timestamp At, Timestamp Until);
}
