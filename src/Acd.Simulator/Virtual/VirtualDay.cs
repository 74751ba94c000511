using System.Globalization;
using Acd.Core;

namespace Acd.Simulator;

/// <summary>
/// A day through the engine in virtual time: agents come and go by their shifts, contacts come when they are due, callers hang
/// up when their patience is at its end, and talks take their time.
/// </summary>
public sealed class VirtualDay
{
    private readonly VirtualCenter _center;
    private readonly IEnumerator<VirtualContact> _arrivals;
    private readonly Desk[] _desks;
    private readonly Dictionary<AgentId, int> _deskOf = [];
    private readonly Dictionary<int, VirtualContact> _waiting = [];
    private readonly Dictionary<int, int> _talking = [];
    private readonly Queue<VirtualContact> _entering = new();
    private readonly Agenda _agenda = new();
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
        _desks = [.. shifts.Select(shift => new Desk(shift))];
        for (var desk = 0; desk < _desks.Length; desk++)
            _deskOf.Add(shifts[desk].Agent, desk);
        _center = new VirtualCenter(settings) { Connected = Answer };
    }

    /// <summary>
    /// Lets one more contact come, beside those that the day was made with; of several, none before the one that was said last.
    /// </summary>
    public void Enter(VirtualContact contact)
    {
        _entering.Enqueue(contact);
        _agenda.Note(contact.At, Happening.Entry, 0);
    }

    /// <summary>Lets the day happen, until nothing more does.</summary>
    /// <exception cref="InvalidOperationException">A contact was connected twice, or lost.</exception>
    public void Run()
    {
        using var arrivals = _arrivals;
        NoteShifts();
        NoteNextArrival();
        while (_agenda.TryTakeNext(out var next))
        {
            _center.RunUntil(next.At);
            Happen(next);
        }

        // A caller who waits for ever has to be answered in the end.
        if (_waiting.Count > 0)
            throw new InvalidOperationException($"{_waiting.Count} contacts were never answered, and never hung up.");
    }

    private void NoteShifts()
    {
        for (var desk = 0; desk < _desks.Length; desk++)
        {
            var shift = _desks[desk].Shift;
            _agenda.Note(shift.From, Happening.Login, desk);
            foreach (var away in shift.Away)
                _agenda.Note(away.From, Happening.Leave, desk);
            if (shift.Until is { } until)
                _agenda.Note(until, Happening.Logout, desk);
        }
    }

    private void NoteNextArrival()
    {
        if (_arrivals.MoveNext())
            _agenda.Note(_arrivals.Current.At, Happening.Arrival, 0);
    }

    private void Happen(Entry next)
    {
        var (at, index) = (next.At, next.Index);
        switch (next.What)
        {
            case Happening.Login: Login(at, _desks[index].Shift); break;
            case Happening.Logout: Logout(at, _desks[index]); break;
            case Happening.Leave: Leave(at, index); break;
            case Happening.Return: Return(at, _desks[index]); break;
            case Happening.Arrival: ArriveNext(at); break;
            case Happening.Entry: Arrive(at, _entering.Dequeue()); break;
            case Happening.HangUp: HangUp(at, index); break;
            case Happening.TalkEnd: EndTalk(at, index); break;
            default: throw new InvalidOperationException($"Nothing is known of {next.What}.");
        }
    }

    private void Login(long at, VirtualShift shift)
    {
        _center.Do(at, new PutAgent(shift.Agent, new AgentProfile { Skills = shift.Skills, AutoAccept = true }));
        _center.Do(at, new SetPresence(shift.Agent, Presence.Available));
    }

    private void Logout(long at, Desk desk)
    {
        desk.Leave();
        _center.Do(at, new SetPresence(desk.Shift.Agent, Presence.Draining));
    }

    private void Leave(long at, int index)
    {
        var desk = _desks[index];
        _center.Do(at, new SetPresence(desk.Shift.Agent, Presence.NotReady));
        if (desk.BeginAbsence(at))
            _agenda.Note(desk.AwayUntil, Happening.Return, index);
    }

    private void Return(long at, Desk desk)
    {
        if (desk.IsBack(at))
            _center.Do(at, new SetPresence(desk.Shift.Agent, Presence.Available));
    }

    private void EndTalk(long at, int number)
    {
        _center.Do(at, new CompleteContact(IdOf(number)));
        _talking.Remove(number, out var index);
        if (_desks[index].EndTalk(at))
            _agenda.Note(_desks[index].AwayUntil, Happening.Return, index);
    }

    private void ArriveNext(long at)
    {
        var contact = _arrivals.Current;
        NoteNextArrival();
        Arrive(at, contact);
    }

    private void Arrive(long at, VirtualContact contact)
    {
        var number = _arrived++;
        _waiting.Add(number, contact);
        _center.Do(at, new EnqueueContact(IdOf(number))
        {
            Gate = contact.Gate,
            Requirements = contact.Needs,
            Priority = contact.Priority,
        });
        if (contact.Patience is { } patience && _waiting.ContainsKey(number))
            _agenda.Note(at + patience, Happening.HangUp, number);
    }

    private void HangUp(long at, int number)
    {
        if (!_waiting.Remove(number, out var contact))
            return;
        _center.Do(at, new AbandonContact(IdOf(number)));
        _left(new VirtualOutcome(number, contact, at, null));
    }

    private void Answer(ContactId id, AgentId agent, long at)
    {
        var number = int.Parse(id.Value.AsSpan(1), CultureInfo.InvariantCulture);
        if (!_waiting.Remove(number, out var contact))
            throw new InvalidOperationException($"The contact {number} was connected after it was over, or twice.");
        var desk = _deskOf[agent];
        _desks[desk].BeginTalk();
        _talking.Add(number, desk);
        _agenda.Note(at + contact.Talk, Happening.TalkEnd, number);
        _left(new VirtualOutcome(number, contact, at, agent));
    }

    private static ContactId IdOf(int number) => new(string.Create(CultureInfo.InvariantCulture, $"c{number}"));
}
