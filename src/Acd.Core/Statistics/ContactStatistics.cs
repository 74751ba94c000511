namespace Acd.Core;

/// <summary>
/// The board of a center, a queue, a gate of a queue or a skill: what its contacts have come to, by the slot in which they came
/// into its line and by the slot in which it happened, and in which states they are now.
/// </summary>
internal sealed class ContactStatistics
{
    private readonly int[] _states = new int[(int)ContactState.Closed];

    /// <param name="name">The name of its documents, without the hour; none where it is the sum of other boards.</param>
    /// <param name="agenda">Where it is written down that its documents have changed.</param>
    public ContactStatistics(string? name, DirtySet agenda) =>
        Documents = name is null ? null : new HourlyDocuments(name, Outcomes, Arrivals, agenda);

    public FigureSeries Arrivals { get; } = new(FigureTotals.FullWidth);

    public FigureSeries Outcomes { get; } = new(FigureTotals.FullWidth);

    /// <summary>Its documents; none where the board is not kept itself.</summary>
    public HourlyDocuments? Documents { get; }

    /// <summary>How many of its waiting contacts are callbacks.</summary>
    public int Callbacks { get; private set; }

    /// <summary>Its open contacts; of gates only, for the longest wait.</summary>
    public LinkedList<OpenContact>? Open { get; init; }

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

    /// <param name="figure">What is counted.</param>
    /// <param name="amount">How much.</param>
    /// <param name="began">The slot in which the contact came into line.</param>
    /// <param name="now">The slot of now.</param>
    /// <param name="kept">The first slot of which rows are kept.</param>
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
