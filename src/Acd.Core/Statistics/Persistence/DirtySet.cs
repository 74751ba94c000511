namespace Acd.Core;

/// <summary>What of the boards differs from the documents that the store has.</summary>
internal sealed class DirtySet
{
    public List<HourlyDocuments> Documents { get; } = [];

    /// <summary>The number of the last event that is counted, while documents are written.</summary>
    public long Sequence { get; set; }

    /// <summary>Contacts that have closed, of which the store has a document; by the time of closing.</summary>
    public List<OpenContact> ClosedContacts { get; } = [];

    public List<ThroughputEstimator> Estimators { get; } = [];

    /// <summary>Paces that are not kept any longer, of which the store has a document.</summary>
    public List<ThroughputEstimator> DroppedEstimators { get; } = [];

    /// <summary>The names of documents that are not written any longer, and of which the store has some.</summary>
    public List<string> Obsolete { get; } = [];

    /// <summary>Whether the settings are others.</summary>
    public bool SettingsDirty { get; set; } = true;

    public void MarkDirty(HourlyDocuments hours) => Documents.Add(hours);

    /// <summary>
    /// A contact is other than its document. It is only marked: a list would hold on to contacts that come and go between two
    /// writings, which is nearly all of them.
    /// </summary>
    public static void MarkDirty(OpenContact contact) => contact.IsDirty = true;

    public void MarkDirty(ThroughputEstimator pace)
    {
        if (pace.IsDirty) return;
        pace.IsDirty = true;
        Estimators.Add(pace);
    }

    /// <summary>Everything is as the store has it.</summary>
    /// <param name="book">The boards.</param>
    public void Clear(StatisticsRegistry book)
    {
        foreach (var contact in book.Contacts.Values) contact.IsDirty = false; // The order is of no account.
        foreach (var pace in Estimators) pace.IsDirty = false;
        Documents.Clear();
        ClosedContacts.Clear();
        Obsolete.Clear();
        Estimators.Clear();
        DroppedEstimators.Clear();
        SettingsDirty = false;
    }
}
