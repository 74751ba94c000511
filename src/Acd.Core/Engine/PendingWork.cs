using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>
/// Where the engine has to look to settle after a command: whoever is not named here has nobody new to go with.
/// </summary>
internal sealed class PendingWork
{
    /// <summary>Contacts that have come in line, or back, or for which more agents may be ready than before; by rank.</summary>
    public PriorityQueue<Contact, HeapKey> Contacts { get; } = new();

    /// <summary>Agents that may be ready for more contacts than before.</summary>
    public List<Agent> Agents { get; } = [];

    /// <summary>Contacts that have come in line, or back, or whose queue was changed: what is due of them comes first.</summary>
    public List<Contact> DueChecks { get; } = [];

    /// <summary>Contacts that were told to be unservable since their queues were last asked what becomes of them.</summary>
    public List<Contact> ReportedUnservable { get; } = [];

    /// <summary>The contact that entered with the present command, if one did.</summary>
    public Contact? NewContact { get; set; }

    /// <summary>How often contacts were moved in the present command or deadline. It is looked up, never gone through.</summary>
    public Dictionary<Contact, int> MoveCounts { get; } = [];

    /// <summary>Contacts that have been put in line, to be told if they are unservable.</summary>
    public List<Contact> UnmatchedContacts { get; } = [];

    /// <summary>Lines whose last logged-in agent is gone.</summary>
    public List<WaitingLine> UnservedLines { get; } = [];

    /// <summary>Whether cooldowns may not hold any longer, because somebody is not there to serve instead.</summary>
    public bool CooldownsMayEnd { get; set; }

    /// <summary>Whether there is nobody to look at.</summary>
    public bool IsEmpty => Contacts.Count + Agents.Count == 0 && !CooldownsMayEnd;

    /// <summary>The command or the deadline is done with.</summary>
    public void Finish()
    {
        NewContact = null;
        if (MoveCounts.Count > 0) MoveCounts.Clear();
    }

    public void Add(Contact contact) => Contacts.Enqueue(contact, contact.Key);

    public void Add(Agent agent)
    {
        if (Agents.Count == 0 || Agents[^1] != agent) Agents.Add(agent);
    }
}
