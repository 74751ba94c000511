using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A contact is reported as unservable at once if no available or not ready agent has its skills, only then, and again if it
/// becomes so again.
/// </summary>
internal sealed class UnservableIsReported : Checker
{
    /// <summary>The reported contacts, and whether somebody could take them since.</summary>
    private readonly Dictionary<ContactId, Since> _reported = [];

    /// <summary>What happened since a report.</summary>
    private enum Since
    {
        /// <summary>Nobody could take the contact.</summary>
        Nobody,

        /// <summary>Between two events somebody could, perhaps only within a command.</summary>
        Perhaps,

        /// <summary>After a commit somebody could.</summary>
        Somebody,
    }

    public override string Rule => "An unservable contact is reported at once, each time.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        foreach (var (id, since) in _reported)
            if (since == Since.Nobody && IsServable(state, id)) _reported[id] = Since.Perhaps;
        if (centerEvent is not ContactEvent contactEvent) return null;
        if (centerEvent is ContactQueued or ContactConnected or ContactRequirementsChanged or ContactClosed
            || (centerEvent is ContactTransferred transferred && !WaitsOn(state, transferred)))
            _reported.Remove(contactEvent.Contact);
        return centerEvent is ContactUnservable unservable && state.Contacts.TryGetValue(unservable.Contact, out var contact)
            ? CheckReport(state, contact, unservable)
            : null;
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        foreach (var contact in state.Waiting)
        {
            if (contact.IsAway) continue;
            var told = database.Contacts.TryGetValue(contact.Id, out var stored) && stored.Document.ToldUnservable;
            if (state.ServerOf(contact.Requirements) is { } agent)
            {
                if (told) return $"The contact {contact.Id} is marked as unservable, but {agent.Id} could take it.";
                if (_reported.ContainsKey(contact.Id)) _reported[contact.Id] = Since.Somebody;
                continue;
            }

            if (!_reported.TryGetValue(contact.Id, out var since))
                return $"The contact {contact.Id} is unservable, but was not reported.";
            if (since == Since.Somebody) return $"The contact {contact.Id} is unservable again, but was not reported again.";
            if (!told) return $"The contact {contact.Id} is unservable, but its document does not say so.";
        }

        return null;
    }

    /// <summary>Whether a contact that no agent had stays in its place, with the same requirements.</summary>
    public static bool WaitsOn(ProjectedState state, ContactTransferred transferred) =>
        transferred is { Agent: null, FromQueue: null }
        && state.Contacts.TryGetValue(transferred.Contact, out var contact) && contact.Parked is null
        && contact.Requirements.SequenceEqual(transferred.Requirements);

    private string? CheckReport(ProjectedState state, ProjectedContact contact, ContactUnservable unservable)
    {
        if (_reported.TryGetValue(contact.Id, out var since) && since == Since.Nobody)
            return $"The contact {contact.Id} is reported as unservable twice.";
        _reported[contact.Id] = Since.Nobody;
        if (contact.Callback?.NotBefore > unservable.At)
            return $"The contact {contact.Id} is reported as unservable while it waits for its next attempt.";
        return state.ServerOf(contact.Requirements) is { } agent
            ? $"The contact {contact.Id} is reported as unservable, but {agent.Id} could take it."
            : null;
    }

    private static bool IsServable(ProjectedState state, ContactId id) =>
        state.Contacts.TryGetValue(id, out var contact) && state.ServerOf(contact.Requirements) is not null;
}

/// <summary>
/// A contact that waits unstaffed in a queue with an action for that gets it when the queue's grace is over, once, and no other
/// contact gets it.
/// </summary>
internal sealed class UnstaffedLeaves : Checker
{
    /// <summary>The contacts that got the action, stayed, and were never seen staffed since.</summary>
    private readonly HashSet<ContactId> _stayed = [];

    /// <summary>Those that were staffed between two events of a command. The engine looks once it has settled.</summary>
    private readonly HashSet<ContactId> _perhapsStaffed = [];

    public override string Rule => "A contact that waits unstaffed leaves after the grace, once.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        foreach (var id in _stayed)
            if (!state.Contacts.TryGetValue(id, out var one) || !state.LeavesWhenEmpty(one)) _perhapsStaffed.Add(id);
        _stayed.ExceptWith(_perhapsStaffed);
        if (centerEvent is not ContactEvent contactEvent || !state.Contacts.TryGetValue(contactEvent.Contact, out var contact))
            return null;
        var isMoved = contactEvent is ContactTransferred transferred && !UnservableIsReported.WaitsOn(state, transferred);
        if (isMoved || contactEvent is ContactOffered || contactEvent.Queue != contact.Queue)
            Forget(contact.Id);
        return contactEvent is PlanStepped { Cause: StepCause.LeaveWhenEmpty } stepped
            ? CheckStep(state, contact, stepped)
            : null;
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        foreach (var contact in state.Waiting)
        {
            if (!database.Contacts.TryGetValue(contact.Id, out var stored)) continue;
            if (Contradiction(state, contact, stored.Document) is { } wrong) return $"The contact {contact.Id} {wrong}.";
        }

        return null;
    }

    private string? CheckStep(ProjectedState state, ProjectedContact contact, PlanStepped stepped)
    {
        if (!state.LeavesWhenEmpty(contact)) return $"The contact {contact.Id} leaves its queue as unstaffed, which it is not.";
        if (stepped.Queue == contact.Queue && !_stayed.Add(contact.Id))
            return $"The contact {contact.Id} gets the action of its unstaffed queue twice.";
        _perhapsStaffed.Remove(contact.Id);
        Timestamp? end = contact.UnstaffedSince is { } since ? state.AfterGrace(since + state.QueueOf(contact).EmptyFor) : null;
        return stepped.At < end ? $"The contact {contact.Id} leaves its queue before its grace is over at {end}." : null;
    }

    private void Forget(ContactId contact)
    {
        _stayed.Remove(contact);
        _perhapsStaffed.Remove(contact);
    }

    private string? Contradiction(ProjectedState state, ProjectedContact contact, ContactDocument document)
    {
        if (!state.LeavesWhenEmpty(contact))
        {
            Forget(contact.Id);
            return document is { UnstaffedSince: null, LeftEmpty: false }
                ? null
                : "does not wait unstaffed, or its queue has no action for that, but its document remembers one";
        }

        if (document.LeftEmpty)
            return _stayed.Contains(contact.Id) || _perhapsStaffed.Contains(contact.Id)
                ? null
                : "waits unstaffed and did not get its queue's action";
        if (document.UnstaffedSince is not { } since) return "waits unstaffed without a grace";
        var end = state.AfterGrace(since + state.QueueOf(contact).EmptyFor);
        return end <= state.Time.CompletedUntil ? $"waits unstaffed past its grace, which ended at {end}" : null;
    }
}
