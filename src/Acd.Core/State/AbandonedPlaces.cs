using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Acd.Core.Json;
using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>The callers who abandoned a contact a short while ago, and the places they have again if they come back.</summary>
internal sealed class AbandonedPlaces(EngineState center)
{
    private const int HashBytes = 16;

    private readonly Dictionary<(QueueId Queue, string CallerId), AbandonedPlace> _byCaller = [];
    private IndexedHeap<AbandonedPlace> _byEnd = new();

    /// <summary>Remembers the place of a contact that is being abandoned, if its caller may come back to it.</summary>
    public void Remember(Contact contact)
    {
        var within = center.SettingsOf(contact).ResumeWithin;
        if (contact.CallerId is not { } caller || contact.Callback is not null || within == TimeSpan.Zero) return;
        var document = new ReturnDocument
        {
            Queue = contact.Queue,
            CallerId = caller,
            Contact = contact.Id,
            Rank = contact.Rank,
            At = center.Now,
            Until = center.Now + within,
        };
        var name = NameOf(document);
        Remove(contact.Queue, caller);
        Add(document, name);
        center.Tracker.PutDocument(new(name, JsonSerializer.Serialize(document, CenterJson.Default.ReturnDocument)));
        if (_byEnd.Count > Limits.ReturnsKept) Remove(_byEnd.First);
    }

    /// <summary>The place of a caller who comes back in time, used up with it; none where there is no such place.</summary>
    public ReturnDocument? TakePlace(string? callerId, QueueState queue)
    {
        if (callerId is null || !_byCaller.TryGetValue((queue.Settings.Id, callerId), out var found)) return null;
        var document = found.Document;
        if (document.At + queue.Settings.ResumeWithin <= center.Now) return null;
        Remove(found);
        return document;
    }

    /// <summary>Forgets the places whose time is over.</summary>
    public void EvictExpired()
    {
        while (_byEnd.Count > 0 && _byEnd.First.Document.Until <= center.Now) Remove(_byEnd.First);
    }

    /// <summary>Takes a named document of the store, if it is one of these.</summary>
    public void Restore(NamedDocument named)
    {
        if (!named.Name.StartsWith(NamedDocument.ReturnPrefix, StringComparison.Ordinal) || named.Json is null) return;
        var document = JsonSerializer.Deserialize(named.Json, CenterJson.Default.ReturnDocument)
            ?? throw new InvalidOperationException($"The document {named.Name} is empty.");
        Add(document, named.Name);
    }

    private void Add(ReturnDocument document, string name)
    {
        var entry = new AbandonedPlace(document, name);
        _byCaller.Add((document.Queue, document.CallerId), entry);
        _byEnd.Add(entry, new HeapKey(document.Until.Milliseconds, document.At.Milliseconds));
    }

    private void Remove(QueueId queue, string callerId)
    {
        if (_byCaller.TryGetValue((queue, callerId), out var found)) Remove(found);
    }

    private void Remove(AbandonedPlace entry)
    {
        var document = entry.Document;
        _byCaller.Remove((document.Queue, document.CallerId));
        _byEnd.Remove(entry);
        center.Tracker.PutDocument(new(entry.Name, null));
    }

    /// <summary>
    /// A queue's id has no slash, so that no two callers share a name. Names are seen where documents are not, as in a server's
    /// log of slow commands: a caller's number does not stand there.
    /// </summary>
    private static string NameOf(ReturnDocument document)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(document.CallerId));
        return $"{NamedDocument.ReturnPrefix}{document.Queue}/{Convert.ToHexStringLower(hash, 0, HashBytes)}";
    }

    private sealed class AbandonedPlace(ReturnDocument document, string name) : HeapNode
    {
        public ReturnDocument Document { get; } = document;

        /// <summary>The name in the store, which may be of an older form.</summary>
        public string Name { get; } = name;
    }
}
