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
    private readonly LifeBook _lives;
    private readonly SkillDeal _deal;
    private readonly LifeCourse _course;
    private readonly Arrivals _arrivals;
    private readonly long _start;
    private readonly long _end;
    private volatile bool _lastIsScheduled;
    private volatile bool _allBegun;
    private volatile bool _stopped;

    public LoadLoop(
        LoadOptions options,
        LeanClient client,
        Pacer pacer,
        LoadScore score,
        LifeBook lives,
        SkillDeal deal,
        long start,
        long end)
    {
        (_options, _pacer, _lives, _deal, _start, _end) = (options, pacer, lives, deal, start, end);
        _arrivals = new Arrivals(options.Arrivals, options.Rate, new Random(options.Seed));
        _course = new LifeCourse(client, pacer, score, options.Talk, LifeOver);
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
            _pacer.At(_start + (long)(entering * i / _options.Closed), BeginNow);
    }

    /// <summary>Begins no more lives, not even those that are scheduled; those that are begun go on.</summary>
    public void Stop() => _stopped = true;

    /// <summary>Tries nothing again any longer.</summary>
    public void GiveUp() => _course.GiveUp();

    private void ScheduleNext()
    {
        var time = _start + (long)(_arrivals.Next().TotalSeconds * Stopwatch.Frequency);
        if (time >= _end)
        {
            _lastIsScheduled = true;
            return;
        }

        _pacer.At(time, () =>
        {
            ScheduleNext();
            BeginLife(time);
            if (_lastIsScheduled)
                _allBegun = true;
        });
    }

    private void LifeOver()
    {
        if (_options.Closed > 0)
            BeginNow();
    }

    private void BeginNow()
    {
        var now = Stopwatch.GetTimestamp();
        if (now < _end)
            BeginLife(now);
    }

    private void BeginLife(long scheduledAt)
    {
        if (!_stopped)
            _course.Begin(_lives.Add(id => new Life(_course, id, _deal.NextNeeds(), scheduledAt)));
    }
}
