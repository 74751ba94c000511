using System.Globalization;
using Acd.Core;

namespace Acd.Simulator;

/// <summary>
/// A day through the engine in virtual time. Agents come and go by their shifts, contacts arrive when they are due, callers hang
/// up when their patience ends, and talks take their time.
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
    /// <param name="contacts">The contacts, by time. Each is read when the one before it arrives.</param>
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
    /// Adds a contact to those of the day. Added contacts must be in order of time.
    /// </summary>
    public void Enter(VirtualContact contact)
    {
        _entering.Enqueue(contact);
        _events.Schedule(contact.At, DayEventKind.AddedArrival, 0);
    }

    /// <summary>Runs the day until no event is left.</summary>
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

        // A caller without a limit of patience must get an answer in the end.
        if (_waiting.Count > 0)
            throw new InvalidOperationException($"{_waiting.Count} contacts neither got an answer nor hung up.");
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
            default: throw new InvalidOperationException($"A day has no event of the kind {next.Kind}.");
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
            throw new InvalidOperationException($"The contact {number} was connected twice, or after its end.");
        var index = _agentIndexOf[agent];
        _agents[index].BeginTalk();
        _talking.Add(number, index);
        _events.Schedule(at + contact.Talk, DayEventKind.TalkEnd, number);
        _left(new VirtualOutcome(number, contact, at, agent));
    }

    private static ContactId IdOf(int number) => new(string.Create(CultureInfo.InvariantCulture, $"c{number}"));
}

/// <summary>
/// An agent's presence on a virtual day. An absence that is due during a talk begins after the talk and keeps its length.
/// </summary>
internal sealed class AgentAttendance(VirtualShift shift)
{
    private int _absences;
    private long _pendingAbsence;
    private bool _talks;
    private bool _gone;

    public VirtualShift Shift { get; } = shift;

    /// <summary>The end of the latest absence; 0 before the first one.</summary>
    public long AwayUntil { get; private set; }

    /// <summary>Whether the agent can become available.</summary>
    public bool IsBack(long at) => !_gone && at >= AwayUntil;

    public void BeginTalk() => _talks = true;

    /// <summary>Ends a talk; true if an absence begins now.</summary>
    public bool EndTalk(long at)
    {
        _talks = false;
        var leaves = _pendingAbsence > 0;
        if (leaves)
            AwayUntil = at + _pendingAbsence;
        _pendingAbsence = 0;
        return leaves;
    }

    /// <summary>Begins the next absence; true if it begins now, false if the agent talks.</summary>
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
