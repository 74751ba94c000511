namespace Acd.Core.Tests;

/// <summary>One contact from its first event on, with its bookings.</summary>
/// <param name="settings">The settings at each event.</param>
internal sealed class ReferenceContactStatistics(IReadOnlyDictionary<long, CenterSettings> settings)
{
    private QueueId _queue;
    private GateId? _gate;
    private IReadOnlyList<Requirement> _requirements = [];
    private Timestamp _began;
    private bool _callback, _served, _wrapUp, _parked;
    private AgentId? _agent;
    private OfferId? _handover;
    private ContactEvent _now = null!;

    public List<ReferenceStatistics.Booking> Contacts { get; } = [];

    public List<(AgentId Agent, long Slot, Figure Figure, long Amount)> Agents { get; } = [];

    public void Book(ContactEvent centerEvent)
    {
        _now = centerEvent;
        switch (centerEvent)
        {
            case OfferEvent offer:
                Offer(offer);
                break;
            case ContactQueued queued:
                Begin(queued.Requirements, Figure.Entered);
                break;
            case ContactConnected connected:
                Connect(connected);
                break;
            case ContactTransferred { To: not null } handedOver:
                CountForAgent(Figure.TransferredOut, 1);
                Handle(handedOver.Talk, handedOver.Hold, TimeSpan.Zero);
                break;
            case ContactTransferred { FromQueue: null } enriched when !_served && !_parked:
                _requirements = enriched.Requirements;
                break;
            case ContactTransferred transferred:
                Transfer(transferred);
                break;
            case PlanStepped { Skipped: true }:
                break;
            case PlanStepped { FromQueue: null } stepped:
                _requirements = stepped.Requirements;
                break;
            case PlanStepped stepped:
                Count(Figure.MovedOut);
                Begin(stepped.Requirements, Figure.MovedIn);
                break;
            case ContactRequirementsChanged changed:
                _requirements = changed.Requirements;
                break;
            case ContactUnservable:
                Count(Figure.Unservable);
                break;
            case CallbackRequested:
                Count(Figure.CallbacksRequested);
                _callback = true;
                break;
            case CallbackFailed failed:
                Count(Figure.CallbacksFailed);
                Handle(failed.Talk, failed.Hold, TimeSpan.Zero);
                _began = failed.At;
                break;
            case WrapUpStarted started:
                StartWrapUp(started);
                break;
            case ContactReleased { Do: AgentGoneAction.Requeue } released:
                Count(Figure.Released, 1, agents: true);
                Handle(released.Talk!.Value, released.Hold!.Value, TimeSpan.Zero);
                _began = released.At;
                break;
            case ContactParked parked:
                Count(Figure.Parked, 1, agents: true);
                Handle(parked.Talk, parked.Hold, TimeSpan.Zero);
                (_began, _parked) = (parked.At, true);
                break;
            case ContactUnparked:
                (_parked, _began) = (false, _now.At);
                break;
            case ContactClosed closed:
                Close(closed);
                break;
        }
    }

    private QueueSettings Settings => settings[_now.Sequence].Queues.Single(queue => queue.Id == _queue);

    private void Offer(OfferEvent centerEvent)
    {
        var (figure, ring) = centerEvent switch
        {
            OfferAccepted offer => ((Figure?)null, offer.Ring),
            OfferDeclined offer => (Figure.Declined, offer.Ring),
            OfferTimedOut offer => (Figure.NoAnswer, offer.Ring),
            OfferRevoked offer => (Figure.Revoked, offer.Ring),
            _ => (Figure.Offered, TimeSpan.Zero),
        };
        if (centerEvent is ContactOffered { From: not null }) _handover = centerEvent.Offer;
        var contacts = centerEvent.Offer != _handover;
        Count(Figure.RingTime, Whole(ring), agents: true, contacts);
        if (figure is { } one) Count(one, 1, agents: true, contacts);
        if (centerEvent is OfferDeclined { Cause: { } cause } && Enum.TryParse<Figure>($"declined{cause}", true, out var named))
            Count(named, 1, agents: true, contacts);
    }

    private void Connect(ContactConnected connected)
    {
        (_served, _agent) = (true, connected.Agent);
        Count(_callback ? Figure.CallbacksAnswered : Figure.Answered, 1, agents: true, contacts: connected.From is null);
        if (_callback || connected.From is not null) return;
        Count(Figure.AnswerWait, Whole(connected.Wait));
        if (connected.Wait <= Settings.ServiceLevelTarget) Count(Figure.AnsweredInTarget);
    }

    private void Transfer(ContactTransferred transferred)
    {
        Count(Figure.TransferredOut, 1, agents: _served);
        if (_served) Handle(transferred.Talk, transferred.Hold, TimeSpan.Zero);
        else Count(Figure.TransferredWaiting);
        Begin(transferred.Requirements, Figure.TransferredIn);
    }

    private void StartWrapUp(WrapUpStarted started)
    {
        CountHangUp(started.EndedBy);
        _wrapUp = true;
    }

    private void CountHangUp(Party? party)
    {
        if (party is { } by) Count(Enum.Parse<Figure>($"EndedBy{by}"));
    }

    private void Close(ContactClosed closed)
    {
        if (_served && !_wrapUp) CountHangUp(closed.EndedBy);
        if (_served) Handle(closed.Talk, closed.Hold, closed.WrapUp);
        else if (_callback) Count(Figure.CallbacksLost);
        else Count(Enum.Parse<Figure>($"{closed.Reason}"));
        if (closed.RejectedFor is { } cause && !_callback) Count(Enum.Parse<Figure>($"Rejected{cause}"));
        if (closed.Reason != CloseReason.Abandoned || _callback) return;
        Count(Figure.AbandonWait, Whole(closed.Wait));
        if (closed.Wait <= Settings.ShortAbandon) Count(Figure.ShortAbandoned);
    }

    private void Handle(TimeSpan talk, TimeSpan hold, TimeSpan wrapUp)
    {
        Count(Figure.Handled, 1, agents: true);
        Count(Figure.TalkTime, Whole(talk), agents: true);
        Count(Figure.HoldTime, Whole(hold), agents: true);
        Count(Figure.WrapUpTime, Whole(wrapUp), agents: true);
        (_served, _agent) = (false, null);
    }

    private void Begin(IReadOnlyList<Requirement> requirements, Figure figure)
    {
        (_queue, _gate, _requirements, _began, _parked) = (_now.Queue, _now.Gate, requirements, _now.At, false);
        Count(figure);
    }

    private void Count(Figure figure, long amount = 1, bool agents = false, bool contacts = true)
    {
        if (contacts) Book(figure, amount);
        if (agents) CountForAgent(figure, amount);
    }

    private void Book(Figure figure, long amount) =>
        Contacts.Add(new ReferenceStatistics.Booking(
            _queue, _gate, [.. _requirements.Select(requirement => requirement.Skill)],
            ReferenceStatistics.SlotOf(_began), ReferenceStatistics.SlotOf(_now.At),
            figure, amount));

    private void CountForAgent(Figure figure, long amount)
    {
        var agent = _now is OfferEvent ? _now.Agent : _agent;
        if (agent is { } whose) Agents.Add((whose, ReferenceStatistics.SlotOf(_now.At), figure, amount));
    }

    private static long Whole(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMillisecond;
}
