namespace Acd.Core;

/// <summary>
/// The waiting contacts that want a certain agent. While such a contact is kept for its agent it waits with that agent, not in
/// its line; whatever may change that (the time, the agent's presence and skills, a cooldown) has it looked at again.
/// </summary>
internal sealed class Preferences(Center center)
{
    private readonly Dictionary<AgentId, SortedSet<Contact>> _waiting = [];

    /// <summary>The agent that a contact is kept for at the moment, or null.</summary>
    public Agent? KeeperOf(Contact contact)
    {
        if (!Wishes(contact) || !center.Agents.TryGetValue(contact.PreferredAgent!.Value, out var agent)) return null;
        return agent.Presence is Presence.Available or Presence.NotReady && agent.Skills is { } skills
            && skills.Serves(contact.Line.Needs.Requirements) && !contact.HasCooldown(agent) ? agent : null;
    }

    /// <summary>Lets a contact wait with the agent it is kept for, or in its line.</summary>
    public void Wait(Contact contact)
    {
        if (center.Now < contact.PreferredUntil)
        {
            var preferred = contact.PreferredAgent!.Value;
            if (!_waiting.TryGetValue(preferred, out var waiting)) _waiting.Add(preferred, waiting = new(BySequence));
            waiting.Add(contact);
            contact.PreferenceEnd = center.Deadlines.Arm(
                DeadlineKind.EndOfPreference, contact.PreferredUntil!.Value, contact.Sequence, contact);
        }

        Enter(contact);
    }

    /// <summary>Takes a waiting contact from where it waits.</summary>
    public void StopWaiting(Contact contact)
    {
        Leave(contact);
        Forget(contact);
    }

    /// <summary>The time for which a contact may be kept is over.</summary>
    public void End(Contact contact)
    {
        Forget(contact);
        Reconsider(contact);
        if (contact.Waits) center.Agenda.Add(contact);
    }

    /// <summary>
    /// A loaded contact whose time was over before anybody was told so waits for any agent now: the deadline that nobody was
    /// there for has it looked at.
    /// </summary>
    public void CatchUp(Contact contact)
    {
        if (contact.PreferredUntil is { } until && until <= center.Now)
            center.Deadlines.Arm(DeadlineKind.EndOfPreference, until, contact.Sequence, contact);
    }

    private void Forget(Contact contact)
    {
        if (contact.PreferenceEnd is null) return;
        center.Deadlines.Disarm(contact.PreferenceEnd);
        contact.PreferenceEnd = null;
        var preferred = contact.PreferredAgent!.Value;
        var waiting = _waiting[preferred];
        waiting.Remove(contact);
        if (waiting.Count == 0) _waiting.Remove(preferred);
    }

    /// <summary>Looks again at all who want an agent that has changed, or is gone.</summary>
    public void Reconsider(AgentId agent)
    {
        if (!_waiting.TryGetValue(agent, out var waiting)) return;
        foreach (var contact in waiting) Reconsider(contact);
    }

    /// <summary>Looks again whether a waiting contact is kept for its agent.</summary>
    public void Reconsider(Contact contact)
    {
        if (KeeperOf(contact) == contact.KeptBy) return;
        Leave(contact);
        Enter(contact);
        center.Agenda.Add(contact);
    }

    /// <summary>Whether a contact may be kept: until the end of that has happened, if it waits already.</summary>
    private bool Wishes(Contact contact) => contact.PreferenceEnd is not null
        || (!contact.Waits && center.Now < contact.PreferredUntil);

    private void Enter(Contact contact)
    {
        contact.KeptBy = KeeperOf(contact);
        if (contact.KeptBy is { } agent)
        {
            agent.Keep(contact);
            contact.Line.Kept++;
        }
        else
        {
            contact.Line.Add(contact);
        }
    }

    private static void Leave(Contact contact)
    {
        if (contact.KeptBy is { } agent)
        {
            agent.LetGo(contact);
            contact.Line.Kept--;
            contact.KeptBy = null;
        }
        else
        {
            contact.Line.Remove(contact);
        }
    }

    private static readonly Comparer<Contact> BySequence =
        Comparer<Contact>.Create((left, right) => left.Sequence.CompareTo(right.Sequence));
}
