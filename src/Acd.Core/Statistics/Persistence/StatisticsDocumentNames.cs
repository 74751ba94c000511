namespace Acd.Core;

/// <summary>
/// The names of the statistics documents, besides <see cref="NamedDocument.StatisticsHead"/>. A slash separates a name's parts.
/// No identifier contains a slash, so names can be split.
/// </summary>
internal static class StatisticsDocumentNames
{
    /// <summary>The settings that figures depend on.</summary>
    public const string Settings = "board:settings";

    /// <summary>An hour of a gate: queue, gate (empty for contacts without a gate), hour.</summary>
    public const string Gate = "board:gate";

    /// <summary>An hour of a skill: skill, hour.</summary>
    public const string Skill = "board:skill";

    /// <summary>An hour of an agent: agent, hour.</summary>
    public const string Agent = "board:agent";

    /// <summary>An open contact: contact.</summary>
    public const string Contact = "board:contact";

    /// <summary>An estimator of a line or queue: number.</summary>
    public const string Throughput = "board:pace";
}
