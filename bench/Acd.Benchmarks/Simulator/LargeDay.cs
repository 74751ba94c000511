using System.Globalization;
using Acd.Core;
using Acd.Simulator;

namespace Acd.Benchmarks;

/// <summary>
/// A day of 10,000 agents with 4 of 64 skills each, in three shifts of eight hours. There are about 1,000,000 contacts with one
/// skill each, a mean talk of four minutes and a mean patience of two. They arrive at 83 % of the agents' capacity.
/// </summary>
/// <param name="profiles">The number of different skill sets of the agents.</param>
internal sealed class LargeDay(int profiles)
{
    private const int Agents = 10_000, Contacts = 1_000_000, Skills = 64, SkillsEach = 4;
    private const double MeanTalk = 240_000, MeanPatience = 120_000;
    private const long Hour = 3_600_000, Shift = 8 * Hour;

    private static readonly long[] Starts = [7 * Hour, 10 * Hour, 13 * Hour];

    private readonly Random _random = new(1);
    private int _answered;
    private int _abandoned;

    /// <summary>Runs the day, and counts the answered and abandoned contacts.</summary>
    public (int Answered, int Abandoned) Run()
    {
        var settings = VirtualEngine.SettingsFor(new QueueSettings(QueueId.Default));
        new VirtualDay(settings, [.. Shifts()], ContactsByTime(), Record).Run();
        return (_answered, _abandoned);
    }

    private void Record(VirtualOutcome outcome)
    {
        if (outcome.Answered)
            _answered++;
        else
            _abandoned++;
    }

    private IEnumerable<VirtualShift> Shifts()
    {
        AgentSkill[][] sets = [.. Enumerable.Range(0, profiles).Select(_ => SomeSkills())];
        for (var agent = 0; agent < Agents; agent++)
        {
            var from = Starts[agent % Starts.Length];
            var id = new AgentId(string.Create(CultureInfo.InvariantCulture, $"a{agent}"));
            yield return new VirtualShift(id, from, from + Shift) { Skills = sets[agent % profiles] };
        }
    }

    private AgentSkill[] SomeSkills()
    {
        var skills = new SortedSet<int>();
        while (skills.Count < SkillsEach)
            skills.Add(_random.Next(Skills));
        return [.. skills.Select(skill => new AgentSkill(SkillName(skill)))];
    }

    private IEnumerable<VirtualContact> ContactsByTime()
    {
        Requirement[][] needs = [.. Enumerable.Range(0, Skills).Select(skill => new[] { new Requirement(SkillName(skill)) })];
        var (at, end) = ((double)Starts[0], Starts[^1] + Shift);
        while (true)
        {
            var present = Starts.Count(start => at >= start && at < start + Shift);
            at += Exponential(Starts.Length * (double)Shift / Contacts / present);
            if (at >= end)
                yield break;
            yield return new VirtualContact((long)at, (long)Exponential(MeanTalk), (long)Exponential(MeanPatience))
            {
                Needs = needs[_random.Next(Skills)],
            };
        }
    }

    private double Exponential(double mean) => -Math.Log(1 - _random.NextDouble()) * mean;

    private static SkillId SkillName(int skill) => new(string.Create(CultureInfo.InvariantCulture, $"s{skill}"));
}
