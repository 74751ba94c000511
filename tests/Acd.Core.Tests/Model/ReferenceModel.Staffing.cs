namespace Acd.Core.Tests;

public sealed partial class ReferenceModel
{
    private static readonly string[] SetAside = ["ringNoAnswer", "declined", "deviceUnreachable"];

    /// <summary>Whether a contact waits unstaffed in a queue with an action for that.</summary>
    public bool LeavesWhenEmpty(ModelContact contact) =>
        contact is { State: ContactState.Queued, Callback: null, Parked: null }
        && QueueOf(contact).LeaveWhenEmpty is not null
        && !IsStaffed(QueueOf(contact), contact.Requirements);

    private bool IsStaffed(QueueSettings queue, IReadOnlyList<Requirement> requirements) =>
        _agents.Exists(agent => IsStaff(agent, queue) && agent.HasSkills(requirements));

    private static bool IsStaff(ModelAgent agent, QueueSettings queue) => agent.Presence switch
    {
        Presence.Available => true,
        Presence.NotReady => SetAside.Contains(agent.Reason) ? queue.SetAsideIsStaff : queue.NotReadyIsStaff,
        _ => false,
    };

    /// <summary>
    /// Reports contacts that became unservable, and starts or ends the grace of contacts. True if a contact left at once.
    /// </summary>
    private bool HandleStaffing()
    {
        var waiting = InLine(_contacts.Where(contact => !contact.IsAway)).ToList();
        foreach (var contact in waiting)
        {
            var told = contact.ToldUnservable;
            contact.ToldUnservable = IsUnservable(contact);
            if (contact.ToldUnservable && !told)
                EmitUnservable(contact);
        }

        var any = false;
        foreach (var contact in waiting)
        {
            if (!LeavesWhenEmpty(contact))
                ForgetEmptiness(contact);
            else if (contact is { LeftEmpty: false, UnstaffedSince: null })
            {
                contact.UnstaffedSince = _now;
                if (EndOfGrace(contact) > _now)
                    continue;
                LeaveEmpty(contact);
                any = true;
            }
        }

        return any;
    }

    private void LeaveEmpty(ModelContact contact)
    {
        contact.UnstaffedSince = null;
        contact.LeftEmpty = true;
        ApplyAction(contact, QueueOf(contact).LeaveWhenEmpty!, StepCause.LeaveWhenEmpty);
    }

    /// <summary>When a contact that waits unstaffed leaves its queue.</summary>
    private Timestamp? EndOfGrace(ModelContact contact) =>
        contact.UnstaffedSince is { } since && LeavesWhenEmpty(contact) ? AfterGrace(since + QueueOf(contact).EmptyFor) : null;

    private static void ForgetEmptiness(ModelContact contact)
    {
        contact.UnstaffedSince = null;
        contact.LeftEmpty = false;
    }
}
