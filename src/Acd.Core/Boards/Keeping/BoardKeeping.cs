using Acd.Core.Json;

namespace Acd.Core;

/// <summary>
/// Has events counted when there is time for it, or when the boards are asked for, and writes the boards' documents now and
/// then: what has changed since the last time.
/// </summary>
/// <param name="boards">The boards.</param>
/// <param name="every">After how many events at the latest.</param>
internal sealed class BoardKeeping(Boards boards, int every)
{
    /// <summary>How many events there are to a document that is written, so that the writing hardly counts.</summary>
    private const int EventsPerDocument = 32;

    /// <summary>How many events there are between two writings at the least, if <c>every</c> is not less.</summary>
    private const int LeastEvents = 4_096;

    /// <summary>How many events are put off at the most: to count so many takes a few milliseconds.</summary>
    private const int MostUncounted = 1_024;

    private readonly List<CenterEvent> _uncounted = [];
    private long _written = boards.Sequence;

    /// <summary>
    /// Whether what has changed is to be written as soon as it can be: the store's documents are of no use, or somebody else is
    /// about to take over.
    /// </summary>
    public bool IsOverdue { get; set; }

    /// <summary>Up to which event the store's documents count.</summary>
    public void Restored(long sequence) => _written = sequence;

    /// <summary>Takes in an event, to be counted later.</summary>
    public void Add(CenterEvent happened)
    {
        _uncounted.Add(happened);
        if (_uncounted.Count == MostUncounted) Count();
    }

    /// <summary>Counts what is not counted yet.</summary>
    public void Count()
    {
        foreach (var happened in _uncounted) boards.Fold(happened);
        _uncounted.Clear();
    }

    /// <summary>Writes what has changed, if enough has happened.</summary>
    public void WriteIfDue(Action<NamedDocument> put)
    {
        var unwritten = (_uncounted.Count > 0 ? _uncounted[^1].Sequence : boards.Sequence) - _written;
        if (unwritten > 0 && (IsOverdue || unwritten >= every || IsWorthIt(unwritten))) Write(put);
    }

    private bool IsWorthIt(long unwritten)
    {
        if (unwritten < LeastEvents) return false;
        var (agenda, book) = (boards.Agenda, boards.Book);
        return unwritten >= EventsPerDocument * (agenda.Hours.Count + agenda.Paces.Count + book.Contacts.Count);
    }

    /// <summary>Writes what has changed.</summary>
    public void Write(Action<NamedDocument> put)
    {
        Count();
        boards.Finish();
        using var to = new BoardWriter(put);
        var (agenda, book) = (boards.Agenda, boards.Book);
        agenda.AsOf = boards.Sequence;
        to.Write(BoardNames.Head,
            new HeadRow(boards.Sequence, boards.At, boards.Kept, boards.Paces.Next, Tally.Names), BoardJson.Default.HeadRow);
        if (agenda.Settings)
        {
            var settings = new SettingsRow(boards.Days.TimeZone, boards.Targets.Rows);
            to.Write(BoardNames.Settings, settings, BoardJson.Default.SettingsRow);
        }

        foreach (var hours in agenda.Hours) hours.Flush(to, boards.Kept);
        foreach (var contact in agenda.Closed)
            if (!book.Contacts.ContainsKey(contact.Id)) to.Remove($"{BoardNames.Contact}/{contact.Id}");
        foreach (var contact in book.ChangedContacts) Write(to, contact);
        foreach (var name in agenda.Obsolete) to.Remove(name);
        foreach (var pace in agenda.Dropped) to.Remove($"{BoardNames.Pace}/{pace.Number}");
        foreach (var pace in agenda.Paces)
        {
            to.Write($"{BoardNames.Pace}/{pace.Number}", pace.ToRow(), BoardJson.Default.PaceRow);
            pace.IsKept = true;
        }

        agenda.Clear(book);
        _written = boards.Sequence;
        IsOverdue = false;
    }

    private static void Write(BoardWriter to, OpenContact contact)
    {
        contact.IsKept = true;
        to.Write($"{BoardNames.Contact}/{contact.Id}", RowOf(contact), BoardJson.Default.ContactRow);
    }

    private static ContactRow RowOf(OpenContact contact) => new()
    {
        Sequence = contact.Sequence,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
        Requirements = contact.Requirements,
        Rank = contact.Rank,
        State = contact.State,
        Began = contact.Began,
        WaitingSince = contact.WaitingSince,
        Callback = contact.IsCallback,
        Paced = contact.LinePace is not null,
        Agent = contact.Agent?.Id,
        Offers = [.. contact.Offers.Select(pending => new OfferRow(pending.Offer, pending.Agent.Id))],
        ToldP50 = contact.Told?.P50,
        ToldP90 = contact.Told?.P90,
    };
}
