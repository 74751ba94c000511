namespace Acd.Core;

/// <summary>
/// The names of the boards' documents: <see cref="NamedDocument.StatisticsHead"/> and these, and behind a slash each what they are
/// about. No identifier has a slash, so that a name can be taken apart again.
/// </summary>
internal static class StatisticsDocumentNames
{
    /// <summary>What of the center's settings the figures depend on.</summary>
    public const string Settings = "board:settings";

    /// <summary>An hour of a gate of a queue: queue, gate (nothing for those that came by none), hour.</summary>
    public const string Gate = "board:gate";

    /// <summary>An hour of a skill: skill, hour.</summary>
    public const string Skill = "board:skill";

    /// <summary>An hour of an agent: agent, hour.</summary>
    public const string Agent = "board:agent";

    /// <summary>What an agent is doing: agent. Read where it is still there; it stands with the agent's hours now.</summary>
    public const string Doing = "board:doing";

    /// <summary>An open contact: contact.</summary>
    public const string Contact = "board:contact";

    /// <summary>The pace of a line or a queue: its number.</summary>
    public const string Throughput = "board:pace";
}
