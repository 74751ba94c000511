using System.Diagnostics;

namespace Acd.Simulator;

/// <summary>
/// Begins lives. An open loop begins each at its scheduled time, even if it comes late to it, so that a slow gateway cannot
/// slow down the load it is measured under; a closed loop begins one when another is over.
/// </summary>
internal sealed class LoadLoop
{
    private readonly LoadOptions _options;
    private readonly Pacer _pacer;
    private readonly LifecycleRegistry _lifecycles;
    private readonly SkillAssignment _skills;
    private readonly LifecycleDriver _driver;
    private readonly ArrivalProcess _arrivals;
    private readonly long _start;
    private readonly long _end;
    private volatile bool _lastIsScheduled;
    private volatile bool _allBegun;
    private volatile bool _stopped;

    public LoadLoop(
        LoadOptions options,
        LoadHttpClient client,
        Pacer pacer,
        LoadMetrics metrics,
        LifecycleRegistry lifecycles,
        SkillAssignment assignment,
        long start,
        long end)
    {
        (_options, _pacer, _lifecycles, _skills, _start, _end) = (options, pacer, lifecycles, assignment, start, end);
        _arrivals = new ArrivalProcess(options.Arrivals, options.Rate, new Random(options.Seed));
        _driver = new LifecycleDriver(client, pacer, metrics, options.Talk, OnLifecycleFinished);
    }

    /// <summary>Whether no life is still to begin: the last ones of an open loop may be late.</summary>
    public bool AllBegun => _allBegun || _stopped;

    public void Begin()
    {
        if (_options.Closed == 0)
        {
            ScheduleNext();
            if (_lastIsScheduled)
                _allBegun = true;
            return;
        }

        _allBegun = true;

        var entering = _options.Entering.TotalSeconds * Stopwatch.Frequency;
        for (var i = 0; i < _options.Closed; i++)
            _pacer.Schedule(_start + (long)(entering * i / _options.Closed), BeginNow);
    }

    /// <summary>Begins no more lives, not even those that are scheduled; those that are begun go on.</summary>
    public void Stop() => _stopped = true;

    /// <summary>Tries nothing again any longer.</summary>
    public void StopRetrying() => _driver.StopRetrying();

    private void ScheduleNext()
    {
        var time = _start + (long)(_arrivals.Next().TotalSeconds * Stopwatch.Frequency);
        if (time >= _end)
        {
            _lastIsScheduled = true;
            return;
        }

        _pacer.Schedule(time, () =>
        {
            ScheduleNext();
            BeginLifecycle(time);
            if (_lastIsScheduled)
                _allBegun = true;
        });
    }

    private void OnLifecycleFinished()
    {
        if (_options.Closed > 0)
            BeginNow();
    }

    private void BeginNow()
    {
        var now = Stopwatch.GetTimestamp();
        if (now < _end)
            BeginLifecycle(now);
    }

    private void BeginLifecycle(long scheduledAt)
    {
        if (!_stopped)
            _driver.Begin(_lifecycles.Add(id => new ContactLifecycle(_driver, id, _skills.NextRequirements(), scheduledAt)));
    }
}

/// <summary>The times at which contacts come, settled before the first one does and whatever becomes of them.</summary>
public sealed class ArrivalProcess(ArrivalKind kind, double rate, Random random)
{
    private double _seconds;

    /// <summary>When the next one comes, counted from the beginning.</summary>
    public TimeSpan Next()
    {
        // The time between independent arrivals is exponential.
        _seconds += kind == ArrivalKind.Constant ? 1 / rate : -Math.Log(1 - random.NextDouble()) / rate;
        return TimeSpan.FromTicks((long)(_seconds * TimeSpan.TicksPerSecond));
    }
}

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
