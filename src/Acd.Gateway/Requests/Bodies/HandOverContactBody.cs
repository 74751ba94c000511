using Acd.Core;

namespace Acd.Gateway;

/// <summary>The agent to whom a connected contact is handed over.</summary>
internal sealed class HandOverContactBody
{
    public static readonly RequestSchema<HandOverContactBody> Schema = new RequestSchema<HandOverContactBody>("HandOverContact")
        .Id<HandOverContactBody, AgentId>(
            "agent", "The agent. It must be available or not ready, and have room for the contact.",
            (body, agent) => body.Agent = agent, required: true)
        .Connection((body, offer) => body.Offer = offer)
        .Example("To Bob", """{"agent": "bob"}""");

    public AgentId Agent { get; set; }

    public OfferId? Offer { get; set; }
}
