using System.Globalization;
using Acd.Core;

namespace Acd.Simulator;

/// <summary>
/// A day through the engine in virtual time: agents come and go by their shifts, contacts come when they are due, callers hang
/// up when their patience is at its end, and talks take their time.
/// </summary>
public sealed class VirtualDay
{
    private readonly VirtualEngine _engine;
    private readonly IEnumerator<VirtualContact> _arrivals;
    private readonly AgentAttendance[] _agents;
    private readonly Dictionary<AgentId, int> _agentIndexOf = [];
    private readonly Dictionary<int, VirtualContact> _waiting = [];
    private readonly Dictionary<int, int> _talking = [];
    private readonly Queue<VirtualContact> _entering = new();
    private readonly DayEventQueue _events = new();
    private readonly Action<VirtualOutcome> _left;
    private int _arrived;

    /// <summary>Prepares a day.</summary>
    /// <param name="settings">The center's settings.</param>
    /// <param name="shifts">The agents.</param>
    /// <param name="contacts">Who comes, by time; they are looked at one by one, as they come.</param>
    /// <param name="left">Called for each contact that leaves the queue.</param>
    public VirtualDay(
        CenterSettings settings,
        IReadOnlyList<VirtualShift> shifts,
        IEnumerable<VirtualContact> contacts,
        Action<VirtualOutcome> left)
    {
        _left = left;
        _arrivals = contacts.GetEnumerator();
        _agents = [.. shifts.Select(shift => new AgentAttendance(shift))];
        for (var agent = 0; agent < _agents.Length; agent++)
            _agentIndexOf.Add(shifts[agent].Agent, agent);
        _engine = new VirtualEngine(settings) { Connected = Answer };
    }

    /// <summary>
    /// Lets one more contact come, beside those that the day was made with; of several, none before the one that was said last.
    /// </summary>
    public void Enter(VirtualContact contact)
    {
        _entering.Enqueue(contact);
        _events.Schedule(contact.At, DayEventKind.AddedArrival, 0);
    }

    /// <summary>Lets the day happen, until nothing more does.</summary>
    /// <exception cref="InvalidOperationException">A contact was connected twice, or lost.</exception>
    public void Run()
    {
        using var arrivals = _arrivals;
        ScheduleShifts();
        ScheduleNextArrival();
        while (_events.TryDequeue(out var next))
        {
            _engine.RunUntil(next.At);
            Handle(next);
        }

        // A caller who waits for ever has to be answered in the end.
        if (_waiting.Count > 0)
            throw new InvalidOperationException($"{_waiting.Count} contacts were never answered, and never hung up.");
    }

    private void ScheduleShifts()
    {
        for (var agent = 0; agent < _agents.Length; agent++)
        {
            var shift = _agents[agent].Shift;
            _events.Schedule(shift.From, DayEventKind.Login, agent);
            foreach (var away in shift.Away)
                _events.Schedule(away.From, DayEventKind.Leave, agent);
            if (shift.Until is { } until)
                _events.Schedule(until, DayEventKind.Logout, agent);
        }
    }

    private void ScheduleNextArrival()
    {
        if (_arrivals.MoveNext())
            _events.Schedule(_arrivals.Current.At, DayEventKind.Arrival, 0);
    }

    private void Handle(DayEvent next)
    {
        var (at, index) = (next.At, next.Index);
        switch (next.Kind)
        {
            case DayEventKind.Login: Login(at, _agents[index].Shift); break;
            case DayEventKind.Logout: Logout(at, _agents[index]); break;
            case DayEventKind.Leave: Leave(at, index); break;
            case DayEventKind.Return: Return(at, _agents[index]); break;
            case DayEventKind.Arrival: ArriveNext(at); break;
            case DayEventKind.AddedArrival: Arrive(at, _entering.Dequeue()); break;
            case DayEventKind.HangUp: HangUp(at, index); break;
            case DayEventKind.TalkEnd: EndTalk(at, index); break;
            default: throw new InvalidOperationException($"Nothing is known of {next.Kind}.");
        }
    }

    private void Login(long at, VirtualShift shift)
    {
        _engine.Apply(at, new PutAgent(shift.Agent, new AgentProfile { Skills = shift.Skills, AutoAccept = true }));
        _engine.Apply(at, new SetPresence(shift.Agent, Presence.Available));
    }

    private void Logout(long at, AgentAttendance attendance)
    {
        attendance.Leave();
        _engine.Apply(at, new SetPresence(attendance.Shift.Agent, Presence.Draining));
    }

    private void Leave(long at, int index)
    {
        var attendance = _agents[index];
        _engine.Apply(at, new SetPresence(attendance.Shift.Agent, Presence.NotReady));
        if (attendance.BeginAbsence(at))
            _events.Schedule(attendance.AwayUntil, DayEventKind.Return, index);
    }

    private void Return(long at, AgentAttendance attendance)
    {
        if (attendance.IsBack(at))
            _engine.Apply(at, new SetPresence(attendance.Shift.Agent, Presence.Available));
    }

    private void EndTalk(long at, int number)
    {
        _engine.Apply(at, new CompleteContact(IdOf(number)));
        _talking.Remove(number, out var index);
        if (_agents[index].EndTalk(at))
            _events.Schedule(_agents[index].AwayUntil, DayEventKind.Return, index);
    }

    private void ArriveNext(long at)
    {
        var contact = _arrivals.Current;
        ScheduleNextArrival();
        Arrive(at, contact);
    }

    private void Arrive(long at, VirtualContact contact)
    {
        var number = _arrived++;
        _waiting.Add(number, contact);
        _engine.Apply(at, new EnqueueContact(IdOf(number))
        {
            Gate = contact.Gate,
            Requirements = contact.Needs,
            Priority = contact.Priority,
        });
        if (contact.Patience is { } patience && _waiting.ContainsKey(number))
            _events.Schedule(at + patience, DayEventKind.HangUp, number);
    }

    private void HangUp(long at, int number)
    {
        if (!_waiting.Remove(number, out var contact))
            return;
        _engine.Apply(at, new AbandonContact(IdOf(number)));
        _left(new VirtualOutcome(number, contact, at, null));
    }

    private void Answer(ContactId id, AgentId agent, long at)
    {
        var number = int.Parse(id.Value.AsSpan(1), CultureInfo.InvariantCulture);
        if (!_waiting.Remove(number, out var contact))
            throw new InvalidOperationException($"The contact {number} was connected after it was over, or twice.");
        var index = _agentIndexOf[agent];
        _agents[index].BeginTalk();
        _talking.Add(number, index);
        _events.Schedule(at + contact.Talk, DayEventKind.TalkEnd, number);
        _left(new VirtualOutcome(number, contact, at, agent));
    }

    private static ContactId IdOf(int number) => new(string.Create(CultureInfo.InvariantCulture, $"c{number}"));
}

/// <summary>
/// Where an agent of a virtual day is. An absence that begins while it talks begins after the talk, and lasts as long: nobody
/// leaves in the middle of a talk, or comes back earlier for it.
/// </summary>
internal sealed class AgentAttendance(VirtualShift shift)
{
    private int _absences;
    private long _pendingAbsence;
    private bool _talks;
    private bool _gone;

    public VirtualShift Shift { get; } = shift;

    /// <summary>When the agent is back; before the first absence it has always been.</summary>
    public long AwayUntil { get; private set; }

    /// <summary>Whether the agent may be told available.</summary>
    public bool IsBack(long at) => !_gone && at >= AwayUntil;

    public void BeginTalk() => _talks = true;

    /// <summary>The talk is over; true where the agent is away from now on.</summary>
    public bool EndTalk(long at)
    {
        _talks = false;
        var leaves = _pendingAbsence > 0;
        if (leaves)
            AwayUntil = at + _pendingAbsence;
        _pendingAbsence = 0;
        return leaves;
    }

    /// <summary>The next absence begins; true where the agent is away from now on, false where it talks.</summary>
    public bool BeginAbsence(long at)
    {
        var length = Shift.Away[_absences++].Length;
        if (_talks)
            _pendingAbsence += length;
        else
            AwayUntil = Math.Max(at, AwayUntil) + length;
        return !_talks;
    }

    public void Leave() => _gone = true;
}
