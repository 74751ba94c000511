using Acd.Core;
using Acd.Hosting;
using Microsoft.Extensions.Logging;

namespace Acd.Grains;

/// <summary>
/// Reads the center's documents without the lease. They are not all of one moment; the events since the reading began make up
/// for that.
/// </summary>
/// <param name="cancel">Gives up.</param>
/// <exception cref="StoreUnavailableException">The store does not answer.</exception>
public delegate Task<CenterDocuments> DocumentReader(CancellationToken cancel);

/// <summary>
/// The skill boards of one silo, which its grains show: one reading of the store and one subscription for them all. They are
/// made when the first of them is asked for.
/// </summary>
internal sealed class SkillBoardUpdater(
    ClusterEventFeed feed, DocumentReader read, TimeProvider time, ILogger<SkillBoardUpdater> log) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100), MaxPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstBoardTimeout = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Backoff _backoff = new(Pause, MaxPause);
    private TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SkillBoardProjection? _projection;
    private Task? _running;
    private long _readAt;
    private long? _freshAt;

    /// <summary>A skill's board; null where it is not made within two seconds.</summary>
    public async ValueTask<SkillBoard?> GetBoardAsync(SkillId skill)
    {
        Task made;
        lock (_gate)
        {
            _running ??= Task.Run(RunAsync);
            made = _loaded.Task;
        }

        if (!made.IsCompleted) await Task.WhenAny(made, Task.Delay(FirstBoardTimeout, time));
        return TryGetBoard(skill);
    }

    /// <summary>A skill's board; null where none is made yet, which this begins.</summary>
    public SkillBoard? TryGetBoard(SkillId skill)
    {
        lock (_gate)
        {
            _running ??= Task.Run(RunAsync);
            if (_projection is null) return null;
            UpdateFreshness(_projection);
            return _projection.GetBoard(skill, Timestamp.From(time.GetUtcNow())) with
            {
                Age = _freshAt is { } at ? time.GetElapsedTime(at) : null,
            };
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_running is not null) await _running;
        _stop.Dispose();
    }

    /// <summary>
    /// The boards are as fresh as the feed's last confirmation, once they have all its events; documents are not all of one
    /// moment, so that a confirmation from before they were read says nothing.
    /// </summary>
    private void UpdateFreshness(SkillBoardProjection projection)
    {
        if (feed.Confirmed is { } confirmed && confirmed.At >= _readAt && confirmed.Position <= projection.Position
            && !(_freshAt > confirmed.At))
            _freshAt = confirmed.At;
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                await FollowAsync();
                _backoff.Reset();
            }
            catch (Exception e) when (e is EventsGoneException or SubscriberTooSlowException or CenterUnavailableException
                or StoreUnavailableException or OperationCanceledException)
            {
                // The boards are made anew when the center can be reached.
            }
            catch (Exception bug)
            {
                // Nothing waits for this task: the boards would stay as they are for ever.
                pause = _backoff.Next();
                log.SkillBoardsBroke(bug, pause);
            }

            lock (_gate)
            {
                if (_loaded.Task.IsCompleted) _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
                _projection = null;
            }

            await Task.WhenAny(Task.Delay(pause, time, _stop.Token));
        }
    }

    private async Task FollowAsync()
    {
        if (feed.Status != CenterStatus.Active) return;
        var position = feed.Last;
        var projection = new SkillBoardProjection(await read(_stop.Token), position);
        lock (_gate)
        {
            (_readAt, _freshAt) = (time.GetTimestamp(), null);
            _projection = projection;
            _loaded.TrySetResult();
        }

        await foreach (var next in feed.SubscribeAsync(null, position, _stop.Token))
        {
            lock (_gate) projection.Apply(next);
        }
    }
}
