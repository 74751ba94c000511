using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Simulator.Verify;

/// <summary>
/// A rank is the time of entry less the head start, or the abandoned place of the caller. It changes only with a command that
/// says so or a step that raises the priority.
/// </summary>
internal sealed class RanksAreStable : Checker
{
    private const long StrictStep = 1_000_000_000_000;
    private const string ReturnPrefix = "return:";

    public override string Rule => "A rank changes only by a command or a plan step.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        if (centerEvent is ContactQueued queued) return Entering(state, queued);
        if (centerEvent is not ContactEvent contactEvent) return null;
        if (!state.Contacts.TryGetValue(contactEvent.Contact, out var contact)) return null;
        return contactEvent switch
        {
            ContactPriorityChanged changed =>
                Compare(changed, changed.Rank, RankOf(state, changed, contact.EnteredAt, changed.Priority)),
            ContactTransferred transferred when transferred.Rank != contact.Rank =>
                Compare(transferred, transferred.Rank, RankOf(state, transferred, transferred.At, contact.Priority)),
            PlanStepped stepped => Compare(stepped, stepped.Rank, AfterStep(state, stepped, contact)),
            _ => null,
        };
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        foreach (var contact in commit.Changes.Contacts)
        {
            if (state.Contacts.TryGetValue(contact.Id, out var projected) && projected.Rank != contact.Rank)
                return $"The document of {contact.Id} has the rank {contact.Rank}; its events give {projected.Rank}.";
            if (!commit.Before.TryGetValue(contact.Id, out var before) || before.Sequence != contact.Sequence) continue;
            if (before.Rank != contact.Rank && !commit.Changes.Events.Any(centerEvent => Moves(centerEvent, contact.Id)))
                return $"The rank of {contact.Id} changed from {before.Rank} to {contact.Rank} without an event.";
        }

        return PlacesKept(state, database);
    }

    /// <summary>Whether an event can change a contact's rank.</summary>
    private static bool Moves(CenterEvent centerEvent, ContactId contact) =>
        centerEvent is ContactPriorityChanged or ContactTransferred or PlanStepped
        && ((ContactEvent)centerEvent).Contact == contact;

    private static string? Entering(ProjectedState state, ContactQueued queued)
    {
        var own = RankOf(state, queued, queued.At, queued.Priority);
        var place = state.AbandonedPlaces.Find(queued.Caller ?? queued.CallerId, state.QueueOf(queued.Queue), queued.At);
        var (resumes, rank) = place is { } left && left.Rank < own ? (left.Contact, left.Rank) : ((ContactId?)null, own);
        return Compare(queued, queued.Rank, rank) ?? (queued.Resumes == resumes
            ? null
            : $"The contact {queued.Contact} resumes {queued.Resumes}; its caller's abandoned place is that of {resumes}.");
    }

    /// <summary>The rank after a step. A higher priority never makes the rank worse.</summary>
    private static Timestamp AfterStep(ProjectedState state, PlanStepped stepped, ProjectedContact contact)
    {
        if (stepped.Priority <= contact.Priority) return contact.Rank;
        var raised = RankOf(state, stepped, contact.EnteredAt, stepped.Priority);
        return raised < contact.Rank ? raised : contact.Rank;
    }

    private static Timestamp RankOf(ProjectedState state, ContactEvent contactEvent, Timestamp entered, int priority)
    {
        var queue = state.QueueOf(contactEvent.Queue);
        var step = queue.StrictPriority ? StrictStep : (long)queue.HeadStartPerPriority.TotalMilliseconds;
        return new Timestamp(entered.Milliseconds - (priority * step));
    }

    private static string? Compare(ContactEvent contactEvent, Timestamp rank, Timestamp right) =>
        rank == right ? null : $"{contactEvent.GetType().Name} gives {contactEvent.Contact} the rank {rank}, not {right}.";

    /// <summary>Compares the stored abandoned places with those of the events.</summary>
    private static string? PlacesKept(ProjectedState state, SimulatedDatabase database)
    {
        var stored = database.Named.Where(entry => entry.Key.StartsWith(ReturnPrefix, StringComparison.Ordinal))
            .Select(entry => (Name: entry.Key[ReturnPrefix.Length..], Document: Read(entry.Value)))
            .Select(entry => $"{entry.Name}: {entry.Document.Contact} {entry.Document.Rank}")
            .Order(StringComparer.Ordinal);
        var projected = state.AbandonedPlaces.All.Select(place => $"{place.Name}: {place.Contact} {place.Rank}")
            .Order(StringComparer.Ordinal);
        return projected.SequenceEqual(stored)
            ? null
            : $"By the events the abandoned places are {string.Join(", ", projected)}, "
                + $"by the documents {string.Join(", ", stored)}.";
    }

    private static ReturnDocument Read(string json) => JsonSerializer.Deserialize(json, CenterJson.Default.ReturnDocument)!;
}
