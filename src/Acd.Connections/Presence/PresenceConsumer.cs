using System.Globalization;
using StackExchange.Redis;

namespace Acd.Connections;

/// <summary>
/// The center's own reader of the stream: the group <c>acd</c>. A change is acknowledged after the commit that carries it out.
/// Changes of a reader that ended are claimed. What fails five times, or can never be carried out, goes to a stream of its own.
/// </summary>
internal sealed partial class PresenceConsumer(
    PresenceOptions options, PresenceRedis redis, PresenceApplier applier, TimeProvider time, ILogger<PresenceConsumer> log)
    : IConnection
{
    public const string ConnectionName = "presence", Group = "acd";

    private const int Page = 512, MaxParallel = 64, MaxDeliveries = 5, ManyPending = 1_000, MaxDead = 10_000;

    // Presence in the stream has no source; the group's name stands for it, so that the numbers of all follow each other.
    private const string Source = "stream";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25), ClaimEvery = TimeSpan.FromSeconds(1),
        IdleBeforeClaim = TimeSpan.FromSeconds(5), TrimEvery = TimeSpan.FromSeconds(5), OldPending = TimeSpan.FromSeconds(10);

    private readonly string _consumer = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}"[..40];

    /// <inheritdoc/>
    public string Name => ConnectionName;

    private string Dead => $"{options.Stream}:dead";

    /// <inheritdoc/>
    public async Task RunAsync(ConnectionTerm term, CancellationToken ended)
    {
        var database = await redis.OpenAsync();
        await EnsureGroupAsync(database);

        // A former reader of this center has ended: its term is over, so what it left is this one's.
        await ClaimAsync(database, TimeSpan.Zero);
        var (claimed, trimmed) = (time.GetTimestamp(), time.GetTimestamp());
        while (true)
        {
            ended.ThrowIfCancellationRequested();
            var entries = await database.StreamReadGroupAsync(
                options.Stream, Group, _consumer, StreamPosition.NewMessages, Page);
            await ApplyAsync(database, entries);
            if (time.GetElapsedTime(claimed) >= ClaimEvery)
            {
                await ClaimAsync(database, IdleBeforeClaim);
                claimed = time.GetTimestamp();
                term.Alarm(await FindAlarmAsync(database));
            }

            if (time.GetElapsedTime(trimmed) >= TrimEvery)
            {
                await TrimAsync(database);
                trimmed = time.GetTimestamp();
            }

            term.Report(term.Host.LastEvent, entries.Length);
            if (entries.Length == 0) await Task.Delay(Pause, time, ended);
        }
    }

    private async Task EnsureGroupAsync(IDatabase database)
    {
        try
        {
            await database.StreamCreateConsumerGroupAsync(options.Stream, Group, StreamPosition.Beginning, createStream: true);
        }
        catch (RedisServerException known) when (known.Message.StartsWith("BUSYGROUP", StringComparison.Ordinal))
        {
            // The group is there.
        }
    }

    /// <summary>Carries entries out, each agent's in order, and acknowledges those that are done with.</summary>
    private async Task ApplyAsync(IDatabase database, IReadOnlyList<StreamEntry> entries)
    {
        if (entries.Count == 0) return;
        var done = new System.Collections.Concurrent.ConcurrentBag<RedisValue>();
        var agents = entries.Select(entry => (Entry: entry, Read: PresenceEntry.Read(entry.Values)))
            .GroupBy(one => one.Read?.AgentId ?? "", StringComparer.Ordinal);
        await Parallel.ForEachAsync(agents, new ParallelOptions { MaxDegreeOfParallelism = MaxParallel }, async (agent, _) =>
        {
            foreach (var (entry, read) in agent)
            {
                var problem = read is null
                    ? ("It has no agentId, state or timestampMs.", true)
                    : await applier.ApplyAsync(Source, read);
                if (problem is { IsForEver: false }) return;
                if (problem is { } reason) await BuryAsync(database, entry, reason.Reason);
                done.Add(entry.Id);
            }
        });
        if (!done.IsEmpty) await database.StreamAcknowledgeAsync(options.Stream, Group, [.. done]);
    }

    /// <summary>Takes over what was read and not acknowledged for a time, and tries it again.</summary>
    private async Task ClaimAsync(IDatabase database, TimeSpan idle)
    {
        for (RedisValue from = "0-0"; ;)
        {
            var claimed = await database.StreamAutoClaimAsync(
                options.Stream, Group, _consumer, (long)idle.TotalMilliseconds, from, Page);
            var entries = claimed.ClaimedEntries.Where(entry => !entry.IsNull).ToList();
            if (entries.Count > 0)
            {
                var pending = await database.StreamPendingMessagesAsync(
                    options.Stream, Group, Page, _consumer, entries[0].Id, entries[^1].Id);
                var tooOften = pending.Where(one => one.DeliveryCount > MaxDeliveries)
                    .Select(one => (string)one.MessageId!).ToHashSet();
                foreach (var entry in entries.Where(entry => tooOften.Contains((string)entry.Id!)))
                {
                    await BuryAsync(database, entry, $"It failed {MaxDeliveries} times.");
                    await database.StreamAcknowledgeAsync(options.Stream, Group, entry.Id);
                }

                await ApplyAsync(database, [.. entries.Where(entry => !tooOften.Contains((string)entry.Id!))]);
            }

            from = claimed.NextStartId;
            if (from == "0-0" || from.IsNull) return;
        }
    }

    private async Task BuryAsync(IDatabase database, StreamEntry entry, string reason)
    {
        LogBuried(entry.Id.ToString(), reason);
        NameValueEntry[] fields = [.. entry.Values, new("reason", reason), new("entryId", entry.Id)];
        await database.StreamAddAsync(Dead, fields, maxLength: MaxDead, useApproximateMaxLength: true);
    }

    /// <summary>
    /// Trims the stream: by what its slowest group has read and acknowledged, and by age where a group never does.
    /// </summary>
    private async Task TrimAsync(IDatabase database)
    {
        var oldest = time.GetUtcNow().Subtract(options.KeepFor).ToUnixTimeMilliseconds();
        var done = (Milliseconds: long.MaxValue, Number: long.MaxValue);
        foreach (var group in await database.StreamGroupInfoAsync(options.Stream))
        {
            var last = (RedisValue)group.LastDeliveredId;
            if (group.PendingMessageCount > 0)
                last = (await database.StreamPendingAsync(options.Stream, group.Name)).LowestPendingMessageId;
            var position = Parse((string?)last ?? "0-0");
            if (position.CompareTo(done) < 0) done = position;
        }

        var least = done.Milliseconds > oldest ? $"{done.Milliseconds}-{done.Number}" : $"{oldest}-0";
        await database.ExecuteAsync("XTRIM", options.Stream, "MINID", least);
    }

    private async Task<string?> FindAlarmAsync(IDatabase database)
    {
        foreach (var group in await database.StreamGroupInfoAsync(options.Stream))
        {
            if (group.PendingMessageCount >= ManyPending)
                return $"The group {group.Name} has {group.PendingMessageCount} changes pending.";
            if (group.PendingMessageCount == 0) continue;
            var first = await database.StreamPendingMessagesAsync(options.Stream, group.Name, 1, RedisValue.Null);
            if (first is [{ IdleTimeInMilliseconds: var idle }] && idle >= OldPending.TotalMilliseconds)
                return $"The group {group.Name} has a change pending for {idle / 1000} s.";
        }

        return null;
    }

    private static (long Milliseconds, long Number) Parse(string id)
    {
        var parts = id.Split('-');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length > 1
            ? long.Parse(parts[1], CultureInfo.InvariantCulture)
            : 0);
    }

    [LoggerMessage(1, LogLevel.Warning, "The change of presence {Entry} cannot be carried out: {Reason}")]
    private partial void LogBuried(string entry, string reason);
}
