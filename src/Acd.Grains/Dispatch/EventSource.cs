using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;

namespace Acd.Grains;

/// <summary>Answers the readers of the dispatcher's events, and its watchers. Any thread may ask.</summary>
/// <param name="host">The host whose events are read.</param>
/// <param name="dispatcher">The dispatcher's own mark, by which readers notice a new dispatcher.</param>
/// <param name="time">The clock.</param>
internal sealed class EventSource(EngineHost host, Guid dispatcher, TimeProvider time)
{
    private const int BatchSize = 1_000;

    /// <summary>How long an answer waits for an event: seldom, and still short enough to tell a pause from an end.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _leaving = new();

    /// <summary>Lets no answer wait from now on. Any thread may call it.</summary>
    public void StopWaiting() => _leaving.Cancel();

    /// <inheritdoc cref="IDispatcherGrain.FollowAsync"/>
    public async ValueTask<EventBatch> FollowAsync(long? after)
    {
        if (after is not { } position) return Answer([]);
        var asked = time.GetTimestamp();
        return await ReadAsync(position, BatchSize, MaxWait) with { Waited = time.GetElapsedTime(asked) };
    }

    /// <inheritdoc cref="IDispatcherGrain.WatchAsync"/>
    public async ValueTask<EventBatch> WatchAsync(Guid known)
    {
        // A wait that is canceled, because the dispatcher leaves, is answered too.
        if (known == dispatcher && host.Status == CenterStatus.Active)
            await Task.WhenAny(Task.Delay(MaxWait, time, _leaving.Token));
        return Answer([]);
    }

    /// <inheritdoc cref="IDispatcherGrain.ReadAsync"/>
    public ValueTask<EventBatch> ReadAsync(long after, int limit) => ReadAsync(after, limit, TimeSpan.Zero);

    private async ValueTask<EventBatch> ReadAsync(long after, int limit, TimeSpan wait)
    {
        // A reader may have events that this dispatcher does not have: the store was set back, and the reader must begin anew.
        if (host.Status != CenterStatus.Active || after > host.LastEvent) return Answer([]);
        try
        {
            var page = await host.ReadNextAsync(after, limit, wait, _leaving.Token);
            return page.FirstKept > after + 1 ? Answer([]) with { FirstKept = page.FirstKept } : Answer(Limit(page.Events));
        }
        catch (CenterUnavailableException)
        {
            return Answer([]);
        }
    }

    /// <summary>
    /// The first events, as many as one message may hold and at least one. The settings in an event of version 1 may be as large
    /// as all others.
    /// </summary>
    private static IReadOnlyList<CenterEvent> Limit(IReadOnlyList<CenterEvent> events)
    {
        var bytes = 0L;
        for (var i = 0; i < events.Count; i++)
        {
            bytes += EventJson.GetUtf8(events[i]).Length;
            if (bytes > EventPage.MaxBytes && i > 0) return [.. events.Take(i)];
        }

        return events;
    }

    private EventBatch Answer(IReadOnlyList<CenterEvent> events)
    {
        if (host.Status != CenterStatus.Active && events.Count == 0) return EventBatch.NotServing;
        var last = events is [.., var newest] ? Math.Max(newest.Sequence, host.LastEvent) : host.LastEvent;
        return new EventBatch(true, last, events) { Dispatcher = dispatcher };
    }
}
