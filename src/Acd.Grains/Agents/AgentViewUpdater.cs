using Acd.Core;
using Acd.Hosting;
using Microsoft.Extensions.Logging;

namespace Acd.Grains;

/// <summary>Keeps an agent's view up to date, and makes it anew after a gap in the events.</summary>
internal sealed class AgentViewUpdater : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100), MaxPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstViewTimeout = TimeSpan.FromSeconds(2);

    private readonly AgentId _agent;
    private readonly ClusterEventFeed _feed;
    private readonly IContactCenter _center;
    private readonly Action<CenterEvent?> _applied;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private readonly ILogger _log;
    private readonly Backoff _backoff = new(Pause, MaxPause);
    private TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AgentViewProjection? _view;

    /// <param name="agent">The agent.</param>
    /// <param name="feed">The center's events.</param>
    /// <param name="center">The center, which has the agent as it is now.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where an error is logged.</param>
    /// <param name="applied">Called after the view has taken an event in; with null after it was made anew.</param>
    public AgentViewUpdater(
        AgentId agent, ClusterEventFeed feed, IContactCenter center, TimeProvider time, ILogger log,
        Action<CenterEvent?> applied)
    {
        (_agent, _feed, _center, _time, _log, _applied) = (agent, feed, center, time, log, applied);

        // On the grain's scheduler, where it is made: its turns are the only ones that touch the view.
        _running = RunAsync();
    }

    /// <summary>Why there is no view.</summary>
    public Refusal Refusal { get; private set; } = HostRefusals.Unavailable;

    /// <summary>The view; null where there is none within two seconds.</summary>
    public async ValueTask<AgentViewProjection?> GetViewAsync()
    {
        if (_view is null) await Task.WhenAny(_first.Task, Task.Delay(FirstViewTimeout, _time));
        return _view is { IsRemoved: true } ? null : _view;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
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
            catch (Exception e) when (ClusterFaults.IsTransient(e) || e is EventsGoneException or SubscriberTooSlowException
                or CenterUnavailableException or OperationCanceledException)
            {
                // The view is made anew of what the dispatcher says when it can be reached.
            }
            catch (Exception bug)
            {
                // Nothing waits for this task: the view would stay as it is for ever.
                pause = _backoff.Next();
                _log.AgentViewBroke(bug, _agent.Value, pause);
            }

            if (_first.Task.IsCompleted) _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _view = null;
            await Task.WhenAny(Task.Delay(pause, _time, _stop.Token));
        }
    }

    private async Task FollowAsync()
    {
        var position = _feed.Last;
        var reply = await _center.SendAsync(new GetAgent(_agent));
        if (reply is AgentReply agent)
        {
            _view = new AgentViewProjection(agent, position);
            Refusal = HostRefusals.Unavailable;
            _applied(null);
        }
        else
        {
            Refusal = reply as Refusal ?? HostRefusals.Unavailable;
        }

        if (_view is null && Refusal.Kind is RefusalKind.Unavailable or RefusalKind.Busy) return;
        _first.TrySetResult();
        await foreach (var next in _feed.SubscribeAsync(_agent, position, _stop.Token))
        {
            // An agent that was not there has news: it may be now.
            if (_view is null) return;
            _view.Apply(next);
            Refusal = _view.IsRemoved ? Refusals.AgentUnknown(_agent) : HostRefusals.Unavailable;
            _applied(next);
        }
    }
}
