using System.Globalization;
using Acd.Core;
using Acd.Hosting;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>
/// Matching by ZPOPMIN on a queue of contacts and ZINTER over sets of agents, least score first, on the store's server. Each
/// call blocks until the server answers. It ends with its connection, because a restarted server may have lost its sets.
/// </summary>
internal sealed class RedisMatching : IReferenceMatching
{
    // A script with this many changes takes the server some tens of milliseconds.
    private const int ChangesPerCall = 5_000;

    private readonly RedisAddress _address;
    private readonly RedisSession _session;
    private readonly RedisKeys _center;
    private readonly Lease _lease;
    private readonly RedisMatchingKeys _keys;
    private readonly HashSet<string> _registeredSets = [];

    private RedisMatching(RedisAddress address, RedisSession session, RedisKeys keys, Lease lease)
    {
        (_address, _session, _center, _lease) = (address, session, keys, lease);
        _keys = new RedisMatchingKeys(keys, lease.Epoch);
    }

    /// <summary>Opens matching with empty sets.</summary>
    /// <param name="address">The server.</param>
    /// <param name="session">The connection.</param>
    /// <param name="keys">The center's keys.</param>
    /// <param name="lease">The owner's lease.</param>
    /// <exception cref="InvalidOperationException">The server does not know the commands.</exception>
    public static async Task<RedisMatching> OpenAsync(RedisAddress address, RedisSession session, RedisKeys keys, Lease lease)
    {
        session.ThrowIfBroken();
        var known = (RedisResult[]?)await session.Database.ExecuteAsync("COMMAND", "INFO", "ZPOPMIN", "ZINTER");
        if (known is not [{ IsNull: false }, { IsNull: false }])
        {
            throw new InvalidOperationException(
                $"{address} does not know ZPOPMIN and ZINTER, by which Matching Zinter matches: that needs Redis 6.2 or later.");
        }

        return new RedisMatching(address, session, keys, lease);
    }

    /// <summary>Removes the working sets of all owners before an epoch.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="keys">The center's keys.</param>
    /// <param name="epoch">The epoch.</param>
    /// <returns>The number of removed sets.</returns>
    public static async Task<int> RemoveFormerAsync(RedisSession session, RedisKeys keys, long epoch)
    {
        var names = await session.Database.SetMembersAsync(keys.Zinter);
        var former = names.Where(name => RedisMatchingKeys.IsFormer(keys, name!, epoch)).ToArray();
        foreach (var some in former.Chunk(1_000))
        {
            await session.Database.ExecuteAsync("UNLINK", [.. some.Select(name => (object)(RedisKey)(string)name!)]);
            await session.Database.SetRemoveAsync(keys.Zinter, some);
        }

        return former.Length;
    }

    /// <inheritdoc/>
    public void ApplyChanges(IReadOnlyList<WaitingLineChange> line, IReadOnlyList<ReadySetChange> ready)
    {
        foreach (var some in line.Chunk(ChangesPerCall)) Send(new RedisMatchingBatch(_keys, some, []));
        foreach (var some in ready.Chunk(ChangesPerCall)) Send(new RedisMatchingBatch(_keys, [], some));
    }

    /// <inheritdoc/>
    public ContactId? TakeFirst()
    {
        var first = (RedisResult[])Execute(redis => redis.Execute("ZPOPMIN", (RedisKey)_keys.Queue))!;
        if (first.Length > 0) return RedisMatchingBatch.ContactOf((string)first[0]!);

        // The set had members. If another owner has removed it, the fence says so.
        RunScript([], []);
        return null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<AgentId> FindReady(ReadySetKey room, IReadOnlyList<SkillId> skills)
    {
        IEnumerable<string> sets = skills.Count == 0
            ? [_keys.Available(room)]
            : skills.Select(skill => _keys.Available(room, skill));
        object[] arguments = [.. sets.Select(set => (object)(RedisKey)set), "AGGREGATE", "MIN"];
        var count = (arguments.Length - 2).ToString(CultureInfo.InvariantCulture);
        var found = (RedisResult[])Execute(redis => redis.Execute("ZINTER", [count, .. arguments]))!;
        return Array.ConvertAll(found, agent => new AgentId((string)agent!));
    }

    private void Send(RedisMatchingBatch batch)
    {
        var unnamed = batch.Sets.Where(set => !_registeredSets.Contains(set)).ToArray();
        RunScript([.. batch.Sets, _center.Zinter], batch.Commands(_center.Zinter, unnamed));
        _registeredSets.UnionWith(unnamed);
    }

    private void RunScript(IEnumerable<string> sets, IEnumerable<RedisValue> commands)
    {
        RedisKey[] keys = [_center.Epoch, .. sets.Select(set => (RedisKey)set)];
        RedisStore.ThrowIfRefused(_lease, 0, Execute(
            redis => RedisScript.ChangeMatchingSets.Run(redis, keys, [_lease.Epoch, .. commands])));
    }

    private RedisResult Execute(Func<IDatabase, RedisResult> command)
    {
        try
        {
            _session.ThrowIfBroken();
            var result = command(_session.Database);
            _session.ThrowIfBroken();
            return result;
        }
        catch (Exception exception) when (RedisConnection.IsFailure(exception))
        {
            throw new StoreUnavailableException($"{_address} does not work: {exception.Message}", exception);
        }
    }
}
