using Acd.Core.Json;

namespace Acd.Core;

/// <summary>Writes what has changed in boards since the last time; <see cref="StatisticsRestorer"/> reads it.</summary>
internal static class StatisticsCheckpoint
{
    /// <summary>Writes what has changed; from then on nothing has.</summary>
    /// <param name="boards">The boards.</param>
    /// <param name="put">Takes each document.</param>
    public static void Write(StatisticsProjection boards, Action<NamedDocument> put)
    {
        boards.RecordPendingEstimate();
        using var to = new NamedDocumentWriter(put);
        var (agenda, book) = (boards.Dirty, boards.Registry);
        agenda.Sequence = boards.Sequence;
        to.Write(NamedDocument.StatisticsHead,
            new HeadRow(boards.Sequence, boards.At, boards.RetainedFrom, boards.Estimators.Next, FigureTotals.Names), StatisticsJson.Default.HeadRow);
        if (agenda.SettingsDirty)
        {
            var settings = new SettingsRow(boards.Calendar.TimeZone, boards.Targets.Rows);
            to.Write(StatisticsDocumentNames.Settings, settings, StatisticsJson.Default.SettingsRow);
        }

        foreach (var hours in agenda.Documents) hours.WriteChanges(to, boards.RetainedFrom);
        foreach (var contact in agenda.ClosedContacts)
            if (!book.Contacts.ContainsKey(contact.Id)) to.Remove($"{StatisticsDocumentNames.Contact}/{contact.Id}");
        foreach (var contact in book.ChangedContacts) Write(to, contact);
        foreach (var name in agenda.Obsolete) to.Remove(name);
        foreach (var pace in agenda.DroppedEstimators) to.Remove($"{StatisticsDocumentNames.Throughput}/{pace.Number}");
        foreach (var pace in agenda.Estimators)
        {
            to.Write($"{StatisticsDocumentNames.Throughput}/{pace.Number}", pace.ToRow(), StatisticsJson.Default.ThroughputRow);
            pace.IsStored = true;
        }

        agenda.Clear(book);
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
        Paced = contact.LineEstimator is not null,
        Agent = contact.Agent?.Id,
        Offers = [.. contact.Offers.Select(pending => new OfferRow(pending.Offer, pending.Agent.Id))],
        ToldP50 = contact.ToldEstimate?.P50,
        ToldP90 = contact.ToldEstimate?.P90,
    };
}
