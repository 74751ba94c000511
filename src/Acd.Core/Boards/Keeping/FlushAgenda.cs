namespace Acd.Core;

/// <summary>What of the boards differs from the documents that the store has.</summary>
internal sealed class FlushAgenda
{
    public List<KeptHours> Hours { get; } = [];

    /// <summary>The number of the last event that is counted, while documents are written.</summary>
    public long AsOf { get; set; }

    /// <summary>Contacts that have closed, of which the store has a document; by the time of closing.</summary>
    public List<OpenContact> Closed { get; } = [];

    public List<Pace> Paces { get; } = [];

    /// <summary>Paces that are not kept any longer, of which the store has a document.</summary>
    public List<Pace> Dropped { get; } = [];

    /// <summary>The names of documents that are not written any longer, and of which the store has some.</summary>
    public List<string> Obsolete { get; } = [];

    /// <summary>Whether the settings are others.</summary>
    public bool Settings { get; set; } = true;

    public void Changed(KeptHours hours) => Hours.Add(hours);

    /// <summary>
    /// A contact is other than its document. It is only marked: a list would hold on to contacts that come and go between two
    /// writings, which is nearly all of them.
    /// </summary>
    public static void Changed(OpenContact contact) => contact.IsDirty = true;

    public void Changed(Pace pace)
    {
        if (pace.IsDirty) return;
        pace.IsDirty = true;
        Paces.Add(pace);
    }

    /// <summary>Everything is as the store has it.</summary>
    /// <param name="book">The boards.</param>
    public void Clear(BoardBook book)
    {
        foreach (var contact in book.Contacts.Values) contact.IsDirty = false; // The order is of no account.
        foreach (var pace in Paces) pace.IsDirty = false;
        Hours.Clear();
        Closed.Clear();
        Obsolete.Clear();
        Paces.Clear();
        Dropped.Clear();
        Settings = false;
    }
}
