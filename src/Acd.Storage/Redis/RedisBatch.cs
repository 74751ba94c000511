using Acd.Core;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>A batch as the keys and arguments of the commit script.</summary>
internal sealed class RedisBatch
{
    private readonly RedisKeys _keys;
    private readonly List<RedisKey> _keysTouched;
    private readonly List<RedisValue> _commands = [], _documents = [], _closed = [], _events = [];
    private readonly PackedCommandWriter _packed;
    private readonly int[] _contacts;

    private readonly bool _marked;

    /// <param name="keys">The center's keys.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="marked">Whether the server's index needs <see cref="ContactMarks"/> in contacts' documents.</param>
    public RedisBatch(RedisKeys keys, SerializedBatch batch, bool marked)
    {
        _keys = keys;
        _marked = marked;
        _packed = new PackedCommandWriter(_commands);
        _keysTouched =
        [
            keys.Epoch, keys.Lease, keys.Sequence, keys.Events, keys.Queue, keys.Contacts, keys.Agents, keys.Closed, keys.Named,
            keys.ClosedBySequence,
        ];

        // A contact whose id was forgotten and used again has two documents in a batch; the later one counts.
        var indexes = new Dictionary<ContactId, int>(batch.Changes.Contacts.Count);
        for (var i = 0; i < batch.Changes.Contacts.Count; i++)
            indexes[batch.Changes.Contacts[i].Id] = i;
        _contacts = [.. indexes.Values];

        // Removals are first, so that an id that is used again in the same batch stays.
        PackRemovals(batch.Changes);
        PackMembers(batch.Changes);
        PackAvailability(batch.Changes);
        PackNamed(batch);
        AddDocuments(batch);
    }

    /// <summary>The keys that the script checks before it writes.</summary>
    public RedisKey[] Keys => [.. _keysTouched];

    /// <summary>The script's arguments.</summary>
    /// <param name="head">The arguments before the lists' lengths.</param>
    public RedisValue[] Arguments(ReadOnlySpan<RedisValue> head) =>
    [
        .. head, _commands.Count, _documents.Count, _closed.Count, _events.Count,
        .. _commands, .. _documents, .. _closed, .. _events,
    ];

    private void PackRemovals(Changes changes)
    {
        Pack("DEL", changes.ForgottenContacts, contact => _keys.Contact(contact.Value));
        Pack("SREM", _keys.Contacts, changes.ForgottenContacts, contact => contact.Value);
        Pack("ZREM", _keys.Queue, changes.ForgottenContacts, contact => contact.Value);
        Pack("ZREM", _keys.ClosedBySequence, changes.ForgottenContacts, contact => contact.Value);
        Pack("DEL", changes.RemovedAgents, agent => _keys.Agent(agent.Value));
        Pack("SREM", _keys.Agents, changes.RemovedAgents, agent => agent.Value);
        _packed.Begin("ZREM", _keys.Closed);
        foreach (var contact in changes.ForgottenContacts)
        {
            // Only the id is known here, so a member for each reason is removed.
            foreach (var reason in CloseReasons.All)
                _packed.AddItem(contact.Value + "|" + reason);
        }

        _packed.End();
    }

    private void PackMembers(Changes changes)
    {
        var contacts = Array.ConvertAll(_contacts, i => changes.Contacts[i]);
        var open = contacts.Where(contact => contact.State != ContactState.Closed);
        var closed = contacts.Where(contact => contact.State == ContactState.Closed);
        Pack("SADD", _keys.Agents, changes.Agents, agent => agent.Id.Value);
        Pack("SADD", _keys.Contacts, open, contact => contact.Id.Value);
        Pack("SREM", _keys.Contacts, closed, contact => contact.Id.Value);
        Pack("ZREM", _keys.Queue, contacts.Where(contact => contact.State != ContactState.Queued), contact => contact.Id.Value);
        _packed.Begin("ZADD", _keys.Queue);
        foreach (var contact in contacts.Where(contact => contact.State == ContactState.Queued))
            _packed.AddItem(contact.Rank.Milliseconds, contact.Id.Value);
        _packed.End();
        _packed.Begin("ZADD", _keys.Closed);
        foreach (var contact in contacts)
        {
            if (contact is { State: ContactState.Closed, ClosedAt: { } at, Reason: { } reason })
                _packed.AddItem(at.Milliseconds, contact.Id.Value + "|" + CloseReasons.NameOf(reason));
        }

        _packed.End();
        _packed.Begin("ZADD", _keys.ClosedBySequence);
        foreach (var contact in closed)
            _packed.AddItem(contact.Sequence, contact.Id.Value);
        _packed.End();
    }

    private void PackAvailability(Changes changes)
    {
        foreach (var (set, members) in AvailabilitySets.FromChanges(changes.Availability, _keys))
        {
            _keysTouched.Add(set);
            Pack("ZREM", set, members.Where(member => member.Value is null), member => member.Key.Value);
            _packed.Begin("ZADD", set);
            foreach (var (agent, order) in members)
            {
                if (order is { } idle)
                    _packed.AddItem(AvailabilitySets.Score(idle), agent.Value);
            }

            _packed.End();
        }
    }

    private void PackNamed(SerializedBatch batch)
    {
        var named = batch.Changes.Named;
        Pack("HDEL", _keys.Named, named.Where(document => document.Json is null), document => document.Name);
        _packed.Begin("HSET", _keys.Named);
        for (var i = 0; i < named.Count; i++)
        {
            if (named[i].Json is not null)
                _packed.AddItem(named[i].Name, batch.Named(i));
        }

        _packed.End();
    }

    private void AddDocuments(SerializedBatch batch)
    {
        var changes = batch.Changes;
        foreach (var i in _contacts)
        {
            var list = changes.Contacts[i].State == ContactState.Closed ? _closed : _documents;
            list.Add(_keys.Contact(changes.Contacts[i].Id.Value));
            list.Add(_marked
                ? ContactMarks.AddTo(batch.Contact(i), changes.Contacts[i])
                : batch.Contact(i).ToArray());
        }

        for (var i = 0; i < changes.Agents.Count; i++)
        {
            _documents.Add(_keys.Agent(changes.Agents[i].Id.Value));
            _documents.Add(batch.Agent(i).ToArray());
        }

        if (changes.Settings is not null)
        {
            _documents.Add(_keys.Settings);
            _documents.Add(batch.Settings.ToArray());
        }

        for (var i = 0; i < changes.Events.Count; i++)
            _events.Add(batch.Event(i));
    }

    private void Pack<T>(string command, IEnumerable<T> items, Func<T, string> argument)
    {
        _packed.Begin(command);
        foreach (var item in items)
            _packed.AddItem(argument(item));
        _packed.End();
    }

    private void Pack<T>(string command, string key, IEnumerable<T> items, Func<T, string> argument)
    {
        _packed.Begin(command, key);
        foreach (var item in items)
            _packed.AddItem(argument(item));
        _packed.End();
    }
}
