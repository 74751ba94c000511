using System.Globalization;
using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>
/// A store on a Redis server. A commit is one script, which checks the epoch and writes all or nothing. Reads have a connection
/// of their own beside the commits.
/// </summary>
/// <param name="address">The server.</param>
/// <param name="options">The options.</param>
/// <param name="hasEnded">Whether the lease's owner has certainly ended; null where that cannot be known.</param>
public sealed class RedisStore(RedisAddress address, StoreOptions options, LeaseOwnerProbe? hasEnded = null) : IStore
{
    private readonly RedisConnection _connection =
        RedisConnection.Create(address, options.ContactIndex, options.CommandTimeout);
    private readonly RedisKeys _keys = new(options.Center);
    private readonly ContactIndex _index = new(new RedisKeys(options.Center), options.SearchTimeout);
    private readonly RedisValue _duration = (long)options.LeaseDuration.TotalMilliseconds;
    private TimeSpan _closedTtl = new CenterSettings().ClosedContactTtl;
    private long _greatestEpoch;
    private SerializedBatch? _reusableBatch;

    /// <inheritdoc/>
    public int EventsKept => options.EventsKept;

    /// <inheritdoc/>
    public bool HasMatching => true;

    /// <inheritdoc/>
    public TimeSpan MaxCommitDuration => options.MaxCommitDuration;

    /// <inheritdoc/>
    public async ValueTask<Lease?> TryAcquireAsync(string owner, CancellationToken cancel = default)
    {
        if (!options.AllowVolatile)
            await CheckPolicyAsync(cancel);
        var (epoch, holder) = await AcquireAsync(owner, "", cancel);
        if (epoch == 0 && hasEnded is not null && await hasEnded(holder, cancel))
            (epoch, holder) = await AcquireAsync(owner, holder, cancel);
        if (epoch < 0)
            throw StoreErrors.Lost("The Redis server", long.Parse(holder, CultureInfo.InvariantCulture), _greatestEpoch);
        if (epoch == 0)
            return null;
        _greatestEpoch = epoch;
        return new Lease(owner, epoch, options.LeaseDuration);
    }

    /// <inheritdoc/>
    public async ValueTask RenewAsync(Lease lease, CancellationToken cancel = default) =>
        ThrowIfRefused(lease, 0, await _connection.RunAsync(
            session => ReplicatedAsync(
                session, () => RedisScript.Renew.RunAsync(session.Database, _keys.Fence, Fence(lease)), IsOk),
            TimeSpan.Zero, cancel));

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync(Lease lease, CancellationToken cancel = default) =>
        await RunAsync(RedisScript.Release, _keys.Fence, [lease.Epoch], cancel);

    /// <inheritdoc/>
    public async ValueTask<CenterDocuments> LoadAsync(Lease lease, CancellationToken cancel = default)
    {
        await _connection.RunAsync(CreateIndexAsync, TimeSpan.Zero, cancel);
        await _connection.RunAsync(
            session => RedisMatching.RemoveFormerAsync(session, _keys, lease.Epoch), TimeSpan.Zero, cancel);
        var loader = new RedisDocumentLoader(
            _connection, _keys, () => RenewAsync(lease, cancel), options.LeaseDuration / 4, cancel);
        var documents = await loader.LoadAsync();
        _closedTtl = (documents.Settings ?? new CenterSettings()).ClosedContactTtl;
        return documents;
    }

    /// <inheritdoc/>
    public async ValueTask<IReferenceMatching> OpenMatchingAsync(Lease lease, CancellationToken cancel = default) =>
        await _connection.RunAsync(
            session => RedisMatching.OpenAsync(address, session, _keys, lease), TimeSpan.Zero, cancel);

    /// <summary>
    /// Settings, agents and open contacts, without a lease and not of one moment. They are the start of views that follow
    /// events.
    /// </summary>
    /// <param name="cancel">Cancels the load.</param>
    /// <exception cref="StoreUnavailableException">
    /// The store fails, or an agent was removed meanwhile; the caller may try again.
    /// </exception>
    public Task<CenterDocuments> LoadWithoutLeaseAsync(CancellationToken cancel = default)
    {
        var loader = new RedisDocumentLoader(_connection, _keys, () => ValueTask.CompletedTask, TimeSpan.MaxValue, cancel);
        return loader.LoadWithoutLeaseAsync();
    }

    /// <inheritdoc/>
    public async ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default)
    {
        // A batch is reused only after a success: one that was abandoned may still be in use.
        var batch = Interlocked.Exchange(ref _reusableBatch, null) ?? new SerializedBatch();
        var ttl = changes.Settings?.ClosedContactTtl ?? _closedTtl;

        // It is serialized off the caller's thread, which applies the next batch meanwhile.
        await Task.Run(() => batch.Fill(changes), cancel);
        var reply = await _connection.RunAsync(
            session => Task.Run(async () =>
            {
                var packed = new RedisBatch(_keys, batch, session.CanIndex);
                RedisValue[] head =
                    [.. Fence(lease), batch.FirstSequence, (long)ttl.TotalMilliseconds, options.EventsKept, session.HasJson];
                return await ReplicatedAsync(
                    session,
                    () => RedisScript.Commit.RunAsync(session.Database, packed.Keys, packed.Arguments(head)),
                    IsOk);
            }),
            StoreOptions.GetSizeAllowance(batch.Size),
            cancel);
        ThrowIfRefused(lease, batch.FirstSequence, reply);
        _closedTtl = ttl;
        _reusableBatch = batch;
    }

    /// <inheritdoc/>
    public async ValueTask<ContactDocument?> FindContactAsync(ContactId contact, CancellationToken cancel = default)
    {
        var found = await _connection.ReadAsync(
            session => RedisDocumentReader.ReadAsync(session, [_keys.Contact(contact.Value)]), cancel);
        return found is [{ } json] ? StoredJson.Read(json, CenterJson.Default.ContactDocument) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<ContactsReply?> SearchAsync(ListContacts search, CancellationToken cancel = default) =>
        await _connection.ReadAsync(
            session => new RedisContactSearch(session, _keys, _index, search).RunAsync(), cancel);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<NamedDocument>> ReadNamedAsync(string prefix, CancellationToken cancel = default) =>
        await RedisNamedReader.ReadAsync(_connection, _keys, prefix, cancel);

    /// <inheritdoc/>
    public async ValueTask<NamedDocument?> FindNamedAsync(string name, CancellationToken cancel = default)
    {
        var json = await _connection.ReadAsync(session => session.Database.HashGetAsync(_keys.Named, name), cancel);
        return json.IsNull ? null : new NamedDocument(name, json);
    }

    /// <inheritdoc/>
    public async ValueTask<EventPage> ReadEventsAsync(long after, int limit, CancellationToken cancel = default)
    {
        var reply = (RedisResult[])(await _connection.ReadAsync(
            session => RedisScript.ReadEvents.RunAsync(
                session.Database, [_keys.Events, _keys.Sequence], [after + 1, limit, EventPage.MaxBytes]),
            cancel))!;
        var oldest = (string)reply[0]!;
        var firstKept = oldest.Length > 0
            ? long.Parse(oldest.AsSpan(0, oldest.IndexOf('-')), CultureInfo.InvariantCulture)
            : (long)reply[1] + 1;
        var events = Array.ConvertAll((RedisResult[])reply[2]!, json => (byte[])json!);
        return new EventPage(Array.ConvertAll(events, StoredJson.ReadEvent), firstKept)
        {
            Bytes = events.Sum(json => (long)json.Length),
        };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _reusableBatch?.Dispose();
    }

    private Task CheckPolicyAsync(CancellationToken cancel) => _connection.RunAsync(
        async session =>
        {
            // The failure closes the connection: the next one may lead to another primary.
            var risks = await RedisPolicy.FindRisksAsync(session.Database, options.WaitForReplicas > 0);
            return risks.Count == 0 ? risks : throw new IOException(
                $"it may lose what it acknowledged. {string.Join(" ", risks)} "
                + "Acd:Storage:AllowVolatile (ACD_STORAGE__ALLOW_VOLATILE=true) uses it as it is.");
        },
        TimeSpan.Zero, cancel);

    private async Task<bool> CreateIndexAsync(RedisSession session)
    {
        if (session.CanIndex)
            await _index.CreateAsync(session);
        return session.CanIndex;
    }

    private async ValueTask<(long Epoch, string Holder)> AcquireAsync(string owner, string ended, CancellationToken cancel)
    {
        var reply = (RedisResult[])(await _connection.RunAsync(
            session => ReplicatedAsync(
                session,
                () => RedisScript.Acquire.RunAsync(
                    session.Database, _keys.Fence, [owner, _duration, _greatestEpoch, ended, options.AcceptLoss]),
                taken => (long)((RedisResult[])taken!)[0] > 0),
            TimeSpan.Zero,
            cancel))!;
        return ((long)reply[0], (string)reply[1]!);
    }

    private RedisValue[] Fence(Lease lease) => [lease.Epoch, lease.Owner, _duration];

    private Task<RedisResult> RunAsync(RedisScript script, RedisKey[] keys, RedisValue[] arguments, CancellationToken cancel) =>
        _connection.RunAsync(session => script.RunAsync(session.Database, keys, arguments), TimeSpan.Zero, cancel);

    /// <summary>Writes, and waits for replicas where something was written.</summary>
    private async Task<RedisResult> ReplicatedAsync(
        RedisSession session, Func<Task<RedisResult>> write, Func<RedisResult, bool> isDone)
    {
        if (options.WaitForReplicas == 0)
            return await write();
        session.ThrowIfBroken();
        var result = await write();
        if (!isDone(result))
            return result;
        await session.Replicas.WaitAsync(options.WaitForReplicas, options.ServeAlone, options.CommandTimeout / 4);
        session.ThrowIfBroken();
        return result;
    }

    private static bool IsOk(RedisResult result) => ((string[])result!)[0] == "ok";

    internal static void ThrowIfRefused(Lease lease, long first, RedisResult result)
    {
        var reply = (string[])result!;
        switch (reply)
        {
            case ["ok"]:
                return;
            case ["stale", var epoch] when long.Parse(epoch, CultureInfo.InvariantCulture) < lease.Epoch:
                throw new StoreUnavailableException(
                    $"The store's epoch is {epoch} but was {lease.Epoch}: it is not as it was left.");
            case ["stale", _]:
                throw new StaleLeaseException(lease.Epoch);
            case ["gap", var last]:
                throw StoreErrors.EventGap(long.Parse(last, CultureInfo.InvariantCulture), first);
            default:
                throw new StoreUnavailableException($"The store refuses the batch: {string.Join(", ", reply)}.");
        }
    }
}
