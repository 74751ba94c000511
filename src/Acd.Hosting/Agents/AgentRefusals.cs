using Acd.Core;

namespace Acd.Hosting;

/// <summary>The refusals about an agent that do not come from the engine.</summary>
public static class AgentRefusals
{
    /// <summary>The agent has as many devices as it may have.</summary>
    public static readonly Refusal TooManyDevices = new(
        RefusalKind.Conflict, "agent.tooManyDevices", "The agent has as many devices as it may have.")
    {
        Limit = $"at most {AgentSession.MaxDevices}",
    };

    /// <summary>An agent's grain got the request of another agent.</summary>
    public static Refusal WrongAgent(string agent) =>
        new(RefusalKind.Invalid, "agent.notThisOne", $"The request is not one of the agent {agent}.");

    /// <summary>The device is not connected.</summary>
    public static Refusal DeviceUnknown(string device) =>
        new(RefusalKind.Unknown, "agent.deviceUnknown", $"There is no device {device}; let it connect.");

    /// <summary>The refusal of a report whose fields are wrong; null where they are right.</summary>
    public static Refusal? Check(string source, long sequence)
    {
        if (!Id.IsValid(source)) return Refusals.BadId("source");
        return sequence is < 0 or > PresenceReport.MaxSequence
            ? Refusals.OutOfRange("sequence", $"0 to {PresenceReport.MaxSequence}")
            : null;
    }

    /// <summary>Whether a reply says that there is no such agent.</summary>
    public static bool IsAgentUnknown(this Reply reply) =>
        reply is Refusal { Code: var code, Kind: RefusalKind.Unknown } && code == Refusals.AgentUnknown(default).Code;
}
