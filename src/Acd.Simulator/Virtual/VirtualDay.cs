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
    private readonly IReadOnlyList<VirtualShift> _shifts;
    private readonly IEnumerator<VirtualContact> _arrivals;
    private readonly Dictionary<int, VirtualContact> _waiting = [];
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
        (_shifts, _left) = (shifts, left);
        _arrivals = contacts.GetEnumerator();
        _center = new VirtualCenter(settings) { Connected = Answer };
    }

    /// <summary>How many contacts have come.</summary>
    public int Arrived => _arrived;

    /// <summary>How many contacts wait in line.</summary>
    public int Queue => _waiting.Count;

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
        for (var shift = 0; shift < _shifts.Count; shift++)
        {
            _agenda.Note(_shifts[shift].From, Happening.Login, shift);
            foreach (var away in _shifts[shift].Away)
            {
                _agenda.Note(away.From, Happening.Leave, shift);
                _agenda.Note(away.Until, Happening.Return, shift);
            }

            if (_shifts[shift].Until is { } until)
                _agenda.Note(until, Happening.Logout, shift);
        }
    }

    private void NoteNextArrival()
    {
        if (_arrivals.MoveNext())
            _agenda.Note(_arrivals.Current.At, Happening.Arrival, _arrived);
    }

    private void Happen(Entry next)
    {
        var (at, index) = (next.At, next.Index);
        switch (next.What)
        {
            case Happening.Login: Login(at, _shifts[index]); break;
            case Happening.Logout: Say(at, index, Presence.Draining); break;
            case Happening.Leave: Say(at, index, Presence.NotReady); break;
            case Happening.Return: Say(at, index, Presence.Available); break;
            case Happening.Arrival: Arrive(at, index); break;
            case Happening.HangUp: HangUp(at, index); break;
            case Happening.TalkEnd: _center.Do(at, new CompleteContact(IdOf(index))); break;
            default: throw new InvalidOperationException($"Nothing is known of {next.What}.");
        }
    }

    private void Login(long at, VirtualShift shift)
    {
        _center.Do(at, new PutAgent(shift.Agent, new AgentProfile { Skills = shift.Skills, AutoAccept = true }));
        _center.Do(at, new SetPresence(shift.Agent, Presence.Available));
    }

    private void Say(long at, int shift, Presence presence) => _center.Do(at, new SetPresence(_shifts[shift].Agent, presence));

    private void Arrive(long at, int number)
    {
        var contact = _arrivals.Current;
        _arrived++;
        NoteNextArrival();
        _waiting.Add(number, contact);
        _center.Do(at, new EnqueueContact(IdOf(number)) { Requirements = contact.Needs, Priority = contact.Priority });
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
        _agenda.Note(at + contact.Talk, Happening.TalkEnd, number);
        _left(new VirtualOutcome(number, contact, at, agent));
    }

    private static ContactId IdOf(int number) => new(string.Create(CultureInfo.InvariantCulture, $"c{number}"));
}
