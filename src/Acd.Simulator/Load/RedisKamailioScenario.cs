using System.Diagnostics;
using System.Globalization;
using Acd.Core;

namespace Acd.Simulator;

/// <summary>
/// The test of the Redis and Kamailio talk: 3,600 contacts enter within a minute, then agents log in, up to 2,000. Each contact
/// lasts five minutes, and a new one follows each that ends.
/// </summary>
public static class RedisKamailioScenario
{
    /// <summary>The number of contacts in the center, waiting or talking.</summary>
    public const int Contacts = 3_600;

    /// <summary>The number of agents that log in.</summary>
    public const int Agents = 2_000;

    /// <summary>The time over which the first contacts enter. Agents log in after it.</summary>
    public static readonly TimeSpan Entering = TimeSpan.FromMinutes(1);

    /// <summary>The length of a talk.</summary>
    public static readonly TimeSpan Talk = TimeSpan.FromMinutes(5);

    /// <summary>The scenario as load on a gateway.</summary>
    /// <param name="options">The options that the scenario does not set, such as connections and seed.</param>
    /// <param name="length">Its length, in its own time.</param>
    /// <param name="speed">How many times faster than its own time it runs.</param>
    public static LoadOptions ToLoadOptions(LoadOptions options, TimeSpan length, double speed) => options with
    {
        Closed = Contacts,
        Agents = Agents,
        Talk = Talk / speed,
        Entering = Entering / speed,
        Duration = length / speed,
        WarmUp = TimeSpan.Zero,

        // The contacts that wait at the end need a few talks one after another.
        Drain = (Talk / speed) + options.Drain,
    };
}

/// <summary>The results of the scenario in virtual time.</summary>
/// <param name="Hours">Its length in hours, in its own time.</param>
/// <param name="Entered">Contacts that entered.</param>
/// <param name="Completed">Contacts that were answered by one agent and completed.</param>
/// <param name="PerSecond">Completed contacts in a second of its own time.</param>
/// <param name="Busy">The share of the agents that talked, after the first ten minutes.</param>
/// <param name="MeanWait">The mean wait, in seconds of its own time.</param>
/// <param name="LongestQueue">The greatest number of contacts that waited at once.</param>
/// <param name="Seconds">The real duration, in seconds.</param>
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
    /// <summary>Whether no contact was dropped.</summary>
    public bool GoalMet => Completed == Entered && Entered > 0;
}

/// <summary>The scenario through the engine in virtual time.</summary>
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

    /// <summary>Prepares a simulation.</summary>
    /// <param name="length">Its length.</param>
    /// <param name="seed">The seed of the skills of agents and contacts.</param>
    /// <param name="progress">Called with the hours that have passed.</param>
    public RedisKamailioSimulation(TimeSpan length, int seed, Action<double> progress)
    {
        _end = (long)length.TotalMilliseconds;
        _progress = progress;
        _skills = new SkillAssignment(new LoadOptions { Agents = RedisKamailioScenario.Agents, Seed = seed }, "");
        var settings = VirtualEngine.SettingsFor(new QueueSettings(QueueId.Default));
        _day = new VirtualDay(settings, [.. Shifts()], FirstContacts(), OnOutcome);
    }

    /// <summary>Runs it to the end.</summary>
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
        var requirements = _skills.NextRequirements().Select(skill => new Requirement(new SkillId(skill)));
        return new VirtualContact(at, Talk) { Needs = [.. requirements] };
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
