using Acd.Core.Json;

namespace Acd.Core;

/// <summary>Writes the statistics that changed since the last checkpoint. <see cref="StatisticsRestorer"/> reads them.</summary>
internal static class StatisticsCheckpoint
{
    /// <summary>Writes the changes and marks them as stored.</summary>
    /// <param name="statistics">The statistics.</param>
    /// <param name="put">Receives each document.</param>
    public static void Write(StatisticsProjection statistics, Action<NamedDocument> put)
    {
        statistics.RecordPendingEstimate();
        using var to = new NamedDocumentWriter(put);
        var (dirty, registry) = (statistics.Dirty, statistics.Registry);
        dirty.Sequence = statistics.Sequence;
        var head = new HeadRow(
            statistics.Sequence, statistics.At, statistics.RetainedFrom, statistics.Estimators.Next, FigureTotals.Names);
        to.Write(NamedDocument.StatisticsHead, head, StatisticsJson.Default.HeadRow);
        if (dirty.SettingsDirty)
        {
            var settings = new SettingsRow(statistics.Calendar.TimeZone, statistics.Targets.Rows);
            to.Write(StatisticsDocumentNames.Settings, settings, StatisticsJson.Default.SettingsRow);
        }

        foreach (var documents in dirty.Documents) documents.WriteChanges(to, statistics.RetainedFrom);
        foreach (var contact in dirty.ClosedContacts)
            if (!registry.Contacts.ContainsKey(contact.Id)) to.Remove($"{StatisticsDocumentNames.Contact}/{contact.Id}");
        foreach (var contact in registry.ChangedContacts) Write(to, contact);
        foreach (var estimator in dirty.DroppedEstimators) to.Remove($"{StatisticsDocumentNames.Throughput}/{estimator.Number}");
        foreach (var estimator in dirty.Estimators)
        {
            var name = $"{StatisticsDocumentNames.Throughput}/{estimator.Number}";
            to.Write(name, estimator.ToRow(), StatisticsJson.Default.ThroughputRow);
            estimator.IsStored = true;
        }

        dirty.Clear(registry);
    }

    private static void Write(NamedDocumentWriter to, OpenContact contact)
    {
        contact.IsStored = true;
        to.Write($"{StatisticsDocumentNames.Contact}/{contact.Id}", RowOf(contact), StatisticsJson.Default.ContactRow);
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
        Began = contact.StayBegan,
        WaitingSince = contact.WaitingSince,
        Callback = contact.IsCallback,
        Parked = contact.IsParked,
        Paced = contact.LineEstimator is not null,
        Agent = contact.Agent?.Id,
        Handover = contact.Handover,
        Offers = [.. contact.Offers.Select(pending => new OfferRow(pending.Offer, pending.Agent.Id))],
        ToldP50 = contact.ToldEstimate?.P50,
        ToldP90 = contact.ToldEstimate?.P90,
    };
}
