namespace Acd.Core;

/// <summary>
/// The waiting contacts that want a certain agent. While such a contact is kept for its agent it waits with that agent, not in
/// its line; whatever may change that (the time, the agent's presence and skills, a cooldown) has it looked at again.
/// </summary>
internal sealed class PreferredAgentReservations(EngineState center)
{
    private readonly Dictionary<AgentId, SortedSet<Contact>> _waiting = [];

    /// <summary>The agent that a contact is kept for at the moment, or null.</summary>
    public Agent? ReservedAgentFor(Contact contact)
    {
        if (!MayBeReserved(contact) || !center.Agents.TryGetValue(contact.PreferredAgent!.Value, out var agent)) return null;
        return agent.Presence is Presence.Available or Presence.NotReady && agent.SkillProfile is { } skills
            && skills.Serves(contact.Line.Key.Requirements) && !contact.HasCooldown(agent) ? agent : null;
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
                DeadlineKind.PreferenceExpiry, contact.PreferredUntil!.Value, contact.Sequence, contact);
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
        Reevaluate(contact);
        if (contact.IsInLine) center.Pending.Add(contact);
    }

    /// <summary>
    /// A loaded contact whose time was over before anybody was told so waits for any agent now: the deadline that nobody was
    /// there for has it looked at.
    /// </summary>
    public void ArmIfElapsed(Contact contact)
    {
        if (contact.PreferredUntil is { } until && until <= center.Now)
            center.Deadlines.Arm(DeadlineKind.PreferenceExpiry, until, contact.Sequence, contact);
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
    public void Reevaluate(AgentId agent)
    {
        if (!_waiting.TryGetValue(agent, out var waiting)) return;
        foreach (var contact in waiting) Reevaluate(contact);
    }

    /// <summary>Looks again whether a waiting contact is kept for its agent.</summary>
    public void Reevaluate(Contact contact)
    {
        if (ReservedAgentFor(contact) == contact.ReservedFor) return;
        Leave(contact);
        Enter(contact);
        center.Pending.Add(contact);
    }

    /// <summary>Whether a contact may be kept: until the end of that has happened, if it waits already.</summary>
    private bool MayBeReserved(Contact contact) => contact.PreferenceEnd is not null
        || (!contact.IsInLine && center.Now < contact.PreferredUntil);

    private void Enter(Contact contact)
    {
        contact.ReservedFor = ReservedAgentFor(contact);
        if (contact.ReservedFor is { } agent)
        {
            agent.Reserve(contact);
            contact.Line.ReservedCount++;
        }
        else
        {
            contact.Line.Add(contact);
        }
    }

    private static void Leave(Contact contact)
    {
        if (contact.ReservedFor is { } agent)
        {
            agent.EndReservation(contact);
            contact.Line.ReservedCount--;
            contact.ReservedFor = null;
        }
        else
        {
            contact.Line.Remove(contact);
        }
    }

    private static readonly Comparer<Contact> BySequence =
        Comparer<Contact>.Create((left, right) => left.Sequence.CompareTo(right.Sequence));
}
