using Acd.Core;

namespace Acd.Grains;

/// <summary>The refusals that come from an agent's grain, and not from the engine.</summary>
internal static class AgentRefusals
{
    public static readonly Refusal TooManyDevices = new(
        RefusalKind.Conflict, "agent.tooManyDevices", "The agent has as many devices as it may have.")
    {
        Limit = $"at most {AgentSession.MaxDevices}",
    };

    public static Refusal WrongAgent(string agent) =>
        new(RefusalKind.Invalid, "agent.notThisOne", $"The request is not one of the agent {agent}.");

    public static Refusal BadId(string field) => Refusals.BadId(field);

    public static Refusal DeviceUnknown(string device) =>
        new(RefusalKind.Unknown, "agent.deviceUnknown", $"There is no device {device}; let it connect.");
}
