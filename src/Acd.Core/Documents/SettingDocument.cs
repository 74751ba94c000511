namespace Acd.Core;

/// <summary>
/// The document of one queue, gate or description of a skill. Its name is <c>setting:queue/&lt;id&gt;</c>,
/// <c>setting:gate/&lt;id&gt;</c> or <c>setting:skill/&lt;id&gt;</c>. It has exactly one of the three.
/// </summary>
public sealed record SettingDocument
{
    /// <summary>Its place among the center's settings. A lower one was created earlier.</summary>
    public required long Order { get; init; }

    /// <summary>The queue.</summary>
    public QueueSettings? Queue { get; init; }

    /// <summary>The gate.</summary>
    public GateSettings? Gate { get; init; }

    /// <summary>The description of a skill.</summary>
    public SkillSettings? Skill { get; init; }
}
