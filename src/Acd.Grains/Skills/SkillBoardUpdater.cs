using Acd.Core;
using Acd.Hosting;

namespace Acd.Grains;

/// <summary>
/// The center's documents as the store has them, without owning it and not all of one moment: events after the reading began
/// tell what it may have missed.
/// </summary>
/// <param name="cancel">Gives up.</param>
/// <exception cref="StoreUnavailableException">The store does not answer.</exception>
public delegate Task<CenterDocuments> DocumentReader(CancellationToken cancel);

/// <summary>
/// The boards of one silo, which its skill grains show: one reading of the store and one way through the events for them all.
/// They are made when the first of them is asked for.
/// </summary>
internal sealed class SkillBoardUpdater(ClusterEventFeed feed, DocumentReader read, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100), FirstBoardTimeout = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SkillBoardProjection? _projection;
    private Task? _running;

    /// <summary>A skill's board, which is waited for a little while; none where it cannot be made.</summary>
    public async ValueTask<SkillBoard?> GetBoardAsync(SkillId skill)
    {
        Task made;
        lock (_gate)
        {
            _running ??= Task.Run(RunAsync);
            made = _loaded.Task;
        }

        if (!made.IsCompleted) await Task.WhenAny(made, Task.Delay(FirstBoardTimeout, time));
        lock (_gate) return _projection?.GetBoard(skill, Timestamp.From(time.GetUtcNow()));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_running is not null) await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await FollowAsync();
            }
            catch (Exception e) when (e is EventsGoneException or SubscriberTooSlowException or CenterUnavailableException
                or StoreUnavailableException or OperationCanceledException)
            {
                // The boards are made anew when the center can be reached.
            }

            lock (_gate)
            {
                if (_loaded.Task.IsCompleted) _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
                _projection = null;
            }

            await Task.WhenAny(Task.Delay(Pause, time, _stop.Token));
        }
    }

    private async Task FollowAsync()
    {
        if (feed.Status != CenterStatus.Active) return;
        var position = feed.Last;
        var tallies = new SkillBoardProjection(await read(_stop.Token), position);
        lock (_gate)
        {
            _projection = tallies;
            _loaded.TrySetResult();
        }

        await foreach (var next in feed.SubscribeAsync(null, position, _stop.Token))
        {
            lock (_gate) tallies.Apply(next);
        }
    }
}
