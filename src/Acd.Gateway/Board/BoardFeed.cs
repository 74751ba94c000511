using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>
/// The board, gathered once a second for all viewers of this process, while there are any. What changed is serialized once, so
/// that a viewer costs one write a second.
/// </summary>
internal sealed partial class BoardFeed(IContactCenter center, TimeProvider clock, ILogger<BoardFeed> log)
{
    /// <summary>How often the board is gathered.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>The longest silence: a board without changes tells its time again, so that viewers see that it lives.</summary>
    public static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private TaskCompletionSource _next = NewSignal();
    private BoardFrame? _latest;
    private Refusal? _refusal;
    private int _viewers;
    private bool _isRunning;

    /// <summary>Whether the board is gathered at the moment.</summary>
    internal bool IsGathering
    {
        get
        {
            lock (_gate) return _isRunning;
        }
    }

    /// <summary>Begins to gather, if this is the first viewer.</summary>
    public void Join()
    {
        lock (_gate)
        {
            _viewers++;
            if (_isRunning) return;
            (_isRunning, _latest, _refusal) = (true, null, null);
        }

        _ = GatherAsync();
    }

    /// <summary>Ends the gathering after the last viewer.</summary>
    public void Leave()
    {
        lock (_gate) _viewers--;
    }

    /// <summary>The first board of a viewer, or why there is none.</summary>
    public async Task<(BoardFrame? Frame, Refusal? Refusal)> FirstAsync(CancellationToken cancel)
    {
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (_refusal is not null) return (null, _refusal);
                if (_latest is not null) return (_latest, null);
                next = _next.Task;
            }

            await next.WaitAsync(cancel);
        }
    }

    /// <summary>The latest board after the one that a viewer has, or none where the time is over before.</summary>
    public async Task<BoardFrame?> NextAsync(BoardFrame seen, TimeSpan within, CancellationToken cancel)
    {
        var until = clock.GetTimestamp();
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (_latest is { } latest && latest.Number > seen.Number) return latest;
                next = _next.Task;
            }

            var left = within - clock.GetElapsedTime(until);
            if (left <= TimeSpan.Zero) return null;
            try
            {
                await next.WaitAsync(left, clock, cancel);
            }
            catch (TimeoutException)
            {
                return null;
            }
        }
    }

    private async Task GatherAsync()
    {
        try
        {
            while (true)
            {
                Take(await center.SendAsync(new GetBoard()));
                await Task.Delay(Interval, clock);
                lock (_gate)
                {
                    if (_viewers > 0) continue;
                    _isRunning = false;
                    return;
                }
            }
        }
        catch (Exception bug)
        {
            // Nobody awaits this task. The viewers get what a center gives that does not serve; the next one begins anew.
            GatheringFailed(log, bug);
            lock (_gate)
            {
                (_isRunning, _refusal) = (false, HostRefusals.Unavailable);
                Signal();
            }
        }
    }

    private void Take(Reply reply)
    {
        lock (_gate)
        {
            _refusal = reply is BoardReply ? null : reply as Refusal ?? HostRefusals.Unavailable;
            if (reply is BoardReply board)
            {
                if (_latest is { } latest && latest.Equals(board) && clock.GetElapsedTime(latest.MadeAt) < MaxSilence) return;
                _latest = BoardFrame.After(_latest, board, clock.GetTimestamp());
            }

            Signal();
        }
    }

    private void Signal()
    {
        _next.SetResult();
        _next = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(1, LogLevel.Error, "The board cannot be gathered.")]
    private static partial void GatheringFailed(ILogger log, Exception bug);
}
