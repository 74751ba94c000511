// Over 300 lines because the transitions of one state machine are read side by side.
using Microsoft.Extensions.Logging;

namespace Acd.Sip;

/// <summary>
/// One call: its state at the switch, and what the center wants of it. Inputs are handled one after the other, each with its
/// requests to the center, so that a call's requests never overtake each other.
/// </summary>
internal sealed partial class Call(CallFound found, string contact, CallSurroundings around)
{
    /// <summary>The longest ring, for offers that the center has accepted already and that do not time out there.</summary>
    private static readonly TimeSpan LongestRing = TimeSpan.FromMinutes(2);

    /// <summary>What the switch lets ring past the center's timeout, so that the center decides.</summary>
    private static readonly TimeSpan RingSlack = TimeSpan.FromSeconds(3);

    /// <summary>The time that a caller who is moved has to come again.</summary>
    private static readonly TimeSpan MoveWithin = TimeSpan.FromSeconds(10);

    private readonly ILogger _log = around.Log;
    private readonly List<WantedPhone> _wanted = [];
    private readonly Dictionary<string, string> _agents = [];
    private readonly List<string> _ringing = [];
    private long _lastChange = around.Clock.GetUtcNow().UtcTicks;
    private int _seenEvents;
    private (int Code, string Phrase)? _rejection;
    private bool _moving, _contactIsOver, _isRejected;

    /// <summary>The call's id at the switch.</summary>
    public string Id => found.Call;

    /// <summary>Its contact.</summary>
    public string Contact => contact;

    /// <summary>The state at the switch, as far as it is known.</summary>
    public CallState State { get; private set; } = CallState.Suspended;

    /// <summary>The offer whose telephone answered, or that was accepted at a desktop.</summary>
    public string? Connection { get; private set; }

    /// <summary>When something last happened.</summary>
    public DateTimeOffset LastChange => new(Interlocked.Read(ref _lastChange), TimeSpan.Zero);

    /// <summary>Whether its end is known to the center, so that it can be forgotten.</summary>
    public bool IsOver { get; private set; }

    public async Task HandleAsync(object input, CancellationToken cancel)
    {
        var before = State;
        await HandleInputAsync(input, cancel);

        // What the center wants may change all the time; what matters is that the switch tells something.
        if (State != before || input is CallEvent) Interlocked.Exchange(ref _lastChange, around.Clock.GetUtcNow().UtcTicks);
    }

    private async Task HandleInputAsync(object input, CancellationToken cancel)
    {
        switch (input)
        {
            case CallFound state:
                await FoundAsync(state, cancel);
                break;
            case StateSeen seen:
                await SeenAsync(seen.Found, cancel);
                break;
            case MovedAway when _moving && State == CallState.Connected:
                await HangUpAsync(cancel);
                break;
            case MoveDue:
                await MoveDueAsync(cancel);
                break;
            case PhoneRefused refused:
                await RefusedAsync(refused.Offer, refused.Code, cancel);
                break;
            case RingingEnded ended:
                await RingingEndedAsync(ended.Code, cancel);
                break;
            case PhoneAnswered answered:
                await AnsweredAsync(answered.Offer, cancel);
                break;
            case CallHeld held when State == CallState.Connected:
                await around.Center.HoldAsync(contact, held.Held, cancel);
                break;
            case CallEnded ended:
                await EndedAsync(ended.By, cancel);
                break;
            case ContactHappened happened when happened.Number > _seenEvents:
                _seenEvents = happened.Number;
                await HappenedAsync(happened, cancel);
                break;
            case Recheck:
                await RecheckAsync(cancel);
                break;
            case TellDue when State == CallState.Suspended && _rejection is null:
                await TellAsync(cancel);
                break;
        }
    }

    // ---- the switch

    /// <summary>A call that is new here: it just came, or the connector has started anew.</summary>
    private async Task FoundAsync(CallFound state, CancellationToken cancel)
    {
        State = state.State;
        if (state.State == CallState.Ended)
        {
            // A caller may have come and gone while no connector was there. It counts as one who has waited.
            await around.Center.EnqueueAsync(around.Describe(state, contact), cancel);
            await EndedAsync(state.EndedBy, cancel);
            return;
        }

        var answer = await around.Center.EnqueueAsync(around.Describe(state, contact), cancel);
        if (!answer.IsOk)
        {
            // A contact that is closed for good, or a number whose gate the center does not have.
            LogRefused(Id, answer.Status, answer.Code);
            _contactIsOver = true;
            if (State == CallState.Connected) await HangUpAsync(cancel);
            else _rejection = answer.Code == "contact.closed" ? (480, "The call is over") : (404, "No such queue");
            await ReconcileAsync(cancel);
            return;
        }

        foreach (var phone in state.Phones) _agents[phone.Offer] = phone.Agent;
        if (State is CallState.Dialing or CallState.Cancelling) _ringing.AddRange(state.Phones.Select(phone => phone.Offer));
        Take(answer.Contact);
        if (State == CallState.Connected && _contactIsOver) await HangUpAsync(cancel);
        else if (State == CallState.Connected) await AnsweredAsync(state.Phones.FirstOrDefault()?.Offer ?? "", cancel);
        await ReconcileAsync(cancel);
    }

    /// <summary>The switch's list has this call. Where it is elsewhere than here, an event was lost.</summary>
    private async Task SeenAsync(CallFound state, CancellationToken cancel)
    {
        if (state.State == CallState.Ended) await EndedAsync(state.EndedBy, cancel);
        else if (State == CallState.Ended || State == state.State) await RejectAgainAsync(cancel);
        else if (state.State == CallState.Connected && state.Phones is [var phone, ..])
            await AnsweredAsync(phone.Offer, cancel);
        else if (state.State == CallState.Suspended && State is CallState.Dialing or CallState.Cancelling)
            await RingingEndedAsync(SipCodes.Stopped, cancel);
        else if (state.State == CallState.Dialing && State == CallState.Suspended)
        {
            State = CallState.Dialing;
            _ringing.AddRange(state.Phones.Select(one => one.Offer));
            await ReconcileAsync(cancel);
        }
    }

    private async Task RejectAgainAsync(CancellationToken cancel)
    {
        _isRejected = false;
        if (State == CallState.Suspended) await ReconcileAsync(cancel);
    }

    private async Task RefusedAsync(string offer, int code, CancellationToken cancel)
    {
        _ringing.Remove(offer);
        var phone = _wanted.Find(wanted => wanted.Offer == offer);
        if (phone is null) return;
        _wanted.Remove(phone);
        if (phone.IsAccepted) await around.Center.RequeueAsync(contact, cancel);
        else await around.Center.DeclineAsync(offer, SipCodes.CauseOf(code), cancel);
    }

    private async Task RingingEndedAsync(int code, CancellationToken cancel)
    {
        if (State is CallState.Connected or CallState.Ended) return;
        var stopped = State == CallState.Cancelling;
        State = CallState.Suspended;
        string[] rang = [.. _ringing];
        _ringing.Clear();

        // What the center still wants rings again, unless it was the telephone that ended the ringing.
        if (!stopped)
            foreach (var offer in rang) await RefusedAsync(offer, code, cancel);
        await ReconcileAsync(cancel);
    }

    /// <summary>Caller and agent are connected. The center learns it, also where the offer timed out a moment before.</summary>
    private async Task AnsweredAsync(string offer, CancellationToken cancel)
    {
        if (State == CallState.Ended) return;
        State = CallState.Connected;
        Connection = offer;
        _ringing.Clear();
        var answer = await around.Center.AcceptAsync(offer, cancel);
        if (answer.Code == "offer.notPending" && _agents.TryGetValue(offer, out var agent))
            answer = await TakeAnywayAsync(agent, cancel);
        if (answer.IsOk) return;
        LogLate(Id, offer, answer.Code);
        await HangUpAsync(cancel);
    }

    /// <summary>
    /// The agent talks to this caller, so nothing else may ring there: while the contact is assigned, the agent is not ready, by
    /// which its other offers are revoked and no new one is made.
    /// </summary>
    private async Task<CenterAnswer> TakeAnywayAsync(string agent, CancellationToken cancel)
    {
        var answer = await around.Center.AssignAsync(contact, agent, cancel);
        if (answer.Code != "agent.noRoom") return await AcceptAssignedAsync(answer, agent, cancel);
        if (!around.IsAvailable(agent)) return answer;
        await around.Center.SetPresenceAsync(agent, "notReady", null, cancel);
        answer = await AcceptAssignedAsync(await around.Center.AssignAsync(contact, agent, cancel), agent, cancel);
        await around.Center.SetPresenceAsync(agent, "available", null, cancel);
        return answer;
    }

    private async Task<CenterAnswer> AcceptAssignedAsync(CenterAnswer answer, string agent, CancellationToken cancel)
    {
        if (answer.Contact is not { } view || view.State == "connected") return answer;
        var offer = view.Offers.FirstOrDefault(one => one.Agent == agent && !one.IsAccepted);
        if (offer is null) return new CenterAnswer(409, "offer.notPending");
        Connection = offer.Id;
        return await around.Center.AcceptAsync(offer.Id, cancel);
    }

    /// <summary>The call is over at the switch. The contact ends with it, unless the caller was moved.</summary>
    private async Task EndedAsync(CallParty by, CancellationToken cancel)
    {
        State = CallState.Ended;
        LogEnded(Id, by);
        if (_moving && around.IsCurrent(this)) return;
        if (!_contactIsOver && !_moving) await EndContactAsync(by, cancel);
        await ForgetAsync(cancel);
    }

    private async Task ForgetAsync(CancellationToken cancel)
    {
        await around.Switch.ForgetAsync(Id, cancel);
        IsOver = true;
    }

    /// <summary>The caller should have come again by now. Where it has not, the call ends here.</summary>
    private async Task MoveDueAsync(CancellationToken cancel)
    {
        if (!_moving || IsOver) return;
        if (!around.IsCurrent(this))
        {
            if (State == CallState.Ended) await ForgetAsync(cancel);
            return;
        }

        _moving = false;
        LogNotMoved(Id);
        if (State == CallState.Connected)
        {
            await HangUpAsync(cancel);
            return;
        }

        await EndContactAsync(CallParty.Switch, cancel);
        await ForgetAsync(cancel);
    }

    private Task<CenterAnswer> EndContactAsync(CallParty by, CancellationToken cancel) => around.Center.HangUpAsync(
        contact,
        by switch { CallParty.Caller => "customer", CallParty.Agent => "agent", _ => "system" },
        cancel);

    // ---- the center

    private async Task HappenedAsync(ContactHappened happened, CancellationToken cancel)
    {
        if (State == CallState.Ended) return;
        switch (happened.Type)
        {
            case "contactOffered" when happened.From is not null:
                // A hand-over rings at the agent's desk. The caller stays, and is moved once the agent accepts there.
                break;
            case "contactOffered" when happened.Callback is null:
                Want(happened.Offer!, happened.Agent!, happened.Address, happened.Timeout, accepted: false);
                break;
            case "offerTimedOut" or "offerDeclined" or "offerRevoked":
                _wanted.RemoveAll(phone => phone.Offer == happened.Offer);
                break;
            case "contactConnected":
                AcceptedAtDesktop(happened.Offer!);
                break;
            case "contactTransferred" or "contactReleased" or "contactParked" or "callbackFailed" or "callbackRequested":
                await LeftAgentAsync(happened.Type, cancel);
                break;
            case "wrapUpStarted":
                _contactIsOver = true;
                await HangUpAsync(cancel);
                break;
            case "contactClosed":
                await ClosedAsync(happened.Reason, cancel);
                break;
        }

        await ReconcileAsync(cancel);
    }

    /// <summary>The desktop accepted, or the offer was accepted at once: the telephone rings on, without a timeout.</summary>
    private void AcceptedAtDesktop(string offer)
    {
        if (State == CallState.Connected) return;
        _wanted.RemoveAll(phone => phone.Offer != offer);
        if (_wanted is [var phone]) _wanted[0] = phone with { IsAccepted = true, Timeout = null };
    }

    private async Task LeftAgentAsync(string type, CancellationToken cancel)
    {
        _wanted.Clear();
        if (type == "callbackRequested")
        {
            // The caller keeps the place, and hangs up.
            _contactIsOver = true;
            _rejection = (480, "You are called back");
            if (State == CallState.Connected) await HangUpAsync(cancel);
        }
        else if (State == CallState.Connected && !_moving)
        {
            _moving = true;
            await around.Switch.MoveAsync(Id, contact, cancel);
            around.PostLater(this, new MoveDue(), MoveWithin);
        }
    }

    private async Task ClosedAsync(string? reason, CancellationToken cancel)
    {
        _contactIsOver = true;
        _wanted.Clear();
        _rejection = SipCodes.RejectionOf(reason);
        if (State == CallState.Connected) await HangUpAsync(cancel);
    }

    /// <summary>Events were missed: the contact says what the center wants now.</summary>
    private async Task RecheckAsync(CancellationToken cancel)
    {
        if (State == CallState.Ended || _moving) return;
        var answer = await around.Center.GetContactAsync(contact, cancel);
        if (answer.Contact is { } view)
        {
            Take(view);
            if (_contactIsOver && State == CallState.Connected) await HangUpAsync(cancel);
        }
        else if (answer.Code == "contact.unknown")
        {
            await ClosedAsync(null, cancel);
        }

        await ReconcileAsync(cancel);
    }

    private void Take(ContactView? view)
    {
        if (view is null || view.Events < _seenEvents) return;
        _seenEvents = view.Events;
        _wanted.Clear();
        if (view.State is "closed" or "wrapUp")
        {
            _contactIsOver = true;
            _rejection = SipCodes.RejectionOf(view.Reason);
        }

        if (view.State is not ("offered" or "connected")) return;
        foreach (var offer in view.Offers)
            Want(offer.Id, offer.Agent, null, offer.IsAccepted ? null : offer.Timeout, offer.IsAccepted);
    }

    // ---- both together

    /// <summary>Tells the switch what is to be done so that it does what the center wants.</summary>
    private async Task ReconcileAsync(CancellationToken cancel)
    {
        if (State == CallState.Suspended && _rejection is var (code, phrase))
        {
            if (_isRejected) return;
            _isRejected = true;
            await around.Switch.RejectAsync(Id, code, phrase, cancel);
        }
        else if (State == CallState.Suspended && _wanted.Count > 0)
        {
            State = CallState.Dialing;
            _ringing.AddRange(_wanted.Select(phone => phone.Offer));
            await around.Switch.DialAsync(Id, [.. _wanted.Select(phone => phone.Phone)], RingFor(), cancel);
        }
        else if (State == CallState.Dialing && (_rejection is not null || !_ringing.TrueForAll(IsWanted)))
        {
            State = CallState.Cancelling;
            await around.Switch.StopRingingAsync(Id, cancel);
        }
        else if (State == CallState.Dialing && _wanted.Exists(phone => !_ringing.Contains(phone.Offer)))
        {
            Phone[] ringing = [.. _wanted.Where(phone => _ringing.Contains(phone.Offer)).Select(phone => phone.Phone)];
            Phone[] more = [.. _wanted.Where(phone => !_ringing.Contains(phone.Offer)).Select(phone => phone.Phone)];
            _ringing.AddRange(more.Select(phone => phone.Offer));
            await around.Switch.DialMoreAsync(Id, ringing, more, cancel);
        }
    }

    private bool IsWanted(string offer) => _wanted.Exists(phone => phone.Offer == offer);

    private TimeSpan RingFor()
    {
        var longest = _wanted.Max(phone => phone.Timeout is { } timeout ? timeout + RingSlack : LongestRing);
        return longest < LongestRing ? longest : LongestRing;
    }

    private void Want(string offer, string agent, string? address, TimeSpan? timeout, bool accepted)
    {
        if (State == CallState.Connected && offer == Connection) return;
        _wanted.RemoveAll(phone => phone.Offer == offer);
        _wanted.Add(new WantedPhone(new Phone(offer, agent, address ?? around.AddressOf(agent)), timeout, accepted));
        _agents[offer] = agent;
    }

    private async Task HangUpAsync(CancellationToken cancel)
    {
        if (State == CallState.Connected) await around.Switch.HangUpAsync(Id, cancel);
    }

    private async Task TellAsync(CancellationToken cancel)
    {
        var answer = await around.Center.GetContactAsync(contact, cancel);
        if (answer.Contact is { Position: { } position } view)
            await around.Switch.TellAsync(Id, position, view.EstimatedWait, cancel);
    }

    [LoggerMessage(1, LogLevel.Information, "Call {Call} is over, ended by {By}.")]
    private partial void LogEnded(string call, CallParty by);

    [LoggerMessage(2, LogLevel.Warning, "The center did not take call {Call}: {Status} {Code}. It is rejected.")]
    private partial void LogRefused(string call, int status, string? code);

    [LoggerMessage(3, LogLevel.Warning, "Call {Call} was answered for {Offer} too late: {Code}. It is hung up.")]
    private partial void LogLate(string call, string offer, string? code);

    [LoggerMessage(4, LogLevel.Warning, "The caller of {Call} could not be moved. The call is ended.")]
    private partial void LogNotMoved(string call);

    /// <summary>A telephone that the center wants to ring.</summary>
    /// <param name="Phone">The telephone.</param>
    /// <param name="Timeout">How long it rings before the center times the offer out; none where it is accepted already.</param>
    /// <param name="IsAccepted">Whether the offer was accepted, at a desktop or at once.</param>
    private sealed record WantedPhone(Phone Phone, TimeSpan? Timeout, bool IsAccepted)
    {
        public string Offer => Phone.Offer;
    }
}
