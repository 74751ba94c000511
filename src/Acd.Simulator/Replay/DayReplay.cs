namespace Acd.Simulator;

/// <summary>A recorded day through the engine, in virtual time.</summary>
public sealed class DayReplay
{
    private readonly IReadOnlyList<Call> _calls;
    private readonly IReadOnlyList<Shift> _shifts;
    private readonly Caller[] _callers;
    private readonly VirtualCenter _center;
    private readonly Agenda _agenda = new();
    private readonly Outcome?[] _outcomes;
    private int _waiting;
    private int _maxQueue;

    /// <summary>Prepares a day.</summary>
    /// <param name="calls">The day's calls, by the time at which they came.</param>
    /// <param name="callers">What each caller brings along.</param>
    /// <param name="options">How the replay is done.</param>
    public DayReplay(IReadOnlyList<Call> calls, Caller[] callers, ReplayOptions options)
    {
        _calls = calls;
        _callers = callers;
        _shifts = Roster.Of(calls, options.Absences);
        _outcomes = new Outcome?[calls.Count];
        _center = new VirtualCenter(calls[0].Day, options) { Connected = NoteAnswer };
        NoteShifts();
        for (var call = 0; call < calls.Count; call++)
            _agenda.Note(calls[call].At, Happening.Arrival, call);
    }

    /// <summary>Lets the day happen.</summary>
    public Figures Run()
    {
        while (_agenda.TryTakeNext(out var next))
        {
            _center.RunUntil(next.At);
            Happen(next);
        }

        return Figures.Of([.. _outcomes.Select(OutcomeOf)], _maxQueue);
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

            _agenda.Note(_shifts[shift].Until, Happening.Logout, shift);
        }
    }

    private void Happen(Entry next)
    {
        var (second, index) = (next.At, next.Index);
        switch (next.What)
        {
            case Happening.Login: _center.Login(second, _shifts[index]); break;
            case Happening.Logout: _center.Logout(second, _shifts[index]); break;
            case Happening.Leave: _center.Leave(second, _shifts[index]); break;
            case Happening.Return: _center.Return(second, _shifts[index]); break;
            case Happening.Arrival: Arrive(second, index); break;
            case Happening.HangUp: HangUp(second, index); break;
            case Happening.TalkEnd: _center.Complete(second, index); break;
            default: throw new InvalidOperationException($"Nothing is known of {next.What}.");
        }
    }

    private void Arrive(int second, int call)
    {
        _waiting++;
        _center.Enqueue(second, call, _calls[call]);
        if (_outcomes[call] is null)
            _agenda.Note(second + _callers[call].Patience, Happening.HangUp, call);
        _maxQueue = Math.Max(_maxQueue, _waiting);
    }

    private void HangUp(int second, int call)
    {
        if (_outcomes[call] is not null)
            return;
        _center.HangUp(second, call);
        _outcomes[call] = new Outcome(false, second - _calls[call].At);
        _waiting--;
    }

    private void NoteAnswer(int call, double second)
    {
        if (_outcomes[call] is not null)
            throw new InvalidOperationException($"The call {call} was connected after it was over, or twice.");
        _outcomes[call] = new Outcome(true, second - _calls[call].At);
        _waiting--;
        _agenda.Note((int)second + _callers[call].Talk, Happening.TalkEnd, call);
    }

    private Outcome OutcomeOf(Outcome? outcome, int call) =>
        outcome ?? throw new InvalidOperationException($"The call {call} of {_calls[call].Day} was lost.");
}
