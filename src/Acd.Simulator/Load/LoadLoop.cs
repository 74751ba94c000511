using System.Diagnostics;

namespace Acd.Simulator;

/// <summary>
/// Begins lifecycles. An open loop begins each at its scheduled time, or late, so that a slow gateway cannot slow down its load.
/// A closed loop begins one when another ends.
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

    /// <summary>Whether every lifecycle has begun. The last ones of an open loop may begin late.</summary>
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

    /// <summary>Begins no more lifecycles, scheduled ones included. Those that have begun continue.</summary>
    public void Stop() => _stopped = true;

    /// <summary>Stops all retries.</summary>
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

/// <summary>The arrival times of contacts, which do not depend on what happens to the contacts.</summary>
public sealed class ArrivalProcess(ArrivalKind kind, double rate, Random random)
{
    private double _seconds;

    /// <summary>The next arrival, as time since the beginning.</summary>
    public TimeSpan Next()
    {
        // The time between independent arrivals is exponential.
        _seconds += kind == ArrivalKind.Constant ? 1 / rate : -Math.Log(1 - random.NextDouble()) / rate;
        return TimeSpan.FromTicks((long)(_seconds * TimeSpan.TicksPerSecond));
    }
}

/// <summary>
/// A timer thread for actions. It sleeps between them to leave the processor to the server, so an action runs up to about a
/// millisecond late. The load report measures this delay.
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

    /// <summary>Schedules an action at a time of <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public void Schedule(long time, Action action)
    {
        lock (_gate)
            _due.Enqueue(action, time);
    }

    /// <summary>Schedules an action after a delay.</summary>
    public void ScheduleAfter(TimeSpan delay, Action action) =>
        Schedule(Stopwatch.GetTimestamp() + (long)(delay.TotalSeconds * Stopwatch.Frequency), action);

    /// <summary>Stops the thread after the current action. Scheduled actions are dropped.</summary>
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
