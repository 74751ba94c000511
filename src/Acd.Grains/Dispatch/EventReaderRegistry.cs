using Acd.Hosting;

namespace Acd.Grains;

/// <summary>
/// The readers of the dispatcher's events, each with a subscription that stays open between its calls. Only the grain's turns
/// touch it.
/// </summary>
/// <param name="host">The host whose events are read.</param>
/// <param name="dispatcher">The dispatcher's own mark, by which readers notice a new dispatcher.</param>
/// <param name="time">The clock.</param>
internal sealed class EventReaderRegistry(EngineHost host, Guid dispatcher, TimeProvider time) : IAsyncDisposable
{
    /// <summary>The greatest number of readers. Past it the one that was silent longest is dropped; it may come again.</summary>
    private const int MaxReaders = 256;

    private readonly Dictionary<Guid, EventReader> _readers = [];
    private readonly CancellationTokenSource _leaving = new();

    /// <summary>Lets no call wait for events from now on. Any thread may call it.</summary>
    public void StopWaiting() => _leaving.Cancel();

    /// <inheritdoc cref="IDispatcherGrain.FollowAsync"/>
    public async ValueTask<EventBatch> FollowAsync(Guid id, long? after)
    {
        var asked = time.GetTimestamp();
        return await ContinueAsync(id, after) with { Dispatcher = dispatcher, Waited = time.GetElapsedTime(asked) };
    }

    /// <inheritdoc cref="IDispatcherGrain.WatchAsync"/>
    public async ValueTask<EventBatch> WatchAsync(Guid known)
    {
        // A wait that is canceled, because the dispatcher leaves, is answered too.
        if (known == dispatcher && host.Status == CenterStatus.Active)
            await Task.WhenAny(Task.Delay(EventReader.MaxWait, time, _leaving.Token));
        return host.Status == CenterStatus.Active
            ? new EventBatch(true, host.LastEvent, []) { Dispatcher = dispatcher }
            : EventBatch.NotServing;
    }

    /// <inheritdoc cref="IDispatcherGrain.ReadAsync"/>
    public async ValueTask<EventBatch> ReadAsync(long after, int limit)
    {
        if (host.Status != CenterStatus.Active) return EventBatch.NotServing;
        if (after >= host.LastEvent) return new EventBatch(true, host.LastEvent, []);
        var reader = new EventReader(host, after, time, _leaving.Token);
        var batch = await reader.ReadAsync(limit);
        reader.End();
        return batch;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var reader in _readers.Values) reader.End();
        _readers.Clear();
        _leaving.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<EventBatch> ContinueAsync(Guid id, long? after)
    {
        if (host.Status != CenterStatus.Active) return EventBatch.NotServing;
        if (after is not { } position) return new EventBatch(true, host.LastEvent, []);
        if (position > host.LastEvent)
        {
            // The reader has events that this dispatcher does not have: the store was set back, and the reader must begin anew.
            return new EventBatch(true, host.LastEvent, []);
        }

        if (!_readers.TryGetValue(id, out var reader) || !reader.CanContinueFrom(position))
        {
            if (_readers.Remove(id, out var old)) old.End();
            if (_readers.Count >= MaxReaders) EvictIdlest();
            reader = new EventReader(host, position, time, _leaving.Token);
            _readers.Add(id, reader);
        }

        var batch = await reader.ReadAsync();
        if (reader.HasEnded && _readers.GetValueOrDefault(id) == reader) _readers.Remove(id);
        return batch;
    }

    private void EvictIdlest()
    {
        var silent = _readers.MinBy(pair => pair.Value.LastUsed);
        _readers.Remove(silent.Key);
        silent.Value.End();
    }
}
