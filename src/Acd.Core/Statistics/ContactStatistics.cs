namespace Acd.Core;

/// <summary>
/// The contact statistics of the center, a queue, a gate or a skill: figures by outcome slot and by arrival slot, and the
/// current number of contacts in each state.
/// </summary>
internal sealed class ContactStatistics
{
    private readonly int[] _states = new int[(int)ContactState.Closed];

    /// <param name="name">The name of its documents without the hour. Null if it is the sum of other statistics.</param>
    /// <param name="dirty">Collects changed documents.</param>
    public ContactStatistics(string? name, DirtySet dirty) =>
        Documents = name is null ? null : new HourlyDocuments(name, Outcomes, Arrivals, dirty);

    public FigureSeries Arrivals { get; } = new(FigureTotals.FullWidth);

    public FigureSeries Outcomes { get; } = new(FigureTotals.FullWidth);

    /// <summary>Its documents. Null if it is not stored itself.</summary>
    public HourlyDocuments? Documents { get; }

    /// <summary>The number of its waiting callbacks.</summary>
    public int Callbacks { get; private set; }

    /// <summary>Its open contacts, for the longest wait. Gates only.</summary>
    public LinkedList<OpenContact>? Open { get; init; }

    /// <summary>Whether it has figures of the days that are kept.</summary>
    public bool HasFigures => !Outcomes.IsEmpty || !Arrivals.IsEmpty;

    public int Count(ContactState state) => _states[(int)state];

    public void Enter(ContactState state, bool callback)
    {
        _states[(int)state]++;
        if (callback && state <= ContactState.Offered) Callbacks++;
    }

    public void Leave(ContactState state, bool callback)
    {
        _states[(int)state]--;
        if (callback && state <= ContactState.Offered) Callbacks--;
    }

    /// <param name="figure">The figure.</param>
    /// <param name="amount">The amount.</param>
    /// <param name="began">The slot in which the contact entered the line.</param>
    /// <param name="now">The current slot.</param>
    /// <param name="kept">The first slot with stored rows.</param>
    public void Add(Figure figure, long amount, long began, long now, long kept)
    {
        Outcomes.Add(now, figure, amount);
        Documents?.Changed(now);
        if (began < kept) return;
        Arrivals.Add(began, figure, amount);
        Documents?.Changed(began);
    }

    public void DropBefore(long slot)
    {
        Arrivals.DropBefore(slot);
        Outcomes.DropBefore(slot);
        Documents?.DropBefore(slot);
    }
}
