using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;

namespace Acd.Storage;

/// <summary>A store in memory, for tests and simulation. It answers at once on the caller's thread.</summary>
/// <param name="database">The data, which other stores may share.</param>
/// <param name="options">The options.</param>
public sealed class MemoryStore(MemoryDatabase database, StoreOptions options) : IStore
{
    private readonly SerializedBatch _batch = new();

    /// <inheritdoc/>
    public int EventsKept => options.EventsKept;

    /// <inheritdoc/>
    public ValueTask<Lease?> TryAcquireAsync(string owner, CancellationToken cancel = default)
    {
        lock (database.Gate)
        {
            if (database.Owner is { } other && other != owner && database.Time.GetUtcNow() < database.LeaseEnd)
                return ValueTask.FromResult<Lease?>(null);
            database.Owner = owner;
            database.Epoch++;
            Renew();
            return ValueTask.FromResult<Lease?>(new Lease(owner, database.Epoch, options.LeaseDuration));
        }
    }

    /// <inheritdoc/>
    public ValueTask RenewAsync(Lease lease, CancellationToken cancel = default)
    {
        lock (database.Gate)
        {
            CheckEpoch(lease);
            Renew();
            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(Lease lease, CancellationToken cancel = default)
    {
        lock (database.Gate)
        {
            if (database.Epoch != lease.Epoch)
                return ValueTask.CompletedTask;

            // The next epoch refuses a commit that is still under way.
            database.Owner = null;
            database.Epoch++;
            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public ValueTask<CenterDocuments> LoadAsync(Lease lease, CancellationToken cancel = default)
    {
        lock (database.Gate)
        {
            CheckEpoch(lease);
            Renew();
            var open = database.Contacts.Where(entry => !database.Closed.ContainsKey(entry.Key));
            return ValueTask.FromResult(new CenterDocuments
            {
                Settings = database.Settings is { } json ? StoredJson.Read(json, CenterJson.Default.CenterSettings) : null,
                Contacts = [.. open.Select(entry => StoredJson.Read(entry.Value, CenterJson.Default.ContactDocument))],
                Agents = [.. database.Agents.Values.Select(json => StoredJson.Read(json, CenterJson.Default.AgentDocument))],
                Closed = [.. database.Closed.Values.Select(closed => closed.Contact).OrderBy(contact => contact.At)
                    .ThenBy(contact => contact.Id.Value, StringComparer.Ordinal)],
                LastSequence = database.LastSequence,
            });
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<NamedDocument>> ReadNamedAsync(string prefix, CancellationToken cancel = default)
    {
        lock (database.Gate)
        {
            var named = database.Named.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal));
            return ValueTask.FromResult<IReadOnlyList<NamedDocument>>(
                [.. named.Select(entry => new NamedDocument(entry.Key, entry.Value))]);
        }
    }

    /// <inheritdoc/>
    public ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default)
    {
        _batch.Fill(changes);
        lock (database.Gate)
        {
            CheckEpoch(lease);
            if (changes.Events.Count > 0 && _batch.FirstSequence != database.LastSequence + 1)
                throw StoreErrors.EventGap(database.LastSequence, _batch.FirstSequence);
            Write(changes);
            Renew();
            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public ValueTask<ContactDocument?> FindContactAsync(ContactId contact, CancellationToken cancel = default)
    {
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.Contacts.TryGetValue(contact, out var json)
                ? StoredJson.Read(json, CenterJson.Default.ContactDocument)
                : null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ContactsReply?> SearchAsync(ListContacts search, CancellationToken cancel = default)
    {
        if (search.State != ContactState.Closed)
            return ValueTask.FromResult<ContactsReply?>(null);
        lock (database.Gate)
        {
            var closed = database.ClosedBySequence.GetViewBetween((search.After + 1, ""), (long.MaxValue, ""))
                .Select(entry => StoredJson.Read(database.Contacts[new(entry.Id)], CenterJson.Default.ContactDocument));
            return ValueTask.FromResult<ContactsReply?>(
                new ContactPageBuilder(search, SearchLimits.MaxScannedPerPage).Build(closed));
        }
    }

    /// <inheritdoc/>
    public ValueTask<EventPage> ReadEventsAsync(long after, int limit, CancellationToken cancel = default)
    {
        lock (database.Gate)
        {
            var from = (int)Math.Clamp(after + 1 - database.FirstKept, 0, database.Events.Count);
            var (events, bytes) = (new List<CenterEvent>(), 0L);
            for (var i = from; i < database.Events.Count && events.Count < limit && bytes < EventPage.MaxBytes; i++)
            {
                events.Add(StoredJson.ReadEvent(database.Events[i].ToArray()));
                bytes += database.Events[i].Length;
            }

            return ValueTask.FromResult(new EventPage(events, database.FirstKept) { Bytes = bytes });
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _batch.Dispose();
        return ValueTask.CompletedTask;
    }

    private void CheckEpoch(Lease lease)
    {
        if (database.Epoch != lease.Epoch)
            throw new StaleLeaseException(lease.Epoch);
    }

    private void Renew() => database.LeaseEnd = database.Time.GetUtcNow() + options.LeaseDuration;

    private void Write(Changes changes)
    {
        foreach (var contact in changes.ForgottenContacts)
        {
            database.Contacts.Remove(contact);
            RemoveClosed(contact);
        }

        foreach (var agent in changes.RemovedAgents)
            database.Agents.Remove(agent);

        for (var i = 0; i < changes.Contacts.Count; i++)
        {
            var contact = changes.Contacts[i];
            database.Contacts[contact.Id] = _batch.Contact(i).ToArray();
            RemoveClosed(contact.Id);
            if (contact is not { ClosedAt: { } at, Reason: { } reason })
                continue;
            database.Closed[contact.Id] = (new ClosedContact(contact.Id, at, reason), contact.Sequence);
            database.ClosedBySequence.Add((contact.Sequence, contact.Id.Value));
        }

        for (var i = 0; i < changes.Agents.Count; i++)
            database.Agents[changes.Agents[i].Id] = _batch.Agent(i).ToArray();
        for (var i = 0; i < changes.Events.Count; i++)
            database.Events.Add(_batch.Event(i));
        if (changes.Settings is not null)
            database.Settings = _batch.Settings.ToArray();
        foreach (var document in changes.Named)
        {
            if (document.Json is { } json)
                database.Named[document.Name] = json;
            else
                database.Named.Remove(document.Name);
        }

        Trim();
    }

    /// <summary>Removes a contact from the closed ones, if it is there.</summary>
    private void RemoveClosed(ContactId contact)
    {
        if (database.Closed.Remove(contact, out var closed))
            database.ClosedBySequence.Remove((closed.Sequence, contact.Value));
    }

    /// <summary>Drops old events once there are one and a half times as many as are kept.</summary>
    private void Trim()
    {
        var over = database.Events.Count - options.EventsKept;
        if (over <= options.EventsKept / 2)
            return;
        database.Events.RemoveRange(0, over);
        database.FirstKept += over;
    }
}
