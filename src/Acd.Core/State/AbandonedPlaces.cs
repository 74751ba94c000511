using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Acd.Core.Json;
using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>The callers who abandoned a contact recently, and the places they get back if they return.</summary>
internal sealed class AbandonedPlaces(EngineState state)
{
    private const int HashBytes = 16;

    private readonly Dictionary<(QueueId Queue, string CallerId), AbandonedPlace> _byCaller = [];
    private IndexedHeap<AbandonedPlace> _byEnd = new();

    /// <summary>Remembers an abandoned contact's place if its caller may return to it.</summary>
    public void Remember(Contact contact)
    {
        var within = state.SettingsOf(contact).ResumeWithin;
        var number = contact.Caller ?? contact.CallerId;
        if (number is not { } caller || contact.Callback is not null || within == TimeSpan.Zero) return;
        var document = new ReturnDocument
        {
            Queue = contact.Queue,
            CallerId = caller,
            Contact = contact.Id,
            Rank = contact.Rank,
            At = state.Now,
            Until = state.Now + within,
        };
        var name = NameOf(document);
        Remove(contact.Queue, caller);
        Add(document, name);
        state.Tracker.PutDocument(new(name, JsonSerializer.Serialize(document, CenterJson.Default.ReturnDocument)));
        if (_byEnd.Count > Limits.ReturnsKept) Remove(_byEnd.First);
    }

    /// <summary>Takes and removes the place of a caller who returns in time. Null if there is none.</summary>
    public ReturnDocument? TakePlace(string? caller, QueueState queue)
    {
        if (caller is null || !_byCaller.TryGetValue((queue.Settings.Id, caller), out var found)) return null;
        var document = found.Document;
        if (document.At + queue.Settings.ResumeWithin <= state.Now) return null;
        Remove(found);
        return document;
    }

    /// <summary>Removes the places whose time is over.</summary>
    public void EvictExpired()
    {
        while (_byEnd.Count > 0 && _byEnd.First.Document.Until <= state.Now) Remove(_byEnd.First);
    }

    /// <summary>Restores a place from a named document of the store. Ignores other documents.</summary>
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
        state.Tracker.PutDocument(new(entry.Name, null));
    }

    /// <summary>
    /// The document's name. A queue's id has no slash, so no two callers share a name. It contains a hash of the caller's
    /// number, because a server may log names but not documents.
    /// </summary>
    private static string NameOf(ReturnDocument document)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(document.CallerId));
        return $"{NamedDocument.ReturnPrefix}{document.Queue}/{Convert.ToHexStringLower(hash, 0, HashBytes)}";
    }

    private sealed class AbandonedPlace(ReturnDocument document, string name) : HeapNode
    {
        public ReturnDocument Document { get; } = document;

        /// <summary>The document's name in the store.</summary>
        public string Name { get; } = name;
    }
}
