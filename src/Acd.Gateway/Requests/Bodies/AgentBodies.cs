using Acd.Core;

namespace Acd.Gateway;

/// <summary>What an agent is.</summary>
internal sealed class AgentProfileBody
{
    public static readonly RequestSchema<AgentProfileBody> Schema = new RequestSchema<AgentProfileBody>("AgentProfile")
        .Text("name", Limits.NameLength, "The agent's name for people.", (body, name) =>
            body.Profile = body.Profile with { Name = name })
        .AgentSkills("skills", "What it can: skills, or skills with a proficiency of 1 to 10; 10 where none is given.",
            (body, skills) => body.Profile = body.Profile with { Skills = skills })
        .Integer("capacity", 1, Limits.MaxCapacity,
            "How much it can have at once; a voice contact takes 100. 100 where none is given.",
            (body, capacity) => body.Profile = body.Profile with { Capacity = capacity })
        .Channels("channels", "Costs and greatest numbers of channels where they differ from the center's.",
            (body, channels) => body.Profile = body.Profile with { Channels = channels })
        .Flag("autoAccept", "Whether offers are accepted for it at once.", (body, auto) =>
            body.Profile = body.Profile with { AutoAccept = auto })
        .Flag("manualIn", "Whether it must say that it is available again after each contact it takes.",
            (body, manual) => body.Profile = body.Profile with { ManualIn = manual })
        .Example("English, and billing well", """{"name": "Ann", "skills": ["en", {"skill": "billing", "level": 7}]}""")
        .Example("Two chats beside a call", """
            {"name": "Bob", "skills": ["en"], "capacity": 150, "channels": [{"channel": "chat", "cost": 25, "maxContacts": 2}]}
            """);

    public AgentProfile Profile { get; set; } = new();
}

/// <summary>What an agent says of itself.</summary>
internal sealed class PresenceBody
{
    public static readonly RequestSchema<PresenceBody> Schema = new RequestSchema<PresenceBody>("Presence")
        .OneOf("presence", Enum.GetValues<Presence>(), "What the agent says of itself.",
            (body, presence) => body.Presence = presence, required: true)
        .Text("reason", Limits.ReasonLength, "Why it is not ready.", (body, reason) => body.Reason = reason)
        .Example("Ready", """{"presence": "available"}""")
        .Example("A break", """{"presence": "notReady", "reason": "lunch"}""");

    public Presence Presence { get; set; }

    public string? Reason { get; set; }
}

/// <summary>How well an agent has a skill.</summary>
internal sealed class SkillLevelBody
{
    public static readonly RequestSchema<SkillLevelBody> Schema = new RequestSchema<SkillLevelBody>("SkillLevel")
        .Integer("level", Limits.MinLevel, Limits.MaxLevel, "The proficiency; 10 where none is given.", (body, level) =>
            body.Level = level)
        .Example("Fairly well", """{"level": 6}""");

    public int Level { get; set; } = AgentSkill.DefaultLevel;
}
