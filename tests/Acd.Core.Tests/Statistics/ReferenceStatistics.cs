namespace Acd.Core.Tests;

/// <summary>
/// The figures of <c>docs/reference/metrics.md</c>, calculated from a complete list of events. Each contact and agent is walked
/// by itself; the result is a list of bookings that filters sum up.
/// </summary>
internal sealed class ReferenceStatistics
{
    private readonly List<Booking> _contacts = [];
    private readonly List<(AgentId Agent, long Slot, Figure Figure, long Amount)> _agents = [];
    private readonly Dictionary<long, CenterSettings> _settings = [];
    private readonly ILookup<(Figure, long), Booking> _arrivals, _outcomes;
    private readonly ILookup<(AgentId, Figure, long), long> _bySlot;
    private readonly List<(AgentId Agent, long Slot, string? Reason, long Amount)> _reasons = [];

    public ReferenceStatistics(IReadOnlyList<CenterEvent> events, CenterSettings settings, Timestamp until)
    {
        foreach (var centerEvent in events)
        {
            if (centerEvent is SettingsChanged changed) settings = changed.ApplyTo(settings);
            _settings.Add(centerEvent.Sequence, settings);
        }

        // An id may be reused, so a contact is an id from one contactQueued to the next.
        foreach (var sameId in events.OfType<ContactEvent>().GroupBy(centerEvent => centerEvent.Contact))
        {
            var lifecycles = 0;
            foreach (var lifecycle in sameId.GroupBy(centerEvent => centerEvent is ContactQueued ? ++lifecycles : lifecycles))
                BookContact(lifecycle);
        }

        foreach (var ended in events.OfType<AgentWrapUpEnded>()) BookWrapUp(ended);
        var returns = events.Zip(events.Skip(1)).Where(pair => pair.Second is CenterReturned).Select(pair =>
        {
            var (before, returned) = (pair.First.At, (CenterReturned)pair.Second);
            return before > returned.AwayFrom ? returned with { AwayFrom = before } : returned;
        }).ToList();
        foreach (var agent in events.Where(one => one.Agent is not null).GroupBy(one => one.Agent!.Value))
            BookTime(agent.Key, [.. agent.Concat(returns).OrderBy(one => one.Sequence)], until);
        _arrivals = _contacts.ToLookup(booking => (booking.Figure, booking.Began));
        _outcomes = _contacts.ToLookup(booking => (booking.Figure, booking.At));
        _bySlot = _agents.ToLookup(booking => (booking.Agent, booking.Figure, booking.Slot), booking => booking.Amount);
    }

    public static long SlotOf(Timestamp at) => at.Milliseconds / 900_000;

    /// <summary>A figure of the contacts that a filter accepts, in one slot.</summary>
    public long Sum(Figure figure, bool byArrival, long slot, Func<Booking, bool> which) =>
        (byArrival ? _arrivals : _outcomes)[(figure, slot)].Where(which).Sum(booking => booking.Amount);

    public long Sum(AgentId agent, Figure figure, long slot) => _bySlot[(agent, figure, slot)].Sum();

    /// <summary>An agent's not ready time in one slot by reason.</summary>
    public IReadOnlyList<ReasonFigures> NotReadyReasons(AgentId agent, long slot) =>
    [
        .. _reasons.Where(booking => booking.Agent == agent && booking.Slot == slot)
            .GroupBy(booking => booking.Reason).OrderBy(group => group.Key ?? "", StringComparer.Ordinal)
            .Select(group => new ReasonFigures(group.Key, TimeSpan.FromMilliseconds(group.Sum(booking => booking.Amount)))),
    ];

    private void BookContact(IEnumerable<ContactEvent> lifecycle)
    {
        var contact = new ReferenceContactStatistics(_settings);
        foreach (var centerEvent in lifecycle) contact.Book(centerEvent);
        _contacts.AddRange(contact.Contacts);
        _agents.AddRange(contact.Agents);
    }

    private void BookWrapUp(AgentWrapUpEnded ended)
    {
        var time = ended.WrapUp.Ticks / TimeSpan.TicksPerMillisecond;
        var (began, slot) = (SlotOf(ended.At + -ended.WrapUp), SlotOf(ended.At));
        _contacts.Add(new Booking(ended.Queue, ended.Gate, [], began, slot, Figure.WrapUpTime, time));
        _agents.Add((ended.Agent!.Value, slot, Figure.WrapUpTime, time));
    }

    private void BookTime(AgentId agent, List<CenterEvent> events, Timestamp until)
    {
        var (presence, contacts, since) = (Presence.Offline, 0, until);
        string? reason = null;
        var end = new AgentPresenceChanged { Agent = agent, Sequence = 0, At = until, Presence = default };
        foreach (var centerEvent in events.Append(end))
        {
            // No time counts while the center was away.
            var to = centerEvent is CenterReturned returned ? returned.AwayFrom : centerEvent.At;
            for (var slot = SlotOf(since); slot <= SlotOf(to); slot++)
            {
                var last = Math.Min(to.Milliseconds, (slot + 1) * 900_000);
                var time = last - Math.Max(since.Milliseconds, slot * 900_000);
                if (time <= 0) continue;
                if (presence == Presence.Offline) continue;
                _agents.Add((agent, slot, Figure.LoggedInTime, time));
                if (contacts > 0) _agents.Add((agent, slot, Figure.BusyTime, time));
                else if (presence == Presence.Available) _agents.Add((agent, slot, Figure.ReadyTime, time));
                else if (presence == Presence.NotReady) _agents.Add((agent, slot, Figure.NotReadyTime, time));
                if (contacts == 0 && presence == Presence.NotReady) _reasons.Add((agent, slot, reason, time));
            }

            since = centerEvent.At;
            if (centerEvent is AgentPresenceChanged changed) (presence, reason) = (changed.Presence, changed.Reason);
            if (centerEvent is AgentChanged { Profile: null }) presence = Presence.Offline;
            if (centerEvent is ContactConnected or AgentWrapUpStarted) contacts++;
            if (centerEvent is ContactTransferred or CallbackFailed or ContactClosed or AgentWrapUpEnded) contacts--;
            if (centerEvent is ContactParked) contacts--;
            if (centerEvent is ContactReleased { Do: AgentGoneAction.Requeue }) contacts--;
        }
    }

    /// <summary>One figure of one contact.</summary>
    internal sealed record Booking(
        QueueId Queue, GateId? Gate, SkillId[] Skills, long Began, long At, Figure Figure, long Amount);
}
