using System.Diagnostics;
using System.Globalization;
using Acd.Core;

namespace Acd.Simulator;

/// <summary>What the talk's test came to in virtual time.</summary>
/// <param name="Hours">How long it went on, by its own time.</param>
/// <param name="Entered">How many contacts entered.</param>
/// <param name="Completed">How many were answered and came to their end; each by one agent.</param>
/// <param name="PerSecond">How many came to their end in a second of its own time.</param>
/// <param name="Busy">The share of the agents that talked, after the first ten minutes.</param>
/// <param name="MeanWait">The mean wait, in seconds of its own time.</param>
/// <param name="LongestQueue">The greatest number of contacts that waited at once.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record RedisKamailioReport(
    double Hours,
    int Entered,
    int Completed,
    double PerSecond,
    double Busy,
    double MeanWait,
    int LongestQueue,
    double Seconds)
{
    /// <summary>Whether nothing was dropped.</summary>
    public bool GoalMet => Completed == Entered && Entered > 0;
}

/// <summary>The talk's test through the engine in virtual time.</summary>
public sealed class RedisKamailioSimulation
{
    private static readonly long Steady = (long)TimeSpan.FromMinutes(10).TotalMilliseconds;
    private static readonly long Talk = (long)RedisKamailioScenario.Talk.TotalMilliseconds;

    private readonly SkillAssignment _skills;
    private readonly long _end;
    private readonly VirtualDay _day;
    private readonly Action<double> _progress;
    private int _waiting;
    private int _longest;
    private int _entered;
    private int _completed;
    private double _waits;
    private double _busy;

    /// <summary>Prepares it.</summary>
    /// <param name="length">How long it goes on.</param>
    /// <param name="seed">Settles which skills agents have and contacts need.</param>
    /// <param name="progress">Called with the hours that have passed.</param>
    public RedisKamailioSimulation(TimeSpan length, int seed, Action<double> progress)
    {
        _end = (long)length.TotalMilliseconds;
        _progress = progress;
        _skills = new SkillAssignment(new LoadOptions { Agents = RedisKamailioScenario.Agents, Seed = seed }, "");
        _day = new VirtualDay(VirtualEngine.SettingsFor(new QueueSettings(QueueId.Default)), [.. Shifts()], FirstContacts(), OnOutcome);
    }

    /// <summary>Lets it happen.</summary>
    public RedisKamailioReport Run()
    {
        var watch = Stopwatch.StartNew();
        _day.Run();
        var seconds = _end / 1000.0;
        return new RedisKamailioReport(
            seconds / 3600, _entered, _completed, _completed / seconds,
            _busy / (RedisKamailioScenario.Agents * (double)Math.Max(1, _end - Steady)), _waits / 1000 / Math.Max(1, _completed),
            _longest, watch.Elapsed.TotalSeconds);
    }

    private IEnumerable<VirtualShift> Shifts() => _skills.Agents.Select((skills, agent) =>
        new VirtualShift(new AgentId(string.Create(CultureInfo.InvariantCulture, $"a{agent}")), EnteringMilliseconds)
        {
            Skills = [.. skills.Select(skill => new AgentSkill(new SkillId(skill)))],
        });

    private IEnumerable<VirtualContact> FirstContacts() => Enumerable.Range(0, RedisKamailioScenario.Contacts)
        .Select(contact => Enter(contact * EnteringMilliseconds / RedisKamailioScenario.Contacts));

    private VirtualContact Enter(long at)
    {
        _entered++;
        _longest = Math.Max(_longest, ++_waiting);
        var needs = _skills.NextRequirements().Select(skill => new Requirement(new SkillId(skill)));
        return new VirtualContact(at, Talk) { Needs = [.. needs] };
    }

    private void OnOutcome(VirtualOutcome outcome)
    {
        var (from, until) = (outcome.LeftQueueAt, outcome.LeftQueueAt + Talk);
        _waiting--;
        _completed++;
        _waits += outcome.Wait;
        _busy += Math.Max(0, Math.Min(until, _end) - Math.Max(from, Steady));
        _progress(from / 3_600_000.0);
        if (until < _end)
            _day.Enter(Enter(until));
    }

    private static long EnteringMilliseconds => (long)RedisKamailioScenario.Entering.TotalMilliseconds;
}
