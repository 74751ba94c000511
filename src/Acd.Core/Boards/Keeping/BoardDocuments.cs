using Acd.Core.Json;

namespace Acd.Core;

/// <summary>Writes what has changed in boards since the last time; <see cref="BoardRestoring"/> reads it.</summary>
internal static class BoardDocuments
{
    /// <summary>Writes what has changed; from then on nothing has.</summary>
    /// <param name="boards">The boards.</param>
    /// <param name="put">Takes each document.</param>
    public static void Write(Boards boards, Action<NamedDocument> put)
    {
        boards.Finish();
        using var to = new BoardWriter(put);
        var (agenda, book) = (boards.Agenda, boards.Book);
        agenda.AsOf = boards.Sequence;
        to.Write(NamedDocument.BoardsHead,
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
