using Acd.Core;

namespace Acd.Simulator;

/// <summary>What simulated days made of a plan.</summary>
/// <param name="Levels">The share answered in time, by half hour of the day; 1 where nobody called.</param>
/// <param name="ByType">The same over the day, by type.</param>
/// <param name="Abandoned">The share of all callers who hung up.</param>
public sealed record StaffSimulationResult(
    IReadOnlyList<double> Levels, IReadOnlyDictionary<string, double> ByType, double Abandoned);

/// <summary>Counts what becomes of the calls of a simulated day, by the half hour and the type in which they came.</summary>
/// <param name="target">Within how many seconds a call should be answered.</param>
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

    /// <summary>Adds days up.</summary>
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
