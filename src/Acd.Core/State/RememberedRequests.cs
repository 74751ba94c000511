using System.Text.Json;
using Acd.Core.Json;
using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>
/// The keys of carried out requests. Each is written with the changes of its request, so it is remembered if and only if the
/// request was carried out, through every restart.
/// </summary>
internal sealed class RememberedRequests(EngineState state)
{
    private readonly Dictionary<string, RememberedRequest> _byKey = new(StringComparer.Ordinal);
    private IndexedHeap<RememberedRequest> _byEnd = new();
    private long _order;

    /// <summary>The answer to a command whose key is remembered: that of the first time, or a refusal. Else null.</summary>
    public Reply? Find(RequestKey key)
    {
        if (!Id.IsValid(key.Key)) return Refusals.BadId("Idempotency-Key");
        if (!_byKey.TryGetValue(key.Key, out var known)) return null;
        return known.Document.Body == key.Body
            ? new RememberedReply(AnswerName(key.Key))
            {
                RememberedUntil = known.Document.Until,
                ClosedIdsFor = state.Settings.ClosedContactTtl,
            }
            : Refusals.OtherBody();
    }

    /// <summary>Remembers a key and its answer, if such an answer is remembered.</summary>
    /// <returns>The answer with the time until which it is remembered.</returns>
    public Reply Remember(RequestKey key, Reply reply)
    {
        if (AnswerDocument.Of(reply) is not { } answer) return reply;
        var document = new RequestDocument(key.Body, state.Now + state.Settings.RequestTtl);
        Add(key.Key, document);
        state.Tracker.PutDocument(
            new(RequestName(key.Key), JsonSerializer.Serialize(document, CenterJson.Default.RequestDocument)));
        state.Tracker.PutDocument(new(AnswerName(key.Key), JsonSerializer.Serialize(answer, CenterJson.Default.AnswerDocument)));
        if (_byEnd.Count > Limits.RequestsKept) Remove(_byEnd.First);
        return reply with { RememberedUntil = document.Until, ClosedIdsFor = state.Settings.ClosedContactTtl };
    }

    /// <summary>Forgets the keys whose time is over.</summary>
    public void EvictExpired()
    {
        while (_byEnd.Count > 0 && _byEnd.First.Document.Until <= state.Now) Remove(_byEnd.First);
    }

    /// <summary>Restores the keys from the named documents of the store. Ignores other documents.</summary>
    public void Restore(IEnumerable<NamedDocument> named)
    {
        var keys = named.Where(document =>
            document.Json is not null && document.Name.StartsWith(NamedDocument.RequestPrefix, StringComparison.Ordinal));
        foreach (var (name, json) in keys.OrderBy(document => document.Name, StringComparer.Ordinal))
        {
            var document = JsonSerializer.Deserialize(json!, CenterJson.Default.RequestDocument)
                ?? throw new InvalidOperationException($"The document {name} is empty.");
            Add(name[NamedDocument.RequestPrefix.Length..], document);
        }
    }

    private void Add(string key, RequestDocument document)
    {
        var entry = new RememberedRequest(key, document);
        _byKey.Add(key, entry);
        _byEnd.Add(entry, new HeapKey(document.Until.Milliseconds, ++_order));
    }

    private void Remove(RememberedRequest entry)
    {
        _byKey.Remove(entry.Key);
        _byEnd.Remove(entry);
        state.Tracker.PutDocument(new(RequestName(entry.Key), null));
        state.Tracker.PutDocument(new(AnswerName(entry.Key), null));
    }

    private static string RequestName(string key) => NamedDocument.RequestPrefix + key;

    private static string AnswerName(string key) => NamedDocument.AnswerPrefix + key;

    private sealed class RememberedRequest(string key, RequestDocument document) : HeapNode
    {
        public string Key { get; } = key;

        public RequestDocument Document { get; } = document;
    }
}
