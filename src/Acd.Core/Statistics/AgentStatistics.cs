using System.Text.Json;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>An agent's statistics: its figures by slot, its presence and its number of contacts.</summary>
internal sealed class AgentStatistics
{
    private readonly DirtySet _dirty;
    private readonly ReasonTimes _reasons = new();
    private (long From, long To, FigureTotals Sum)? _day;

    public AgentStatistics(AgentId id, DirtySet dirty)
    {
        (Id, _dirty) = (id, dirty);
        Documents = new HourlyDocuments($"{StatisticsDocumentNames.Agent}/{id}", Outcomes, null, dirty, WriteActivity, _reasons);
    }

    public AgentId Id { get; }

    public FigureSeries Outcomes { get; } = new(FigureTotals.AgentWidth);

    /// <summary>Its documents.</summary>
    public HourlyDocuments Documents { get; }

    public IReadOnlyList<AgentSkill> Skills { get; set; } = [];

    public Presence Presence { get; set; }

    /// <summary>The reason why it is not ready, if there is one.</summary>
    public string? Reason { get; set; }

    /// <summary>When its current state began. Its time is counted until here.</summary>
    public Timestamp Since { get; set; }

    public int Offered { get; set; }

    public int Connected { get; set; }

    public int WrapUp { get; set; }

    /// <summary>Its wrap-ups of contacts that it passed on.</summary>
    public int OwnWrapUps { get; set; }

    /// <summary>Whether the agent was removed. Its figures stay.</summary>
    public bool IsRemoved { get; set; }

    public bool IsBusy => Connected + WrapUp + OwnWrapUps > 0;

    /// <summary>Whether its time counts.</summary>
    public bool CountsTime => Presence != Presence.Offline;

    public void Add(Figure figure, long amount, long slot)
    {
        if (amount == 0) return;
        Outcomes.Add(slot, figure, amount);
        Documents.Changed(slot);
        if (_day is { } day && slot >= day.From && slot < day.To) day.Sum.Add(figure, amount);
    }

    /// <summary>Counts the time since the last change, split by slot, before its state changes.</summary>
    /// <param name="now">The time of the change.</param>
    /// <param name="kept">The first slot with stored rows.</param>
    public void AccumulateTime(Timestamp now, long kept)
    {
        if (FiguresOfTime() is { Length: > 0 } figures)
        {
            var from = Since.Milliseconds;
            for (var slot = Math.Max(TimeSlots.IndexOf(Since), kept); slot * TimeSlots.Milliseconds < now.Milliseconds; slot++)
            {
                var time = Math.Min(now.Milliseconds, (slot + 1) * TimeSlots.Milliseconds)
                    - Math.Max(from, slot * TimeSlots.Milliseconds);
                foreach (var figure in figures) Add(figure, time, slot);
                if (figures == NotReady && time > 0) _reasons.Add(slot, Reason, time);
            }
        }

        Since = now;
        Changed(TimeSlots.IndexOf(now), kept);
    }

    /// <summary>Goes on counting its time from a moment.</summary>
    public void Resume(Timestamp now, long kept)
    {
        Since = now;
        Changed(TimeSlots.IndexOf(now), kept);
    }

    /// <summary>The figures of a range of slots, including the time that is not counted yet.</summary>
    public FigureTotals Sum(long from, long to, Timestamp now)
    {
        var sum = Outcomes.Sum(from, to);
        AddTime(sum, from, to, now);
        return sum;
    }

    /// <summary>The not ready time of a range of slots by reason, including the time that is not counted yet.</summary>
    public IReadOnlyList<ReasonFigures> NotReadyReasons(long from, long to, Timestamp now)
    {
        var sum = _reasons.Sum(from, to);
        if (FiguresOfTime() == NotReady && UncountedTime(from, to, now) is > 0 and var time)
            sum[Reason ?? ""] = sum.GetValueOrDefault(Reason ?? "") + time;
        return [.. sum.Select(entry => new ReasonFigures(
            entry.Key.Length == 0 ? null : entry.Key, TimeSpan.FromMilliseconds(entry.Value)))];
    }

    /// <summary>The figures of a day, cached because center queries need them for all agents.</summary>
    public FigureTotals SumOfDay(long from, long to, Timestamp now)
    {
        if (_day is not { } day || day.From != from || day.To != to) _day = day = (from, to, Outcomes.Sum(from, to));
        var sum = new FigureTotals(FigureTotals.AgentWidth);
        sum.Add(day.Sum);
        AddTime(sum, from, to, now);
        return sum;
    }

    public void DropBefore(long slot)
    {
        Outcomes.DropBefore(slot);
        _day = null;
        _reasons.DropBefore(slot);
        Documents.DropBefore(slot);
    }

    /// <summary>Marks the agent's activity to be written, with the current hour or the first stored one.</summary>
    public void Changed(long slot, long kept) => Documents.Changed(Math.Max(slot, kept));

    private void WriteActivity(Utf8JsonWriter json)
    {
        json.WritePropertyName("doing");
        var activity = new AgentActivityRow(
            Presence, CountsTime ? Since : default, IsRemoved, _dirty.Sequence, Reason, OwnWrapUps);
        JsonSerializer.Serialize(json, activity, StatisticsJson.Default.AgentActivityRow);
    }

    private long UncountedTime(long from, long to, Timestamp now) =>
        Math.Min(now.Milliseconds, to * TimeSlots.Milliseconds) - Math.Max(Since.Milliseconds, from * TimeSlots.Milliseconds);

    private void AddTime(FigureTotals sum, long from, long to, Timestamp now)
    {
        var time = UncountedTime(from, to, now);
        if (time <= 0) return;
        foreach (var figure in FiguresOfTime()) sum.Add(figure, time);
    }

    /// <summary>The figures that its time counts for. An agent that logged out works on nothing, even with a contact.</summary>
    private Figure[] FiguresOfTime() => (Presence, IsBusy) switch
    {
        (Presence.Offline, _) => [],
        (_, true) => LoggedInBusy,
        (Presence.Available, false) => Ready,
        (Presence.NotReady, false) => NotReady,
        _ => LoggedIn,
    };

    private static readonly Figure[] LoggedInBusy = [Figure.LoggedInTime, Figure.BusyTime];
    private static readonly Figure[] Ready = [Figure.LoggedInTime, Figure.ReadyTime];
    private static readonly Figure[] NotReady = [Figure.LoggedInTime, Figure.NotReadyTime];
    private static readonly Figure[] LoggedIn = [Figure.LoggedInTime];
}
