using Acd.Core;

namespace Acd.Simulator;

/// <summary>A recorded day through the engine, in virtual time.</summary>
public sealed class DayReplay
{
    private const int PriorityClass = 2;
    private const long Second = 1000;

    private readonly IReadOnlyList<Call> _calls;
    private readonly Caller[] _callers;
    private readonly Outcome?[] _outcomes;
    private readonly VirtualDay _day;

    /// <summary>Prepares a day.</summary>
    /// <param name="calls">The day's calls, by the time at which they came.</param>
    /// <param name="callers">What each caller brings along.</param>
    /// <param name="options">How the replay is done.</param>
    public DayReplay(IReadOnlyList<Call> calls, Caller[] callers, ReplayOptions options)
    {
        (_calls, _callers) = (calls, callers);
        _outcomes = new Outcome?[calls.Count];
        var settings = VirtualCenter.Of(new QueueSettings(QueueId.Default)
        {
            WrapUp = TimeSpan.FromSeconds(options.WrapUp),
            HeadStartPerPriority = TimeSpan.FromSeconds(options.HeadStart),
        });
        _day = new VirtualDay(settings, [.. Roster.Of(calls, options.Absences).Select(ShiftOf)], Contacts(), Note);
    }

    /// <summary>Lets the day happen, and tells what became of each call.</summary>
    public IReadOnlyList<Outcome> Run()
    {
        _day.Run();
        return [.. _outcomes.Select(OutcomeOf)];
    }

    private static VirtualShift ShiftOf(Shift shift) => new(new AgentId(shift.Agent), shift.From * Second, shift.Until * Second)
    {
        Skills = [.. shift.Types.Select(type => new AgentSkill(new SkillId(type)))],
        Away = [.. shift.Away.Select(away => new Absence(away.From * Second, away.Until * Second))],
    };

    private IEnumerable<VirtualContact> Contacts() =>
        _calls.Zip(_callers, (call, caller) =>
            new VirtualContact(call.At * Second, caller.Talk * Second, caller.Patience * Second)
            {
                Needs = [new Requirement(new SkillId(call.Type))],
                Priority = call.Priority == PriorityClass ? 1 : 0,
            });

    private void Note(VirtualOutcome outcome)
    {
        var call = _calls[outcome.Number];
        _outcomes[outcome.Number] = new Outcome(
            call.At, outcome.Answered, outcome.Wait / (double)Second, _callers[outcome.Number].Talk, outcome.Agent?.Value);
    }

    private Outcome OutcomeOf(Outcome? outcome, int call) =>
        outcome ?? throw new InvalidOperationException($"The call {call} of {_calls[call].Day} was lost.");
}
