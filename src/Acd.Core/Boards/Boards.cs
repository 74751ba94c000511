namespace Acd.Core;

/// <summary>
/// The boards of the center, its queues and their gates, its skills and its agents. They are made of events alone: every event
/// is folded when it is told, and nothing else feeds them. What they have is kept as named documents, written every so many
/// events; an engine that loads folds the events since then again, and so has exactly what was there before.
/// </summary>
internal sealed class Boards
{
    private readonly ContactFolding _contacts;
    private (long From, long To) _day = (0, 0);
    private long _slotEnd;

    public Boards(CenterSettings settings, Timestamp now)
    {
        Book = new BoardBook(Agenda);
        Paces = new Paces(Agenda);
        Days = new Days(settings.TimeZone);
        Targets.Change(Targets.Of(settings));
        _contacts = new ContactFolding(this);
        At = now;
    }

    public FlushAgenda Agenda { get; } = new();

    public BoardBook Book { get; }

    public Paces Paces { get; }

    public Targets Targets { get; } = new();

    public Days Days { get; private set; }

    /// <summary>The time of the last event.</summary>
    public Timestamp At { get; private set; }

    /// <summary>The slot of the last event.</summary>
    public long Slot { get; private set; }

    /// <summary>The first slot of which rows are kept: the beginning of yesterday.</summary>
    public long Kept { get; private set; } = long.MinValue;

    /// <summary>The number of the last event that was folded.</summary>
    public long Sequence { get; private set; }

    /// <summary>How many events told of a contact that the boards do not know.</summary>
    public int Strays { get; set; }

    public static long Milliseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMillisecond;

    public void Fold(CenterEvent happened)
    {
        _contacts.TellEstimate(happened);
        GoTo(happened.At);
        Sequence = happened.Sequence;
        switch (happened)
        {
            case ContactEvent contact:
                _contacts.Fold(contact);
                break;
            case AgentPresenceChanged { Agent: { } agent } changed:
                ChangePresence(Book.AgentOf(agent), changed.Presence);
                break;
            case AgentChanged { Agent: { } agent } changed:
                ChangeProfile(Book.AgentOf(agent), changed.Profile);
                break;
            case SettingsChanged changed:
                var settings = FoundationSettings.Completed(changed.Settings);
                Take(settings.TimeZone, Targets.Of(settings));
                break;
        }
    }

    /// <summary>Works out what was put off: to be called before the boards are written.</summary>
    public void Finish() => _contacts.TellEstimate();

    /// <summary>Counts one for all boards of a contact.</summary>
    public void Count(OpenContact contact, Figure figure) => Count(contact, figure, 1);

    /// <summary>Adds a time for all boards of a contact.</summary>
    public void Count(OpenContact contact, Figure figure, TimeSpan time) => Count(contact, figure, Milliseconds(time));

    /// <summary>Books an agent's time up to now, because what it does changes.</summary>
    public void BookTime(AgentBoard agent) => agent.Book(At, Kept);

    /// <summary>Takes other settings.</summary>
    public void Take(string timeZone, IReadOnlyList<TargetRow> targets)
    {
        var changed = Targets.Change(targets);
        if (Days.TimeZone != timeZone)
        {
            Days = new Days(timeZone);
            _day = default;
            _slotEnd = 0;
            changed = true;
        }

        Agenda.Settings |= changed;
    }

    /// <summary>Goes on after an event that the documents count already.</summary>
    public void Continue(long sequence, Timestamp at, long kept)
    {
        (Sequence, At, Kept) = (sequence, at, kept);
        Slot = Slots.Of(at);
    }

    /// <summary>Adds an amount for all boards of a contact.</summary>
    public void Count(OpenContact contact, Figure figure, long amount)
    {
        if (amount == 0) return;
        var began = Slots.Of(contact.Began);
        foreach (var board in contact.Boards) board.Add(figure, amount, began, Slot, Kept);
    }

    /// <summary>Lets time pass up to an event: with a new day the day before yesterday is forgotten.</summary>
    private void GoTo(Timestamp at)
    {
        At = at;
        if (at.Milliseconds < _slotEnd && at.Milliseconds >= _slotEnd - Slots.Length) return;
        Slot = Slots.Of(at);
        _slotEnd = (Slot + 1) * Slots.Length;
        if (Slot >= _day.From && Slot < _day.To) return;
        _day = Days.DayOf(at);
        if (Days.YesterdayOf(at) <= Kept) return;
        Kept = Days.YesterdayOf(at);

        // What an agent is doing stands with its newest hour, so all that there are have to have one that stays.
        foreach (var agent in Book.Agents)
            if (agent.IsThere || !agent.IsGone) BookTime(agent);
        Book.DropBefore(Kept);
        foreach (var pace in Paces.DropBefore(Kept)) Agenda.Dropped.Add(pace);
    }

    private void ChangePresence(AgentBoard agent, Presence presence)
    {
        BookTime(agent);
        agent.Presence = presence;
    }

    private void ChangeProfile(AgentBoard agent, AgentProfile? profile)
    {
        if (profile is null || agent.IsGone)
        {
            BookTime(agent);
            agent.Presence = Presence.Offline;
        }

        agent.IsGone = profile is null;
        agent.Skills = profile?.Skills ?? [];
        agent.Changed(Slot, Kept);
    }
}
