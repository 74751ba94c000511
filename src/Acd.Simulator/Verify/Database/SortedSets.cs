using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// The sorted sets that a store keeps beside its documents, as Redis has them: the queue by rank, and the available agents, all
/// and by skill, by idle order. Only what a commit says goes into them.
/// </summary>
internal sealed class SortedSets
{
    /// <summary>Waiting contacts, by rank in ms.</summary>
    public Dictionary<ContactId, long> Queue { get; } = [];

    /// <summary>Agents with room for a voice contact, by idle order.</summary>
    public Dictionary<AgentId, long> Available { get; } = [];

    /// <summary>The same for each skill.</summary>
    public Dictionary<(SkillId Skill, AgentId Agent), long> AvailableWith { get; } = [];

    /// <summary>Writes what a batch says.</summary>
    public void Write(Changes changes)
    {
        foreach (var contact in changes.ForgottenContacts) Queue.Remove(contact);
        foreach (var contact in changes.Contacts)
        {
            if (contact.State == ContactState.Queued) Queue[contact.Id] = contact.Rank.Milliseconds;
            else Queue.Remove(contact.Id);
        }

        foreach (var change in changes.Availability) Write(change);
    }

    private void Write(AvailabilityChange change)
    {
        if (change.IdleOrder is { } place) Available[change.Agent] = place;
        else Available.Remove(change.Agent);
        foreach (var skill in change.Left) AvailableWith.Remove((skill, change.Agent));
        foreach (var skill in change.Entered)
        {
            if (change.IdleOrder is { } order) AvailableWith[(skill, change.Agent)] = order;
            else AvailableWith.Remove((skill, change.Agent));
        }
    }
}
