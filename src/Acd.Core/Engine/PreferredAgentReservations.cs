namespace Acd.Core;

/// <summary>
/// The waiting contacts that have a preferred agent. A reserved contact waits with that agent and not in its line. Changes of
/// the time, the agent's presence or skills, or a cooldown reevaluate the reservation.
/// </summary>
internal sealed class PreferredAgentReservations(EngineState state)
{
    private readonly Dictionary<AgentId, SortedSet<Contact>> _waiting = [];

    /// <summary>The agent that a contact is reserved for now, or null.</summary>
    public Agent? ReservedAgentFor(Contact contact)
    {
        if (!MayBeReserved(contact) || !state.Agents.TryGetValue(contact.PreferredAgent!.Value, out var agent)) return null;
        return agent.Presence is Presence.Available or Presence.NotReady && agent.SkillProfile is { } skills
            && skills.Serves(contact.Line.Key.Requirements) && !contact.HasCooldown(agent) ? agent : null;
    }

    /// <summary>Puts a contact to its reserved agent or into its line.</summary>
    public void Wait(Contact contact)
    {
        if (state.Now < contact.PreferredUntil)
        {
            var preferred = contact.PreferredAgent!.Value;
            if (!_waiting.TryGetValue(preferred, out var waiting)) _waiting.Add(preferred, waiting = new(BySequence));
            waiting.Add(contact);
            contact.PreferenceEnd = state.Deadlines.Arm(
                DeadlineKind.PreferenceExpiry, contact.PreferredUntil!.Value, contact.Sequence, contact);
        }

        Enter(contact);
    }

    /// <summary>Removes a waiting contact from its agent or its line.</summary>
    public void StopWaiting(Contact contact)
    {
        Leave(contact);
        Forget(contact);
    }

    /// <summary>Ends a contact's preference when its time is over.</summary>
    public void End(Contact contact)
    {
        Forget(contact);
        Reevaluate(contact);
        if (contact.IsInLine) state.Pending.Add(contact);
    }

    /// <summary>
    /// Schedules the preference's end for a loaded contact whose time passed while no engine ran. The deadline then reevaluates
    /// it, and any agent may take it.
    /// </summary>
    public void ArmIfElapsed(Contact contact)
    {
        if (contact.PreferredUntil is { } until && until <= state.Now)
            state.Deadlines.Arm(DeadlineKind.PreferenceExpiry, until, contact.Sequence, contact);
    }

    private void Forget(Contact contact)
    {
        if (contact.PreferenceEnd is null) return;
        state.Deadlines.Disarm(contact.PreferenceEnd);
        contact.PreferenceEnd = null;
        var preferred = contact.PreferredAgent!.Value;
        var waiting = _waiting[preferred];
        waiting.Remove(contact);
        if (waiting.Count == 0) _waiting.Remove(preferred);
    }

    /// <summary>Reevaluates all contacts that prefer a changed or removed agent.</summary>
    public void Reevaluate(AgentId agent)
    {
        if (!_waiting.TryGetValue(agent, out var waiting)) return;
        foreach (var contact in waiting) Reevaluate(contact);
    }

    /// <summary>Reevaluates whether a waiting contact is reserved for its agent.</summary>
    public void Reevaluate(Contact contact)
    {
        if (ReservedAgentFor(contact) == contact.ReservedFor) return;
        Leave(contact);
        Enter(contact);
        state.Pending.Add(contact);
    }

    /// <summary>
    /// Whether a contact may be reserved. A contact that waits already may be, until its preference's deadline has run.
    /// </summary>
    private bool MayBeReserved(Contact contact) => contact.PreferenceEnd is not null
        || (!contact.IsInLine && state.Now < contact.PreferredUntil);

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
