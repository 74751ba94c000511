using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>A patched contact has what the patch asks for, and waits as before: its rank, wait, plan and offers.</summary>
internal sealed class PatchesKeepTheWait : Checker
{
    /// <summary>
    /// The events that changed a contact's requirements, each with whether it is a step that was due with a patch. The patched
    /// contact may be unstaffed, and its queue may let it leave at once.
    /// </summary>
    private readonly Dictionary<ContactId, List<(int Sequence, Timestamp At, bool Overrules)>> _changes = [];

    public override string Rule => "A patch changes a contact and not its wait.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        if (centerEvent is not (ContactQueued or ContactRequirementsChanged or PlanStepped)) return null;
        var changed = (ContactEvent)centerEvent;
        if (changed is ContactQueued || !_changes.TryGetValue(changed.Contact, out var changes))
            _changes[changed.Contact] = changes = [];
        var overrules = changed is PlanStepped && changes.Count > 0 && changes[^1] is var (_, at, _) && at == changed.At;
        changes.Add((changed.ContactSequence, changed.At, overrules));
        return null;
    }

    public override string? OnReply(RevealedReply revealed, ProjectedState state, SimulatedDatabase database)
    {
        if (revealed is not { Request: PatchContact patch, Reply: ContactReply { Contact: var replied } }) return null;
        var isSame = patch.Attributes is not { } changes
            || AttributesPatch.Apply(replied.Attributes, changes) == AttributesPatch.Apply(replied.Attributes, "{}");
        if (!isSame)
            return $"The contact {replied.Id} has {replied.Attributes} after the patch {patch.Attributes}.";
        if (IsOverruled(replied)) return null;
        foreach (var (skill, level) in patch.Requirements ?? [])
            if (!replied.Requirements.Any(own => own.Skill == skill && own.Level >= level))
                return $"The contact {replied.Id} does not require {skill} at {level} after a patch.";
        return null;
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        foreach (var document in commit.Changes.Contacts)
        {
            var events = commit.Changes.Events.OfType<ContactEvent>().Where(one => one.Contact == document.Id).ToList();
            var isPatched = events.Count > 0
                && events.All(one => one is ContactRequirementsChanged or ContactAttributesChanged or ContactUnservable);
            if (!isPatched || !commit.Before.TryGetValue(document.Id, out var before)) continue;
            var (now, then) = (Wait(document), Wait(before));
            if (now != then) return $"The contact {document.Id} waits as {now} after a patch, before as {then}.";
        }

        return null;
    }

    private bool IsOverruled(ContactDocument contact) =>
        _changes.TryGetValue(contact.Id, out var changes)
        && changes.FindLast(change => change.Sequence <= contact.Events).Overrules;

    private static (Timestamp, Timestamp, Timestamp?, TimeSpan?, int) Wait(ContactDocument contact) =>
        (contact.Rank, contact.WaitingSince, contact.InQueueSince, contact.PlanDone, contact.Offers.Count);
}
