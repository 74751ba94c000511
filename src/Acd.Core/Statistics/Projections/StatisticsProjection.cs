namespace Acd.Core;

/// <summary>
/// The boards of the center, its queues and their gates, its skills and its agents. They are made of events alone: every event
/// is folded when it is told, and nothing else feeds them. What they have is kept as named documents, written every so many
/// events; an engine that loads folds the events since then again, and so has exactly what was there before.
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

    /// <summary>The first slot of which rows are kept: the beginning of yesterday.</summary>
    public long RetainedFrom { get; private set; } = long.MinValue;

    /// <summary>The number of the last event that was folded.</summary>
    public long Sequence { get; private set; }

    /// <summary>How many events told of a contact that the boards do not know.</summary>
    public int UnknownContactEvents { get; set; }

    public static long Milliseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMillisecond;

    public void Apply(CenterEvent happened)
    {
        _contacts.RecordEstimate(happened);
        AdvanceTo(happened.At);
        Sequence = happened.Sequence;
        switch (happened)
        {
            case ContactEvent contact:
                _contacts.Apply(contact);
                break;
            case AgentPresenceChanged { Agent: { } agent } changed:
                ChangePresence(Registry.AgentOf(agent), changed.Presence);
                break;
            case AgentChanged { Agent: { } agent } changed:
                ChangeProfile(Registry.AgentOf(agent), changed.Profile);
                break;
            case SettingsChanged changed:
                var settings = FoundationSettings.Completed(changed.Settings);
                ChangeSettings(settings.TimeZone, ServiceLevelTargets.Of(settings));
                break;
        }
    }

    /// <summary>Works out what was put off: to be called before the boards are written.</summary>
    public void RecordPendingEstimate() => _contacts.RecordEstimate();

    /// <summary>Counts one for all boards of a contact.</summary>
    public void Count(OpenContact contact, Figure figure) => Count(contact, figure, 1);

    /// <summary>Adds a time for all boards of a contact.</summary>
    public void Count(OpenContact contact, Figure figure, TimeSpan time) => Count(contact, figure, Milliseconds(time));

    /// <summary>Books an agent's time up to now, because what it does changes.</summary>
    public void AccumulateTime(AgentStatistics agent) => agent.AccumulateTime(At, RetainedFrom);

    /// <summary>Takes other settings.</summary>
    public void ChangeSettings(string timeZone, IReadOnlyList<TargetRow> targets)
    {
        var changed = Targets.TryChange(targets);
        if (Calendar.TimeZone != timeZone)
        {
            Calendar = new StatisticsCalendar(timeZone);
            _day = default;
            _slotEnd = 0;
            changed = true;
        }

        Dirty.SettingsDirty |= changed;
    }

    /// <summary>Goes on after an event that the documents count already.</summary>
    public void ResumeAt(long sequence, Timestamp at, long kept)
    {
        (Sequence, At, RetainedFrom) = (sequence, at, kept);
        Slot = TimeSlots.IndexOf(at);
    }

    /// <summary>Adds an amount for all boards of a contact.</summary>
    public void Count(OpenContact contact, Figure figure, long amount)
    {
        if (amount == 0) return;
        var began = TimeSlots.IndexOf(contact.StayBegan);
        foreach (var board in contact.Statistics) board.Add(figure, amount, began, Slot, RetainedFrom);
    }

    /// <summary>Lets time pass up to an event: with a new day the day before yesterday is forgotten.</summary>
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

        // What an agent is doing stands with its newest hour, so all that there are have to have one that stays.
        foreach (var agent in Registry.Agents)
            if (agent.CountsTime || !agent.IsRemoved) AccumulateTime(agent);
        Registry.DropBefore(RetainedFrom);
        foreach (var pace in Estimators.DropBefore(RetainedFrom)) Dirty.DroppedEstimators.Add(pace);
    }

    private void ChangePresence(AgentStatistics agent, Presence presence)
    {
        AccumulateTime(agent);
        agent.Presence = presence;
    }

    private void ChangeProfile(AgentStatistics agent, AgentProfile? profile)
    {
        if (profile is null || agent.IsRemoved)
        {
            AccumulateTime(agent);
            agent.Presence = Presence.Offline;
        }

        agent.IsRemoved = profile is null;
        agent.Skills = profile?.Skills ?? [];
        agent.Changed(Slot, RetainedFrom);
    }
}
