using System.Globalization;
using System.Runtime.CompilerServices;

namespace Acd.Simulator.Tests;

/// <summary>
/// A test on the Anonymous Bank's calls, which are not a part of the repository. Without them it is skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BankFactAttribute : FactAttribute
{
    public static readonly string? Folder = BankDataFolder.Find(AppContext.BaseDirectory);

    public BankFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (Folder is null)
            Skip = "The folder shared/data/anonymous-bank, which is not a part of the repository, was not found.";
    }

    public static string September => Path.Combine(Folder!, "calls_1999_09.csv.gz");
}

/// <summary>The bank's calls, and the engine's results with them.</summary>
public sealed class BankReplayTests
{
    [BankFact]
    public void September_is_as_its_publisher_says()
    {
        var september = CallFigures.Of(RecordedOutcomes.Of(CallFileReader.Read(BankFactAttribute.September)));

        Assert.Equal(29_633, september.Offered);
        Assert.Equal(0.087, september.AbandonedShare, 0.0005);
        Assert.Equal(0.456, (double)september.Waited / september.Offered, 0.0005);
        Assert.Equal(38, september.MeanWait, 0.5);
    }

    [BankFact]
    public void The_shifts_read_from_the_calls_are_those_of_the_banks_roster()
    {
        var ours = CallFileReader.Read(BankFactAttribute.September).GroupBy(call => call.Day)
            .SelectMany(day => RosterBuilder.Of([.. day], AbsenceAssumption.None)
                .Select(shift => (Day: day.Key, shift.Agent, Types: string.Join(' ', shift.Types))))
            .ToHashSet();

        // date,agent,first_answer_s,last_end_s,calls,busy_s,by_type, such as PS:8 NE:6
        var theirs = File.ReadLines(Path.Combine(BankFactAttribute.Folder!, "agent_days.csv"))
            .Skip(1).Select(line => line.Split(','))
            .Where(fields => fields[0].StartsWith("1999-09", StringComparison.Ordinal))
            .Select(fields => (
                Day: DateOnly.Parse(fields[0], CultureInfo.InvariantCulture), Agent: fields[1],
                Types: string.Join(' ', fields[6].Split(' ').Select(type => type.Split(':')[0]).Order(StringComparer.Ordinal))))
            .ToHashSet();

        Assert.Equal(538, theirs.Count);
        Assert.True(ours.SetEquals(theirs));
    }

    [BankFact]
    public void The_engine_s_September_is_near_the_bank_s()
    {
        var report = ReplayRunner.Run(
            [BankFactAttribute.September], null, new ReplayOptions(), _ => { }, CancellationToken.None);

        Assert.Equal(29, report.Days.Count);
        Assert.Equal(29_633, report.All.Engine.Total.Offered);
        var fit = report.All.Nearness;
        Assert.InRange(fit.AbandonmentCorrelation!.Value, 0.95, 1);
        Assert.InRange(fit.WaitCorrelation!.Value, 0.95, 1);
        Assert.InRange(fit.AbandonmentError, 0, 0.015);
        Assert.InRange(fit.WaitError, 0, 5);
        Assert.Equal(report.All.Recorded.Total.MeanWait, report.All.Engine.Total.MeanWait, 3.0);
    }

    [BankFact]
    public void With_the_recorded_line_the_engine_chooses_as_the_bank_did_in_September()
    {
        var bank = Decide(90);
        var fifo = Decide(0);

        Assert.InRange(bank.Agreement, 0.94, 1);
        Assert.InRange(fifo.Agreement, 0.55, 0.62);
        Assert.Equal(bank.BothClasses, fifo.BothClasses);

        static DecisionFigures Decide(int headStart) => ReplayRunner.Run(
            [BankFactAttribute.September], null, new ReplayOptions { HeadStart = headStart, Decisions = true }, _ => { },
            CancellationToken.None).Decisions!;
    }

    [BankFact]
    public void A_day_gives_the_same_result_every_time()
    {
        Assert.Equal(ADay().All.Engine.Total, ADay().All.Engine.Total);

        static ReplayReport ADay() => ReplayRunner.Run(
            [BankFactAttribute.September], new DateOnly(1999, 9, 2), new ReplayOptions(), _ => { }, CancellationToken.None);
    }
}
