using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>A contact that was acknowledged is there until it is closed, and remembered as long as it has to be.</summary>
internal sealed class NoContactLost : Checker
{
    private readonly HashSet<ContactId> _acknowledged = [];

    public override string Rule => "No acknowledged contact is lost.";

    public override string? OnReply(RevealedReply answer, ProjectedState center, SimulatedDatabase database)
    {
        if (answer.Request is not EnqueueContact { Contact: var id } || answer.Reply is Refusal) return null;
        if (database.Contacts.ContainsKey(id))
        {
            _acknowledged.Add(id);
            return null;
        }

        // Its reply may have been held up until after it was closed and forgotten, as it should be.
        var wasThere = database.Events.Any(happened => happened.Document is ContactQueued queued && queued.Contact == id);
        return wasThere ? null : $"The contact {id} was acknowledged, but the store has never had it.";
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState center, SimulatedDatabase database)
    {
        foreach (var id in commit.Changes.ForgottenContacts)
        {
            if (Forgotten(id, commit, center, database) is { } wrong) return wrong;
            if (!database.Contacts.ContainsKey(id)) _acknowledged.Remove(id);
        }

        foreach (var id in _acknowledged)
            if (!database.Contacts.ContainsKey(id)) return $"The contact {id} is not in the store any longer.";
        foreach (var id in center.Contacts.Keys)
            if (!database.Contacts.ContainsKey(id)) return $"The contact {id} is open, but not in the store.";
        return null;
    }

    private static string? Forgotten(ContactId id, CommittedBatch commit, ProjectedState center, SimulatedDatabase database)
    {
        // Where the contact is there again, open or closed, the one before it was forgotten in the same batch.
        var isBack = commit.Changes.Contacts.Any(contact => contact.Id == id);
        if (isBack && commit.Before.GetValueOrDefault(id)?.ClosedAt is null) return null;
        if (!isBack && center.Contacts.ContainsKey(id)) return $"The open contact {id} was forgotten.";
        var closedAt = isBack ? commit.Before[id].ClosedAt : center.Closed.GetValueOrDefault(id)?.At;
        if (closedAt is not { } at) return $"The contact {id} was forgotten, but never closed.";
        var isOver = at + center.Settings.ClosedContactTtl <= commit.Now;

        // How many there were at that moment is not known: at the most those that are there now, and all that this batch forgot.
        var tooMany = database.Closed.Count + commit.Changes.ForgottenContacts.Count > center.Settings.ClosedContactsKept;
        return isOver || tooMany ? null : $"The contact {id} closed at {at} and was forgotten before its time.";
    }
}
