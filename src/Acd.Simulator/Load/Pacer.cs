using System.Diagnostics;

namespace Acd.Simulator;

/// <summary>
/// Does things at their times, on one thread of its own. A thing is done up to about a millisecond late, since the thread
/// sleeps in between so as not to take a processor from the server; the lateness is measured.
/// </summary>
public sealed class Pacer : IDisposable
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Action, long> _due = new();
    private readonly Thread _thread;
    private volatile bool _stopped;

    /// <summary>Starts the thread.</summary>
    public Pacer()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "pacer" };
        _thread.Start();
    }

    /// <summary>Does something at a time by <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public void Schedule(long time, Action action)
    {
        lock (_gate)
            _due.Enqueue(action, time);
    }

    /// <summary>Does something after a while.</summary>
    public void ScheduleAfter(TimeSpan delay, Action action) =>
        Schedule(Stopwatch.GetTimestamp() + (long)(delay.TotalSeconds * Stopwatch.Frequency), action);

    /// <summary>Does nothing more, once what it is doing is done.</summary>
    public void Dispose()
    {
        _stopped = true;
        if (Thread.CurrentThread != _thread)
            _thread.Join();
    }

    private void Run()
    {
        while (!_stopped)
        {
            while (!_stopped && TryTakeDue(out var action))
                action();
            Thread.Sleep(1);
        }
    }

    private bool TryTakeDue(out Action action)
    {
        lock (_gate)
        {
            var isDue = _due.TryPeek(out action!, out var time) && time <= Stopwatch.GetTimestamp();
            return isDue && _due.TryDequeue(out action!, out _);
        }
    }
}
