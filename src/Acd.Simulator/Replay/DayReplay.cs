using Acd.Core;

namespace Acd.Simulator;

/// <summary>A recorded day through the engine in virtual time.</summary>
public sealed class DayReplay
{
    private const int PriorityClass = 2;
    private const long MillisecondsPerSecond = 1000;

    private readonly IReadOnlyList<RecordedCall> _calls;
    private readonly SampledCaller[] _callers;
    private readonly RoutingPolicy _policy;
    private readonly CallOutcome?[] _outcomes;
    private readonly VirtualDay _day;

    /// <summary>Prepares a day.</summary>
    /// <param name="calls">The day's calls, by arrival.</param>
    /// <param name="callers">The caller of each call.</param>
    /// <param name="shifts">The day's agents.</param>
    /// <param name="options">The options of the replay.</param>
    /// <param name="policy">The routing policy.</param>
    public DayReplay(
        IReadOnlyList<RecordedCall> calls,
        SampledCaller[] callers,
        IReadOnlyList<Shift> shifts,
        ReplayOptions options,
        RoutingPolicy policy)
    {
        (_calls, _callers, _policy) = (calls, callers, policy);
        _outcomes = new CallOutcome?[calls.Count];
        VirtualShift[] agents = [.. shifts.Select(shift => ShiftOf(shift, shifts))];
        _day = new VirtualDay(SettingsOf(options), agents, Contacts(), OnOutcome);
    }

    /// <summary>The bank's queue.</summary>
    public static QueueSettings QueueOf(ReplayOptions options) => new(QueueId.Default)
    {
        WrapUp = TimeSpan.FromSeconds(options.WrapUp),
        HeadStartPerPriority = TimeSpan.FromSeconds(options.HeadStart),
    };

    /// <summary>A call's priority for the engine.</summary>
    public static int PriorityOf(RecordedCall call) => call.Priority == PriorityClass ? 1 : 0;

    /// <summary>Runs the day and returns the outcome of each call.</summary>
    public IReadOnlyList<CallOutcome> Run()
    {
        _day.Run();
        return [.. _outcomes.Select(OutcomeOf)];
    }

    /// <summary>The policy's queue. If calls come by gates, also the gates and their queues, with the same settings.</summary>
    private CenterSettings SettingsOf(ReplayOptions options)
    {
        var queue = _policy.Queue(QueueOf(options));
        var settings = VirtualEngine.SettingsFor(queue);
        if (_policy.Gate is not { } gate)
            return settings;
        var gates = _calls.Select(call => call.Type).Distinct().Order(StringComparer.Ordinal).Select(gate).ToArray();
        var others = gates.Select(one => one.Queue).Distinct().Where(id => id != queue.Id);
        return settings with { Gates = gates, Queues = [queue, .. others.Select(id => queue with { Id = id })] };
    }

    private VirtualShift ShiftOf(Shift shift, IReadOnlyList<Shift> all) =>
        new(new AgentId(shift.Agent), shift.From * MillisecondsPerSecond, shift.Until * MillisecondsPerSecond)
        {
            Skills = [.. _policy.Types(shift, all).Select(type => new AgentSkill(new SkillId(type)))],
            Away =
            [
                .. shift.Away.Select(away =>
                    new Absence(away.From * MillisecondsPerSecond, away.Length * MillisecondsPerSecond)),
            ],
        };

    private IEnumerable<VirtualContact> Contacts() =>
        _calls.Zip(_callers, (call, caller) =>
            new VirtualContact(
                call.At * MillisecondsPerSecond, caller.Talk * MillisecondsPerSecond, caller.Patience * MillisecondsPerSecond)
            {
                Gate = _policy.Gate?.Invoke(call.Type).Id,
                Needs = _policy.Needs(call.Type),
                Priority = PriorityOf(call),
            });

    private void OnOutcome(VirtualOutcome outcome)
    {
        var (call, number) = (_calls[outcome.Number], outcome.Number);
        var wait = outcome.Wait / (double)MillisecondsPerSecond;
        _outcomes[number] = new CallOutcome(call.At, outcome.Answered, wait, _callers[number].Talk, outcome.Agent?.Value);
    }

    private CallOutcome OutcomeOf(CallOutcome? outcome, int call) =>
        outcome ?? throw new InvalidOperationException($"The call {call} of {_calls[call].Day} was lost.");
}

/// <summary>
/// A caller's patience and service time.
/// </summary>
/// <param name="Patience">The seconds of wait after which it hangs up.</param>
/// <param name="Talk">The seconds of service once it is answered.</param>
public readonly record struct SampledCaller(int Patience, int Talk);

/// <summary>
/// Samples what the record does not show. A caller who hung up has the patience of its wait and a service time of its type's
/// calls. A caller who was answered has its service time and a patience beyond its wait, from the Kaplan–Meier estimate.
/// </summary>
public sealed class CallerSampler
{
    private readonly KaplanMeier _patience;
    private readonly Dictionary<string, int[]> _talks;
    private readonly int[] _allTalks;
    private readonly int _seed;

    /// <summary>Estimates from recorded calls.</summary>
    /// <param name="record">The calls, usually those of a month.</param>
    /// <param name="seed">The seed of the draws.</param>
    public CallerSampler(IReadOnlyList<RecordedCall> record, int seed)
    {
        var answered = record.Where(call => call.Answered).ToArray();
        _patience = KaplanMeier.Estimate(record.Select(call => new CensoredDuration(call.Wait, !call.Answered)));
        _talks = answered.GroupBy(call => call.Type)
            .ToDictionary(type => type.Key, type => type.Select(RosterBuilder.TalkOf).ToArray());
        _allTalks = [.. answered.Select(RosterBuilder.TalkOf)];
        _seed = seed;
    }

    /// <summary>The callers of a day, one for each call.</summary>
    public SampledCaller[] Of(DateOnly day, IReadOnlyList<RecordedCall> calls)
    {
        var random = new Random(HashCode(day));
        var callers = new SampledCaller[calls.Count];
        for (var i = 0; i < callers.Length; i++)
        {
            // Every call takes two draws, so that one call's record does not shift the draws of the next.
            var (patience, talk) = (random.NextDouble(), random.NextDouble());
            callers[i] = calls[i].Answered
                ? new SampledCaller(_patience.DrawBeyond(calls[i].Wait, patience), RosterBuilder.TalkOf(calls[i]))
                : new SampledCaller(calls[i].Wait, DrawTalk(calls[i].Type, talk));
        }

        return callers;
    }

    private int DrawTalk(string type, double share)
    {
        var talks = _talks.GetValueOrDefault(type, _allTalks);
        return talks.Length == 0 ? 0 : talks[(int)(share * talks.Length)];
    }

    // System.HashCode differs in each process, and a replay must give the same result every time.
    private int HashCode(DateOnly day) => unchecked((_seed * 16777619) ^ day.DayNumber);
}
