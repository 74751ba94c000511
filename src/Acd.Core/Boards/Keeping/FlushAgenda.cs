namespace Acd.Core;

/// <summary>What of the boards differs from the documents that the store has.</summary>
internal sealed class FlushAgenda
{
    public List<KeptHours> Hours { get; } = [];

    public List<OpenContact> Contacts { get; } = [];

    /// <summary>Contacts that have closed, of which the store has a document; by the time of closing.</summary>
    public List<OpenContact> Closed { get; } = [];

    public List<AgentBoard> Agents { get; } = [];

    public List<Pace> Paces { get; } = [];

    /// <summary>Paces that are not kept any longer, of which the store has a document.</summary>
    public List<Pace> Dropped { get; } = [];

    /// <summary>Whether the settings are others.</summary>
    public bool Settings { get; set; } = true;

    public void Changed(KeptHours hours) => Hours.Add(hours);

    public void Changed(OpenContact contact)
    {
        if (contact.IsDirty) return;
        contact.IsDirty = true;
        Contacts.Add(contact);
    }

    public void Changed(AgentBoard agent)
    {
        if (agent.IsDirty) return;
        agent.IsDirty = true;
        Agents.Add(agent);
    }

    public void Changed(Pace pace)
    {
        if (pace.IsDirty) return;
        pace.IsDirty = true;
        Paces.Add(pace);
    }

    /// <summary>Everything is as the store has it.</summary>
    public void Clear()
    {
        foreach (var contact in Contacts) contact.IsDirty = false;
        foreach (var agent in Agents) agent.IsDirty = false;
        foreach (var pace in Paces) pace.IsDirty = false;
        Hours.Clear();
        Contacts.Clear();
        Closed.Clear();
        Agents.Clear();
        Paces.Clear();
        Dropped.Clear();
        Settings = false;
    }
}
