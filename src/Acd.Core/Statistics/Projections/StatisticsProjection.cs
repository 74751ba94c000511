namespace Acd.Core;

/// <summary>
/// The statistics of the center, its queues, gates, skills and agents. They are a projection of the events alone. Named
/// documents store them every so many events; after a load the later events are applied again. So a reload loses nothing.
/// </summary>
internal sealed class StatisticsProjection
{
    private readonly ContactProjection _contacts;
    private (long From, long To) _day = (0, 0);
    private long _slotEnd;

    public StatisticsProjection(CenterSettings settings, Timestamp now)
    {
        Registry = new StatisticsRegistry(Dirty);
        Estimators = new ThroughputEstimators(Dirty);
        Calendar = new StatisticsCalendar(settings.TimeZone);
        Targets.TryChange(ServiceLevelTargets.Of(settings));
        _contacts = new ContactProjection(this);
        At = now;
    }

    public DirtySet Dirty { get; } = new();

    public StatisticsRegistry Registry { get; }

    public ThroughputEstimators Estimators { get; }

    public ServiceLevelTargets Targets { get; } = new();

    public StatisticsCalendar Calendar { get; private set; }

    /// <summary>The time of the last event.</summary>
    public Timestamp At { get; private set; }

    /// <summary>The slot of the last event.</summary>
    public long Slot { get; private set; }

    /// <summary>The first slot with stored rows, the start of yesterday.</summary>
    public long RetainedFrom { get; private set; } = long.MinValue;

    /// <summary>The sequence number of the last applied event.</summary>
    public long Sequence { get; private set; }

    /// <summary>The number of events about unknown contacts.</summary>
    public int UnknownContactEvents { get; set; }

    public static long Milliseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMillisecond;

    public void Apply(CenterEvent centerEvent)
    {
        _contacts.RecordEstimate(centerEvent);
        if (centerEvent is CenterReturned returned) CountUpTo(returned.AwayFrom);
        AdvanceTo(centerEvent.At);
        Sequence = centerEvent.Sequence;
        switch (centerEvent)
        {
            case ContactEvent contact:
                _contacts.Apply(contact);
                break;
            case AgentPresenceChanged { Agent: { } agent } changed:
                ChangePresence(Registry.AgentOf(agent), changed.Presence, changed.Reason);
                break;
            case AgentChanged { Agent: { } agent } changed:
                ChangeProfile(Registry.AgentOf(agent), changed.Profile);
                break;
            case AgentWrapUpStarted { Agent: { } agent }:
                ChangeWrapUps(Registry.AgentOf(agent), 1);
                break;
            case AgentWrapUpEnded { Agent: { } agent } ended:
                EndWrapUp(Registry.AgentOf(agent), ended);
                break;
            case SettingsChanged changed:
                ChangeSettings(changed);
                break;
            case CenterReturned:
                foreach (var agent in Registry.Agents)
                    if (agent.CountsTime) agent.Resume(At, RetainedFrom);
                break;
        }
    }

    /// <summary>Records a deferred estimate. Call it before the documents are written.</summary>
    public void RecordPendingEstimate() => _contacts.RecordEstimate();

    /// <summary>Adds 1 in all statistics of a contact.</summary>
    public void Count(OpenContact contact, Figure figure) => Count(contact, figure, 1);

    /// <summary>Adds a time in all statistics of a contact.</summary>
    public void Count(OpenContact contact, Figure figure, TimeSpan time) => Count(contact, figure, Milliseconds(time));

    /// <summary>Counts an agent's time until now, before its state changes.</summary>
    public void AccumulateTime(AgentStatistics agent) => agent.AccumulateTime(At, RetainedFrom);

    /// <summary>Changes the settings that figures depend on.</summary>
    public void ChangeSettings(string timeZone, IReadOnlyList<TargetRow> targets)
    {
        var changed = Targets.TryChange(targets);
        Dirty.SettingsDirty |= TryChangeTimeZone(timeZone) || changed;
    }

    private void ChangeSettings(SettingsChanged change)
    {
        if (change.Settings is { } all) ChangeSettings(all.TimeZone, ServiceLevelTargets.Of(all));
        var changed = change.TimeZone is { } timeZone && TryChangeTimeZone(timeZone);
        if (change.Queue is { } queue) changed |= Targets.TryPut(ServiceLevelTargets.Of(queue));
        if (change.RemovedQueue is { } gone) changed |= Targets.TryRemove(gone);
        Dirty.SettingsDirty |= changed;
    }

    private bool TryChangeTimeZone(string timeZone)
    {
        if (Calendar.TimeZone == timeZone) return false;
        Calendar = new StatisticsCalendar(timeZone);
        _day = default;
        _slotEnd = 0;
        return true;
    }

    /// <summary>Continues after an event that the documents already count.</summary>
    public void ResumeAt(long sequence, Timestamp at, long kept)
    {
        (Sequence, At, RetainedFrom) = (sequence, at, kept);
        Slot = TimeSlots.IndexOf(at);
    }

    /// <summary>Adds an amount in all statistics of a contact.</summary>
    public void Count(OpenContact contact, Figure figure, long amount)
    {
        if (amount == 0) return;
        var began = TimeSlots.IndexOf(contact.StayBegan);
        foreach (var statistics in contact.Statistics) statistics.Add(figure, amount, began, Slot, RetainedFrom);
    }

    /// <summary>Counts the agents' time up to the start of an outage, or to the last event, if that was later.</summary>
    private void CountUpTo(Timestamp awayFrom)
    {
        AdvanceTo(awayFrom > At ? awayFrom : At);
        foreach (var agent in Registry.Agents)
            if (agent.CountsTime) AccumulateTime(agent);
    }

    /// <summary>Advances to an event's time. On a new day the rows before yesterday are dropped.</summary>
    private void AdvanceTo(Timestamp at)
    {
        At = at;
        if (at.Milliseconds < _slotEnd && at.Milliseconds >= _slotEnd - TimeSlots.Milliseconds) return;
        Slot = TimeSlots.IndexOf(at);
        _slotEnd = (Slot + 1) * TimeSlots.Milliseconds;
        if (Slot >= _day.From && Slot < _day.To) return;
        _day = Calendar.DayOf(at);
        if (Calendar.YesterdayOf(at) <= RetainedFrom) return;
        RetainedFrom = Calendar.YesterdayOf(at);

        // An agent's activity is stored with its newest hour, so every agent needs an hour that stays.
        foreach (var agent in Registry.Agents)
            if (agent.CountsTime || !agent.IsRemoved) AccumulateTime(agent);
        Registry.DropBefore(RetainedFrom);
        foreach (var estimator in Estimators.DropBefore(RetainedFrom)) Dirty.DroppedEstimators.Add(estimator);
    }

    private void ChangeWrapUps(AgentStatistics agent, int by)
    {
        AccumulateTime(agent);
        agent.OwnWrapUps += by;
    }

    /// <summary>
    /// Counts the wrap-up of a contact that the agent passed on. The contact's stay is over, so by arrival it counts at its
    /// start.
    /// </summary>
    private void EndWrapUp(AgentStatistics agent, AgentWrapUpEnded ended)
    {
        ChangeWrapUps(agent, -1);
        var time = Milliseconds(ended.WrapUp);
        if (time == 0) return;
        agent.Add(Figure.WrapUpTime, time, Slot);
        var began = TimeSlots.IndexOf(ended.At + -ended.WrapUp);
        foreach (var statistics in (ReadOnlySpan<ContactStatistics>)
            [Registry.Center, Registry.QueueOf(ended.Queue), Registry.GateOf(ended.Queue, ended.Gate)])
            statistics.Add(Figure.WrapUpTime, time, began, Slot, RetainedFrom);
    }

    private void ChangePresence(AgentStatistics agent, Presence presence, string? reason)
    {
        AccumulateTime(agent);
        (agent.Presence, agent.Reason) = (presence, presence == Presence.NotReady ? reason : null);
    }

    private void ChangeProfile(AgentStatistics agent, AgentProfile? profile)
    {
        if (profile is null || agent.IsRemoved)
        {
            AccumulateTime(agent);
            (agent.Presence, agent.Reason) = (Presence.Offline, null);
        }

        agent.IsRemoved = profile is null;
        agent.Skills = profile?.Skills ?? [];
        agent.Changed(Slot, RetainedFrom);
    }
}
