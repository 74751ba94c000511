namespace Acd.Core;

/// <summary>An agent's wrap-up of a contact that it has passed on. It takes capacity until it ends.</summary>
internal sealed class AgentWrapUp(AgentWrapUpDocument document, Agent agent, int channel)
{
    public AgentWrapUpDocument Document { get; set; } = document;

    public Agent Agent { get; } = agent;

    /// <summary>The number of the contact's channel.</summary>
    public int Channel { get; } = channel;

    public Deadline? End { get; set; }
}
