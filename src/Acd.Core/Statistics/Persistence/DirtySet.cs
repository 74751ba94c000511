namespace Acd.Core;

/// <summary>The statistics that differ from their stored documents.</summary>
internal sealed class DirtySet
{
    public List<HourlyDocuments> Documents { get; } = [];

    /// <summary>The sequence number of the last counted event, set for a write.</summary>
    public long Sequence { get; set; }

    /// <summary>Closed contacts that have a document in the store, by the time of closing.</summary>
    public List<OpenContact> ClosedContacts { get; } = [];

    public List<ThroughputEstimator> Estimators { get; } = [];

    /// <summary>Dropped estimators that have a document in the store.</summary>
    public List<ThroughputEstimator> DroppedEstimators { get; } = [];

    /// <summary>Whether the settings changed.</summary>
    public bool SettingsDirty { get; set; } = true;

    public void MarkDirty(HourlyDocuments documents) => Documents.Add(documents);

    /// <summary>
    /// Marks a contact with a flag. A list would keep contacts alive that open and close between two writes, and nearly all do.
    /// </summary>
    public static void MarkDirty(OpenContact contact) => contact.IsDirty = true;

    public void MarkDirty(ThroughputEstimator estimator)
    {
        if (estimator.IsDirty) return;
        estimator.IsDirty = true;
        Estimators.Add(estimator);
    }

    /// <summary>Marks everything as stored.</summary>
    /// <param name="registry">All statistics.</param>
    public void Clear(StatisticsRegistry registry)
    {
        foreach (var contact in registry.Contacts.Values) contact.IsDirty = false; // Any order.
        foreach (var estimator in Estimators) estimator.IsDirty = false;
        Documents.Clear();
        ClosedContacts.Clear();
        Estimators.Clear();
        DroppedEstimators.Clear();
        SettingsDirty = false;
    }
}
