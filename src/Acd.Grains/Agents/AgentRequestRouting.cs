using Acd.Core;

namespace Acd.Grains;

/// <summary>Which requests are an agent's own.</summary>
internal static class AgentRequestRouting
{
    /// <summary>The agent to whose grain a request goes first; none where it goes to the dispatcher.</summary>
    public static AgentId? AgentOf(Request request) => request switch
    {
        AgentCommand command => command.Agent,
        AcceptOffer accept => accept.By,
        DeclineOffer decline => decline.By,
        _ => null,
    };
}

/// <summary>The refusals that come from an agent's grain, and not from the engine.</summary>
internal static class AgentRefusals
{
    public static Refusal WrongAgent(string agent) =>
        new(RefusalKind.Invalid, "agent.notThisOne", $"The request is not one of the agent {agent}.");

    public static Refusal BadId(string field) => Refusals.BadId(field);

    public static readonly Refusal TooManyDevices = new(
        RefusalKind.Conflict, "agent.tooManyDevices", "The agent has as many devices as it may have.")
    {
        Limit = $"at most {AgentSession.MaxDevices}",
    };

    public static Refusal DeviceUnknown(string device) =>
        new(RefusalKind.Unknown, "agent.deviceUnknown", $"There is no device {device}; let it connect.");
}
