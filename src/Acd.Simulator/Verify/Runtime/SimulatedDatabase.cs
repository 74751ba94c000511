using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;

namespace Acd.Simulator.Verify;

/// <summary>
/// The database that all processes share: JSON documents, a lease that ends by time, a fencing epoch and the latest events. It
/// behaves as the memory store, and also keeps all events for the checkers.
/// </summary>
internal sealed class SimulatedDatabase(SimulationScheduler scheduler, TimeSpan leaseDuration, int eventsKept)
{
    private readonly List<StoredDocument<CenterEvent>> _events = [];
    private string? _owner;
    private TimeSpan _leaseEnd;
    private int _commits;

    /// <summary>Called with each batch before it is written.</summary>
    public Action<CommittedBatch>? Committing { get; set; }

    /// <summary>Called with each batch after it is written.</summary>
    public Action<CommittedBatch>? Committed { get; set; }

    /// <summary>
    /// Called for a batch whose events do not follow the last event. The database refuses it, but fencing should have done so.
    /// </summary>
    public Action<string>? GapFound { get; set; }

    public long Epoch { get; private set; }

    public Dictionary<ContactId, StoredDocument<ContactDocument>> Contacts { get; } = [];

    public Dictionary<ContactId, ClosedContact> Closed { get; } = [];

    public Dictionary<AgentId, StoredDocument<AgentDocument>> Agents { get; } = [];

    /// <summary>The documents without a type of their own, by name: statistics and abandoned places.</summary>
    public SortedDictionary<string, string> Named { get; } = new(StringComparer.Ordinal);

    public StoredDocument<CenterSettings>? Settings { get; set; }

    public SortedSets Sets { get; } = new();

    /// <summary>All events, by sequence; the first has number 1.</summary>
    public IReadOnlyList<StoredDocument<CenterEvent>> Events => _events;

    public long LastSequence => _events.Count;

    public int Commits => _commits;

    /// <summary>The oldest event that a reader gets.</summary>
    public long FirstKept => Math.Max(1, _events.Count - eventsKept + 1);

    public Lease? TryAcquire(string owner)
    {
        if (_owner is not null && _owner != owner && scheduler.Elapsed < _leaseEnd) return null;
        _owner = owner;
        Epoch++;
        _leaseEnd = scheduler.Elapsed + leaseDuration;
        return new Lease(owner, Epoch, leaseDuration);
    }

    public void Renew(Lease lease)
    {
        if (Epoch != lease.Epoch) throw new StaleLeaseException(lease.Epoch);
        _leaseEnd = scheduler.Elapsed + leaseDuration;
    }

    public void Release(Lease lease)
    {
        if (Epoch != lease.Epoch) return;
        _owner = null;
        Epoch++;
    }

    public CenterDocuments Load(Lease lease)
    {
        Renew(lease);
        return Read() with { Named = [] };
    }

    public IReadOnlyList<NamedDocument> ReadNamed(string prefix) =>
        [.. NamedDocuments().Where(document => document.Name.StartsWith(prefix, StringComparison.Ordinal))];

    /// <summary>All documents, for a reader without a lease.</summary>
    public CenterDocuments Read() => new()
    {
        Settings = Settings?.Document,
        Contacts = [.. Contacts.Where(entry => !Closed.ContainsKey(entry.Key)).Select(entry => entry.Value.Document)],
        Agents = [.. Agents.Values.Select(agent => agent.Document)],
        Closed = [.. Closed.Values.OrderBy(contact => contact.At).ThenBy(contact => contact.Id.Value, StringComparer.Ordinal)],
        Named = [.. NamedDocuments()],
        LastSequence = LastSequence,
    };

    private IEnumerable<NamedDocument> NamedDocuments() => Named.Select(entry => new NamedDocument(entry.Key, entry.Value));

    /// <summary>
    /// All documents, and the events that the statistics' documents do not include; null if some of those are trimmed.
    /// </summary>
    public CenterDocuments? ReadCounted()
    {
        var documents = Read();
        var counted = documents.StatisticsSequence;
        if (FirstKept > counted + 1) return null;
        return documents with { UncountedEvents = [.. _events.Skip((int)counted).Select(centerEvent => centerEvent.Document)] };
    }

    /// <param name="lease">The writer's lease.</param>
    /// <param name="changes">The batch.</param>
    /// <param name="now">The writer's wall time.</param>
    public void Commit(Lease lease, Changes changes, Timestamp now)
    {
        Renew(lease);
        var events = changes.Events.Select(StoredDocument.Of).ToList();
        if (events.Count > 0 && events[0].Document.Sequence != LastSequence + 1)
        {
            var gap = $"Event {events[0].Document.Sequence} of {lease.Owner}, epoch {lease.Epoch}, follows {LastSequence}.";
            GapFound?.Invoke(gap);
            throw new StoreUnavailableException(gap);
        }

        var contacts = changes.Contacts.Select(StoredDocument.Of).ToList();
        var agents = changes.Agents.Select(StoredDocument.Of).ToList();
        var commit = new CommittedBatch
        {
            Number = ++_commits,
            Lease = lease,
            Now = now,
            Changes = changes with
            {
                Contacts = [.. contacts.Select(contact => contact.Document)],
                Agents = [.. agents.Select(agent => agent.Document)],
                Events = [.. events.Select(centerEvent => centerEvent.Document)],
            },
            Before = BeforeOf(changes),
            Json =
            [
                .. contacts.Select(contact => contact.Json), .. agents.Select(agent => agent.Json),
                .. events.Select(centerEvent => centerEvent.Json),
            ],
        };
        Committing?.Invoke(commit);
        Write(changes, contacts, agents, events);
        Committed?.Invoke(commit);
    }

    public ContactDocument? Find(ContactId contact) =>
        Contacts.TryGetValue(contact, out var stored) ? stored.Document : null;

    public ContactsReply? Search(ListContacts search) => search.State == ContactState.Closed
        ? new ContactPageBuilder(search, int.MaxValue).Build(Contacts.Values.Select(stored => stored.Document)
            .Where(contact => contact.Sequence > search.After).OrderBy(contact => contact.Sequence))
        : null;

    public EventPage ReadEvents(long after, int limit)
    {
        var from = (int)Math.Clamp(Math.Max(after, FirstKept - 1), 0, LastSequence);
        return new EventPage([.. _events.Skip(from).Take(limit).Select(centerEvent => centerEvent.Document)], FirstKept);
    }

    private Dictionary<ContactId, ContactDocument> BeforeOf(Changes changes)
    {
        var before = new Dictionary<ContactId, ContactDocument>();
        foreach (var id in changes.Contacts.Select(contact => contact.Id).Concat(changes.ForgottenContacts))
            if (Contacts.TryGetValue(id, out var stored)) before[id] = stored.Document;
        return before;
    }

    private void Write(
        Changes changes,
        List<StoredDocument<ContactDocument>> contacts,
        List<StoredDocument<AgentDocument>> agents,
        List<StoredDocument<CenterEvent>> events)
    {
        foreach (var contact in changes.ForgottenContacts)
        {
            Contacts.Remove(contact);
            Closed.Remove(contact);
        }

        foreach (var agent in changes.RemovedAgents) Agents.Remove(agent);
        foreach (var stored in contacts)
        {
            var contact = stored.Document;
            Contacts[contact.Id] = stored;
            if (contact is { ClosedAt: { } at, Reason: { } reason }) Closed[contact.Id] = new(contact.Id, at, reason);
            else Closed.Remove(contact.Id);
        }

        foreach (var stored in agents) Agents[stored.Document.Id] = stored;
        foreach (var (name, json) in changes.Named)
        {
            if (json is null) Named.Remove(name);
            else Named[name] = json;
        }

        if (changes.Settings is { } settings) Settings = StoredDocument.Of(settings);
        _events.AddRange(events);
        Sets.Write(changes);
    }
}

/// <summary>A batch that the database has written, with its documents and events as they read back.</summary>
internal sealed record CommittedBatch
{
    /// <summary>The number of the commit, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The writer's lease.</summary>
    public required Lease Lease { get; init; }

    /// <summary>The writer's wall time.</summary>
    public required Timestamp Now { get; init; }

    /// <summary>The changes.</summary>
    public required Changes Changes { get; init; }

    /// <summary>The earlier versions of the batch's contacts, of those that existed.</summary>
    public required IReadOnlyDictionary<ContactId, ContactDocument> Before { get; init; }

    /// <summary>The JSON of its documents and events.</summary>
    public required IReadOnlyList<string> Json { get; init; }
}

/// <summary>A document as a store keeps it and reads it back.</summary>
internal readonly record struct StoredDocument<T>(string Json, T Document);

/// <summary>Makes stored documents.</summary>
internal static class StoredDocument
{
    public static StoredDocument<ContactDocument> Of(ContactDocument contact) => Of(contact, CenterJson.Default.ContactDocument);

    public static StoredDocument<AgentDocument> Of(AgentDocument agent) => Of(agent, CenterJson.Default.AgentDocument);

    public static StoredDocument<CenterSettings> Of(CenterSettings settings) => Of(settings, CenterJson.Default.CenterSettings);

    public static StoredDocument<CenterEvent> Of(CenterEvent centerEvent) => Of(centerEvent, CenterJson.Default.CenterEvent);

    private static StoredDocument<T> Of<T>(T document, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.Serialize(document, type);
        return new StoredDocument<T>(json, JsonSerializer.Deserialize(json, type)!);
    }
}
