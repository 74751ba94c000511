using System.Globalization;
using Acd.Core;

namespace Acd.Simulator;

/// <summary>
/// Simulated days of a forecast through the engine. Every plan gets the same callers with the same talks and patience, so plans
/// differ by their agents alone.
/// </summary>
public sealed class StaffSimulation(Forecast forecast, StaffOptions options, ShiftPlanner shifts)
{
    private readonly CenterSettings _settings = VirtualEngine.SettingsFor(new QueueSettings(QueueId.Default));

    /// <summary>Simulates a plan.</summary>
    /// <param name="agents">The number of agents in each half hour of the day.</param>
    /// <param name="cancel">Ends the simulation.</param>
    public StaffSimulationResult Run(IReadOnlyList<int> agents, CancellationToken cancel)
    {
        var plan = shifts.Of(agents);
        var days = new StaffTally[options.Days];
        var workers = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, days.Length, workers, day =>
        {
            var tally = new StaffTally(options.Target);
            new VirtualDay(_settings, plan, Contacts(new Random(unchecked((options.Seed * 7919) + day))), tally.Count).Run();
            days[day] = tally;
        });
        return StaffTally.Sum(days);
    }

    private IEnumerable<VirtualContact> Contacts(Random random)
    {
        foreach (var half in forecast.HalfHours)
        {
            ForecastRow[] rows = [.. forecast.RowsIn(half)];
            var calls = rows.Sum(row => row.Calls);
            for (var at = Gap(); at < DayProfile.SecondsPerHalfHour; at += Gap())
            {
                var row = Pick(rows, random.NextDouble() * calls);
                yield return new VirtualContact(
                    (long)(((half * DayProfile.SecondsPerHalfHour) + at) * 1000),
                    (long)(Exponential(row.HandleTime) * 1000),
                    options.Patience is { } patience ? (long)(Exponential(patience) * 1000) : null)
                {
                    Needs = [new Requirement(new SkillId(row.Type))],
                };
            }

            double Gap() => Exponential(DayProfile.SecondsPerHalfHour / calls);
        }

        double Exponential(double mean) => -Math.Log(1 - random.NextDouble()) * mean;
    }

    private static ForecastRow Pick(ForecastRow[] rows, double place)
    {
        foreach (var row in rows)
        {
            if ((place -= row.Calls) < 0)
                return row;
        }

        return rows[^1];
    }
}

/// <summary>The results of simulated days of a plan.</summary>
/// <param name="Levels">The service level by half hour of the day; 1 without calls.</param>
/// <param name="ByType">The service level of the day, by type.</param>
/// <param name="Abandoned">The share of callers who hung up.</param>
public sealed record StaffSimulationResult(
    IReadOnlyList<double> Levels, IReadOnlyDictionary<string, double> ByType, double Abandoned);

/// <summary>The outcomes of a simulated day's calls, by the half hour of their arrival and by type.</summary>
/// <param name="target">The service level's target, in seconds.</param>
internal sealed class StaffTally(double target)
{
    private readonly int[] _offered = new int[DayProfile.HalfHoursPerDay];
    private readonly int[] _inTime = new int[DayProfile.HalfHoursPerDay];
    private readonly SortedDictionary<SkillId, (int Offered, int InTime)> _types =
        new(Comparer<SkillId>.Create((left, right) => string.CompareOrdinal(left.Value, right.Value)));

    private int _abandoned;

    /// <summary>Counts a call.</summary>
    public void Count(VirtualOutcome outcome)
    {
        var half = (int)(outcome.Contact.At / 1000 / DayProfile.SecondsPerHalfHour);
        var inTime = outcome.Answered && outcome.Wait <= target * 1000 ? 1 : 0;
        var type = outcome.Contact.Needs[0].Skill;
        var (offered, soFar) = _types.GetValueOrDefault(type);
        _types[type] = (offered + 1, soFar + inTime);
        _offered[half]++;
        _inTime[half] += inTime;
        _abandoned += outcome.Answered ? 0 : 1;
    }

    /// <summary>Sums up days.</summary>
    public static StaffSimulationResult Sum(IReadOnlyCollection<StaffTally> days)
    {
        var halves = Enumerable.Range(0, DayProfile.HalfHoursPerDay)
            .Select(half => Share(days.Sum(day => day._inTime[half]), days.Sum(day => day._offered[half])));
        var types = days.SelectMany(day => day._types).GroupBy(type => type.Key.Value).ToDictionary(
            type => type.Key, type => Share(type.Sum(one => one.Value.InTime), type.Sum(one => one.Value.Offered)));
        var offered = days.Sum(day => day._offered.Sum());
        return new StaffSimulationResult([.. halves], types, 1 - Share(offered - days.Sum(day => day._abandoned), offered));
    }

    private static double Share(int some, int all) => all == 0 ? 1 : (double)some / all;
}

/// <summary>
/// Turns numbers of agents into shifts. Agents go to the teams in order, by the teams' shares, so that one more agent means one
/// more in one team. Agent n works in the half hours that need more than n agents.
/// </summary>
public sealed class ShiftPlanner
{
    private const long Milliseconds = DayProfile.SecondsPerHalfHour * 1000L;

    private readonly IReadOnlyList<Team> _teams;
    private readonly int[] _assignedPerTeam;
    private readonly List<int> _teamOfAgent = [];

    /// <summary>Prepares the assignment of agents to teams.</summary>
    public ShiftPlanner(IReadOnlyList<Team> teams) => (_teams, _assignedPerTeam) = (teams, new int[teams.Count]);

    /// <summary>An agent's team: the one furthest below its share (Webster's method).</summary>
    public int TeamOf(int agent)
    {
        while (_teamOfAgent.Count <= agent)
        {
            var next = Enumerable.Range(0, _teams.Count).MaxBy(team => _teams[team].Share / ((2 * _assignedPerTeam[team]) + 1));
            _assignedPerTeam[next]++;
            _teamOfAgent.Add(next);
        }

        return _teamOfAgent[agent];
    }

    /// <summary>The number of agents in each team, of a number of all agents.</summary>
    public IReadOnlyList<int> Split(int agents)
    {
        var split = new int[_teams.Count];
        for (var agent = 0; agent < agents; agent++)
            split[TeamOf(agent)]++;
        return split;
    }

    /// <summary>The shifts of a day. The agents of the last half hour stay until no call waits.</summary>
    /// <param name="agents">The number of agents in each half hour of the day.</param>
    public IReadOnlyList<VirtualShift> Of(IReadOnlyList<int> agents)
    {
        var shifts = new List<VirtualShift>();
        var last = agents.Index().Last(half => half.Item > 0).Index;
        for (var agent = 0; agent < agents.Max(); agent++)
        {
            var skills = _teams[TeamOf(agent)].Types.Select(type => new AgentSkill(new SkillId(type))).ToArray();
            for (var from = 0; from <= last; from++)
            {
                if (agents[from] <= agent)
                    continue;
                var until = from + 1;
                while (until <= last && agents[until] > agent)
                    until++;
                var id = new AgentId(string.Create(CultureInfo.InvariantCulture, $"a{agent}-{from}"));
                long? end = until > last ? null : until * Milliseconds;
                shifts.Add(new VirtualShift(id, from * Milliseconds, end) { Skills = skills });
                from = until;
            }
        }

        return shifts;
    }
}
