using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>
/// The contacts, agents and lines that the engine has to examine after a command. All others have no new match.
/// </summary>
internal sealed class PendingWork
{
    /// <summary>Queued contacts that are new, returned, or may have more ready agents than before; by rank.</summary>
    public PriorityQueue<Contact, HeapKey> Contacts { get; } = new();

    /// <summary>Agents that may be ready for more contacts than before.</summary>
    public List<Agent> Agents { get; } = [];

    /// <summary>
    /// Contacts that are new in line, returned, or whose queue changed. Their due plan steps and limits run before matching.
    /// </summary>
    public List<Contact> DueChecks { get; } = [];

    /// <summary>The moves of each contact in the current command or deadline. Never iterated.</summary>
    public Dictionary<Contact, int> MoveCounts { get; } = [];

    /// <summary>Contacts that were added to a line, or whose queue changed. They may be unservable or unstaffed.</summary>
    public List<Contact> UnmatchedContacts { get; } = [];

    /// <summary>Lines whose contacts became or ceased to be unservable or unstaffed.</summary>
    public List<WaitingLine> StaffChangedLines { get; } = [];

    /// <summary>Whether cooldowns may no longer hold, because another agent is no longer available.</summary>
    public bool CooldownsMayEnd { get; set; }

    /// <summary>Whether no contact and no agent is left to examine.</summary>
    public bool IsEmpty => Contacts.Count + Agents.Count + DueChecks.Count == 0 && !CooldownsMayEnd;

    /// <summary>Resets the work when the command or deadline is complete.</summary>
    public void Finish()
    {
        if (MoveCounts.Count > 0) MoveCounts.Clear();
    }

    public void Add(Contact contact) => Contacts.Enqueue(contact, contact.Key);

    public void Add(Agent agent)
    {
        if (Agents.Count == 0 || Agents[^1] != agent) Agents.Add(agent);
    }
}
