namespace Acd.Core.Tests;

/// <summary>
/// The figures as <c>docs/metrics.md</c> has them, worked out from a whole list of events by going through each contact's and
/// each agent's own events, and nothing else: a list of bookings that is summed up by filters.
/// </summary>
internal sealed class BookedByHand
{
    private readonly List<Booking> _contacts = [];
    private readonly List<(AgentId Agent, long Slot, Figure Figure, long Amount)> _agents = [];
    private readonly Dictionary<long, CenterSettings> _settings = [];
    private readonly ILookup<(Figure, long), Booking> _arrivals, _outcomes;
    private readonly ILookup<(AgentId, Figure, long), long> _bySlot;

    public BookedByHand(IReadOnlyList<CenterEvent> events, CenterSettings settings, Timestamp until)
    {
        foreach (var happened in events)
        {
            if (happened is SettingsChanged changed) settings = changed.Settings;
            _settings.Add(happened.Sequence, settings);
        }

        // An id may be used again, so a contact is an id from one contactQueued to the next.
        foreach (var sameId in events.OfType<ContactEvent>().GroupBy(happened => happened.Contact))
        {
            var lives = 0;
            foreach (var life in sameId.GroupBy(happened => happened is ContactQueued ? ++lives : lives)) Book([.. life]);
        }

        foreach (var agent in events.Where(happened => happened.Agent is not null).GroupBy(happened => happened.Agent!.Value))
            BookTime(agent.Key, [.. agent], until);
        _arrivals = _contacts.ToLookup(booking => (booking.Figure, booking.Began));
        _outcomes = _contacts.ToLookup(booking => (booking.Figure, booking.At));
        _bySlot = _agents.ToLookup(booking => (booking.Agent, booking.Figure, booking.Slot), booking => booking.Amount);
    }

    public static long SlotOf(Timestamp at) => at.Milliseconds / 900_000;

    /// <summary>A figure of the contacts that a filter lets through, in one slot.</summary>
    public long Sum(Figure figure, bool byArrival, long slot, Func<Booking, bool> which) =>
        (byArrival ? _arrivals : _outcomes)[(figure, slot)].Where(which).Sum(booking => booking.Amount);

    public long Sum(AgentId agent, Figure figure, long slot) => _bySlot[(agent, figure, slot)].Sum();

    private void Book(List<ContactEvent> life)
    {
        QueueId queue = default;
        GateId? gate = null;
        IReadOnlyList<Requirement> needs = [];
        Timestamp began = default;
        bool callback = false, served = false;
        AgentId? agent = null;
        foreach (var happened in life)
        {
            void Count(Figure figure, long amount = 1, bool agents = false)
            {
                _contacts.Add(new Booking(
                    queue, gate, [.. needs.Select(need => need.Skill)], SlotOf(began), SlotOf(happened.At), figure, amount));
                if (agents && (happened is OfferEvent or ContactConnected ? happened.Agent : agent) is { } whose)
                    _agents.Add((whose, SlotOf(happened.At), figure, amount));
            }

            void Handle(TimeSpan talk, TimeSpan hold, TimeSpan wrapUp)
            {
                Count(Figure.Handled, 1, agents: true);
                Count(Figure.TalkTime, Whole(talk), agents: true);
                Count(Figure.HoldTime, Whole(hold), agents: true);
                Count(Figure.WrapUpTime, Whole(wrapUp), agents: true);
                (served, agent) = (false, null);
            }

            void Begin(IReadOnlyList<Requirement> requirements, Figure figure)
            {
                (queue, gate, needs, began) = (happened.Queue, happened.Gate, requirements, happened.At);
                Count(figure);
            }

            var target = _settings[happened.Sequence].Queues.Single(settings => settings.Id == (queue.Value is null ? happened.Queue : queue));
            switch (happened)
            {
                case ContactQueued queued:
                    Begin(queued.Requirements, Figure.Entered);
                    break;
                case ContactOffered:
                    Count(Figure.Offered, 1, agents: true);
                    break;
                case OfferAccepted offer:
                    Count(Figure.RingTime, Whole(offer.Ring), agents: true);
                    break;
                case OfferDeclined offer:
                    Count(Figure.RingTime, Whole(offer.Ring), agents: true);
                    Count(Figure.Declined, 1, agents: true);
                    break;
                case OfferTimedOut offer:
                    Count(Figure.RingTime, Whole(offer.Ring), agents: true);
                    Count(Figure.NoAnswer, 1, agents: true);
                    break;
                case OfferRevoked offer:
                    Count(Figure.RingTime, Whole(offer.Ring), agents: true);
                    Count(Figure.Revoked, 1, agents: true);
                    break;
                case ContactConnected connected:
                    (served, agent) = (true, connected.Agent);
                    Count(callback ? Figure.CallbacksAnswered : Figure.Answered, 1, agents: true);
                    if (callback) break;
                    Count(Figure.AnswerWait, Whole(connected.Wait));
                    if (connected.Wait <= target.ServiceLevelTarget) Count(Figure.AnsweredInTarget);
                    break;
                case ContactTransferred transferred:
                    Count(Figure.TransferredOut, 1, agents: served);
                    if (served) Handle(transferred.Talk, transferred.Hold, TimeSpan.Zero);
                    else Count(Figure.TransferredWaiting);
                    Begin(transferred.Requirements, Figure.TransferredIn);
                    break;
                case PlanStepped { Skipped: true }:
                    break;
                case PlanStepped { FromQueue: null } stepped:
                    needs = stepped.Requirements;
                    break;
                case PlanStepped stepped:
                    Count(Figure.MovedOut);
                    Begin(stepped.Requirements, Figure.MovedIn);
                    break;
                case ContactRequirementsChanged changed:
                    needs = changed.Requirements;
                    break;
                case ContactUnservable:
                    Count(Figure.Unservable);
                    break;
                case CallbackRequested:
                    Count(Figure.CallbacksRequested);
                    callback = true;
                    break;
                case CallbackFailed failed:
                    Count(Figure.CallbacksFailed);
                    Handle(failed.Talk, failed.Hold, TimeSpan.Zero);
                    began = failed.At;
                    break;
                case ContactClosed closed when served:
                    Handle(closed.Talk, closed.Hold, closed.WrapUp);
                    break;
                case ContactClosed when callback:
                    Count(Figure.CallbacksLost);
                    break;
                case ContactClosed closed:
                    Count(Enum.Parse<Figure>($"{closed.Reason}"));
                    if (closed.Reason != CloseReason.Abandoned) break;
                    Count(Figure.AbandonWait, Whole(closed.Wait));
                    if (closed.Wait <= target.ShortAbandon) Count(Figure.ShortAbandoned);
                    break;
            }
        }
    }

    private void BookTime(AgentId agent, List<CenterEvent> events, Timestamp until)
    {
        var (presence, contacts, since) = (Presence.Offline, 0, until);
        foreach (var happened in events.Append(new AgentPresenceChanged { Agent = agent, Sequence = 0, At = until, Presence = default }))
        {
            for (var slot = SlotOf(since); slot <= SlotOf(happened.At); slot++)
            {
                var time = Math.Min(happened.At.Milliseconds, (slot + 1) * 900_000) - Math.Max(since.Milliseconds, slot * 900_000);
                if (time <= 0) continue;
                if (presence != Presence.Offline) _agents.Add((agent, slot, Figure.LoggedInTime, time));
                if (contacts > 0) _agents.Add((agent, slot, Figure.BusyTime, time));
                else if (presence == Presence.Available) _agents.Add((agent, slot, Figure.ReadyTime, time));
                else if (presence == Presence.NotReady) _agents.Add((agent, slot, Figure.NotReadyTime, time));
            }

            since = happened.At;
            if (happened is AgentPresenceChanged changed) presence = changed.Presence;
            if (happened is AgentChanged { Profile: null }) presence = Presence.Offline;
            if (happened is ContactConnected) contacts++;
            if (happened is ContactTransferred or CallbackFailed or ContactClosed) contacts--;
        }
    }

    private static long Whole(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMillisecond;

    /// <summary>One figure of one contact.</summary>
    internal sealed record Booking(
        QueueId Queue, GateId? Gate, SkillId[] Skills, long Began, long At, Figure Figure, long Amount);
}
