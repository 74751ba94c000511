using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>A rank is the time of entry less the head start, and moves only when somebody says so.</summary>
internal sealed class RanksStay : Checker
{
    private const long StrictStep = 1_000_000_000_000;

    public override string Rule => "Ranks do not move but by command or plan.";

    public override string? BeforeEvent(CenterMirror center, CenterEvent happened) => happened switch
    {
        ContactQueued queued => Compare(center, queued, queued.At, queued.Priority, queued.Rank),
        ContactPriorityChanged changed when center.Contacts.TryGetValue(changed.Contact, out var contact) =>
            Compare(center, changed, contact.EnteredAt, changed.Priority, changed.Rank),
        _ => null,
    };

    public override string? AfterCommit(Commit commit, CenterMirror center, SimulatedDatabase database)
    {
        foreach (var contact in commit.Changes.Contacts)
        {
            if (center.Contacts.TryGetValue(contact.Id, out var told) && told.Rank != contact.Rank)
                return $"The document of {contact.Id} has the rank {contact.Rank}; its events told {told.Rank}.";
            if (!commit.Before.TryGetValue(contact.Id, out var before) || before.Sequence != contact.Sequence) continue;
            if (before.Rank != contact.Rank && !commit.Changes.Events.Any(happened => Moves(happened, contact.Id)))
                return $"The rank of {contact.Id} moved from {before.Rank} to {contact.Rank}, and nobody said so.";
        }

        return null;
    }

    /// <summary>Whether an event tells that a contact's rank has moved.</summary>
    private static bool Moves(CenterEvent happened, ContactId contact) =>
        happened is ContactPriorityChanged changed && changed.Contact == contact;

    private static string? Compare(CenterMirror center, ContactEvent about, Timestamp entered, int priority, Timestamp rank)
    {
        var queue = center.QueueOf(about.Queue);
        var step = queue.StrictPriority ? StrictStep : (long)queue.HeadStartPerPriority.TotalMilliseconds;
        var right = new Timestamp(entered.Milliseconds - (priority * step));
        return rank == right ? null : $"The contact {about.Contact} has the rank {rank}, not {right}, with priority {priority}.";
    }
}
