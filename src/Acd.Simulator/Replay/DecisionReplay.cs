using System.Globalization;
using Acd.Core;

namespace Acd.Simulator;

/// <summary>How often the engine chose the same call as the bank.</summary>
/// <param name="Choices">Answers while another call of the same type waited.</param>
/// <param name="Agreed">The number of these with the same choice.</param>
/// <param name="BothClasses">Answers while calls of the same type and of both classes waited.</param>
/// <param name="AgreedOfBoth">The number of these with the same choice.</param>
public sealed record DecisionFigures(int Choices, int Agreed, int BothClasses, int AgreedOfBoth)
{
    /// <summary>The share of the same choice where calls of both classes waited.</summary>
    public double Agreement => BothClasses == 0 ? 0 : (double)AgreedOfBoth / BothClasses;

    /// <summary>The share of the same choice over all choices.</summary>
    public double AgreementOfAll => Choices == 0 ? 0 : (double)Agreed / Choices;

    /// <summary>Sums up days.</summary>
    public static DecisionFigures Sum(IReadOnlyCollection<DecisionFigures> days) => new(
        days.Sum(day => day.Choices),
        days.Sum(day => day.Agreed),
        days.Sum(day => day.BothClasses),
        days.Sum(day => day.AgreedOfBoth));
}

/// <summary>
/// A recorded day, decision by decision. The engine's queue is kept as the record has it, whatever the engine chooses. At each
/// recorded answer an agent of the call's type becomes available for a moment, to see which call the engine chooses.
/// </summary>
/// <remarks>
/// A call waits from the second after its arrival, since the record has no order within a second, until the second in which it
/// left. Calls that never waited are left out.
/// </remarks>
public sealed class DecisionReplay
{
    private readonly IReadOnlyList<RecordedCall> _calls;
    private readonly VirtualEngine _engine;
    private readonly SortedSet<int> _line = [];
    private int _choices;
    private int _agreed;
    private int _bothClasses;
    private int _agreedOfBoth;
    private int _chosen;

    private DecisionReplay(IReadOnlyList<RecordedCall> calls, QueueSettings queue)
    {
        _calls = calls;
        // The agent who is asked returns each call, and must not wrap it up.
        _engine = new VirtualEngine(VirtualEngine.SettingsFor(queue with { WrapUpAfterTransfer = false }))
        {
            Connected = (contact, _, _) => _chosen = NumberOf(contact),
        };
    }

    private enum Step
    {
        Leave,
        Answer,
        Arrive,
    }

    /// <summary>Compares the decisions of a day.</summary>
    /// <param name="calls">The day's calls.</param>
    /// <param name="queue">The queue's settings.</param>
    public static DecisionFigures Of(IReadOnlyList<RecordedCall> calls, QueueSettings queue)
    {
        var day = new DecisionReplay(calls, queue);
        foreach (var (at, step, call) in Steps(calls).Order())
            day.Apply(at * 1000L, step, call);
        return new DecisionFigures(day._choices, day._agreed, day._bothClasses, day._agreedOfBoth);
    }

    private static IEnumerable<(int At, Step Step, int Call)> Steps(IReadOnlyList<RecordedCall> calls)
    {
        foreach (var (number, call) in calls.Index().Where(call => call.Item.Wait > 0))
        {
            yield return (call.At, Step.Arrive, number);
            yield return (Math.Max(call.LeftQueueAt, call.AnsweredAt) + 1, Step.Leave, number);
            if (call.Answered && call.AnsweredAt > call.At)
                yield return (call.AnsweredAt, Step.Answer, number);
        }
    }

    private void Apply(long at, Step step, int call)
    {
        switch (step)
        {
            case Step.Arrive:
                _line.Add(call);
                _engine.Apply(at, new EnqueueContact(IdOf(call))
                {
                    Requirements = [new Requirement(new SkillId(_calls[call].Type))],
                    Priority = DayReplay.PriorityOf(_calls[call]),
                });
                break;
            case Step.Leave:
                _line.Remove(call);
                _engine.Apply(at, new AbandonContact(IdOf(call)));
                break;
            default:
                Decide(at, call);
                break;
        }
    }

    private void Decide(long at, int answered)
    {
        int[] rivals = [.. _line.Where(call => call != answered && _calls[call].Type == _calls[answered].Type)];
        if (rivals.Length == 0)
            return;
        var agreed = Choose(at, _calls[answered].Type) == answered ? 1 : 0;
        _choices++;
        _agreed += agreed;
        if (rivals.All(call => DayReplay.PriorityOf(_calls[call]) == DayReplay.PriorityOf(_calls[answered])))
            return;
        _bothClasses++;
        _agreedOfBoth += agreed;
    }

    // The agent gets a call, returns it to its old place and is removed, so the queue is as before.
    private int Choose(long at, string type)
    {
        var agent = new AgentId("probe");
        var profile = new AgentProfile { Skills = [new AgentSkill(new SkillId(type))], AutoAccept = true };
        _engine.Apply(at, new PutAgent(agent, profile));
        _engine.Apply(at, new SetPresence(agent, Presence.Available));
        var chosen = _chosen;
        _engine.Apply(at, new SetPresence(agent, Presence.NotReady));
        _engine.Apply(at, new RequeueContact(IdOf(chosen)));
        _engine.Apply(at, new RemoveAgent(agent));
        return chosen;
    }

    private static ContactId IdOf(int call) => new(string.Create(CultureInfo.InvariantCulture, $"c{call}"));

    private static int NumberOf(ContactId contact) => int.Parse(contact.Value.AsSpan(1), CultureInfo.InvariantCulture);
}
