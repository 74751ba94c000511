using Acd.Core;

namespace Acd.Hosting.Tests;

/// <summary>The data of a store; it outlives hosts and their connections.</summary>
internal sealed class TestDatabase(TimeProvider time)
{
    public static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(3);

    private readonly Dictionary<ContactId, ContactDocument> _contacts = [];
    private readonly Dictionary<AgentId, AgentDocument> _agents = [];
    private readonly List<CenterEvent> _events = [];
    private readonly Dictionary<string, NamedDocument> _named = [];
    private CenterSettings? _settings;
    private string? _owner;
    private DateTimeOffset _leaseEnd;
    private long _epoch;

    public Lock Gate { get; } = new();

    /// <summary>The number up to which events are trimmed.</summary>
    public long TrimmedUpTo { get; set; }

    /// <summary>The size that each event seems to have.</summary>
    public long BytesPerEvent { get; set; }

    /// <summary>Whether reads of events fail, and nothing else does.</summary>
    public bool EventsAreUnreadable { get; set; }

    public IReadOnlyList<CenterEvent> Events
    {
        get
        {
            lock (Gate) return [.. _events];
        }
    }

    public IReadOnlyList<ContactDocument> Contacts
    {
        get
        {
            lock (Gate) return [.. _contacts.Values];
        }
    }

    /// <summary>Writes a document without a lease.</summary>
    public void Put(NamedDocument document)
    {
        lock (Gate) _named[document.Name] = document;
    }

    public string? Owner
    {
        get
        {
            lock (Gate) return _owner;
        }
    }

    public long Epoch
    {
        get
        {
            lock (Gate) return _epoch;
        }
    }

    public Lease? TryAcquire(string owner)
    {
        lock (Gate)
        {
            if (_owner is not null && _owner != owner && time.GetUtcNow() < _leaseEnd) return null;
            _owner = owner;
            _leaseEnd = time.GetUtcNow() + LeaseDuration;
            return new Lease(owner, ++_epoch, LeaseDuration);
        }
    }

    public void Renew(Lease lease)
    {
        lock (Gate)
        {
            if (lease.Epoch != _epoch) throw new StaleLeaseException(lease.Epoch);
            _leaseEnd = time.GetUtcNow() + LeaseDuration;
        }
    }

    public void Release(Lease lease)
    {
        lock (Gate)
        {
            if (lease.Epoch == _epoch) _owner = null;
        }
    }

    public CenterDocuments Load(Lease lease)
    {
        lock (Gate)
        {
            Renew(lease);
            return new CenterDocuments
            {
                Settings = _settings,
                Contacts = [.. _contacts.Values.Where(contact => contact.State != ContactState.Closed)],
                Agents = [.. _agents.Values],
                Closed =
                [
                    .. _contacts.Values.Where(contact => contact.State == ContactState.Closed)
                        .OrderBy(contact => contact.ClosedAt)
                        .Select(contact => new ClosedContact(contact.Id, contact.ClosedAt!.Value, contact.Reason!.Value)),
                ],
                LastSequence = _events.Count,
            };
        }
    }

    public IReadOnlyList<NamedDocument> ReadNamed(string prefix)
    {
        lock (Gate) return [.. _named.Values.Where(document => document.Name.StartsWith(prefix, StringComparison.Ordinal))];
    }

    public void Commit(Lease lease, Changes changes)
    {
        lock (Gate)
        {
            Renew(lease);
            if (changes.Events.Count > 0 && changes.Events[0].Sequence != _events.Count + 1)
                throw new InvalidOperationException($"Event {changes.Events[0].Sequence} comes after event {_events.Count}.");
            foreach (var contact in changes.ForgottenContacts) _contacts.Remove(contact);
            foreach (var contact in changes.Contacts) _contacts[contact.Id] = contact;
            foreach (var agent in changes.Agents) _agents[agent.Id] = agent;
            foreach (var agent in changes.RemovedAgents) _agents.Remove(agent);
            foreach (var document in changes.Named)
            {
                if (document.Json is null) _named.Remove(document.Name);
                else _named[document.Name] = document;
            }

            _settings = changes.Settings ?? _settings;
            _events.AddRange(changes.Events);
        }
    }

    public ContactDocument? Find(ContactId contact)
    {
        lock (Gate) return _contacts.GetValueOrDefault(contact);
    }

    public ContactsReply Search(ListContacts search)
    {
        lock (Gate)
        {
            return new ContactPageBuilder(search, int.MaxValue).Build(
                _contacts.Values.Where(contact => contact.Sequence > search.After).OrderBy(contact => contact.Sequence));
        }
    }

    public EventPage Read(long after, int limit)
    {
        lock (Gate)
        {
            if (EventsAreUnreadable) throw new StoreUnavailableException("The events cannot be read.");
            var first = (int)Math.Max(after, TrimmedUpTo);
            CenterEvent[] page = [.. _events.Skip(first).Take(limit)];
            return new EventPage(page, TrimmedUpTo + 1) { Bytes = page.Length * BytesPerEvent };
        }
    }
}
