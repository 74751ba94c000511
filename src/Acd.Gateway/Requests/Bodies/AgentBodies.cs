using Acd.Core;

namespace Acd.Gateway;

/// <summary>An agent's profile.</summary>
internal sealed class AgentProfileBody
{
    public static readonly RequestSchema<AgentProfileBody> Schema = new RequestSchema<AgentProfileBody>("AgentProfile")
        .Text("name", Limits.NameLength, "The agent's name, for people.", (body, name) =>
            body.Profile = body.Profile with { Name = name })
        .AgentSkills("skills", "The agent's skills, or skills with a proficiency of 1 to 10; 10 by default.",
            (body, skills) => body.Profile = body.Profile with { Skills = skills })
        .Integer("capacity", 1, Limits.MaxCapacity,
            "The load that the agent can have at once; a voice contact takes 100. 100 by default.",
            (body, capacity) => body.Profile = body.Profile with { Capacity = capacity })
        .Channels("channels", "The costs and limits of channels that differ from the center's.",
            (body, channels) => body.Profile = body.Profile with { Channels = channels })
        .Flag("autoAccept", "Whether offers are accepted for the agent at once.", (body, auto) =>
            body.Profile = body.Profile with { AutoAccept = auto })
        .Flag("manualIn", "Whether the agent is set not ready after each contact, until it says that it is available.",
            (body, manual) => body.Profile = body.Profile with { ManualIn = manual })
        .Text("address", Limits.NameLength, "Where the agent's telephone is reached: a SIP URI or an extension.",
            (body, address) => body.Profile = body.Profile with { Address = address })
        .Example("English, and billing at level 7", """{"name": "Ann", "skills": ["en", {"skill": "billing", "level": 7}]}""")
        .Example("Two chats beside a call", """
            {"name": "Bob", "skills": ["en"], "capacity": 150, "channels": [{"channel": "chat", "cost": 25, "maxContacts": 2}]}
            """);

    public AgentProfile Profile { get; set; } = new();
}

/// <summary>An agent's presence.</summary>
internal sealed class PresenceBody
{
    public static readonly RequestSchema<PresenceBody> Schema = new RequestSchema<PresenceBody>("Presence")
        .OneOf("presence", Enum.GetValues<Presence>(), "The agent's presence.",
            (body, presence) => body.Presence = presence, required: true)
        .Text("reason", Limits.ReasonLength, "Why the agent is not ready.", (body, reason) => body.Reason = reason)
        .Flag("keepOffers",
            "Whether contacts that ring at an agent that becomes not ready go on ringing there. By default they ring elsewhere.",
            (body, keep) => body.KeepOffers = keep)
        .Example("Ready", """{"presence": "available"}""")
        .Example("A break", """{"presence": "notReady", "reason": "lunch"}""")
        .Example("A break after the call that rings", """{"presence": "notReady", "reason": "lunch", "keepOffers": true}""");

    public Presence Presence { get; set; }

    public string? Reason { get; set; }

    public bool KeepOffers { get; set; }
}

/// <summary>What another system reports of an agent's presence.</summary>
internal sealed class PresenceReportBody
{
    public static readonly RequestSchema<PresenceReportBody> Schema = new RequestSchema<PresenceReportBody>("PresenceReport")
        .Id<PresenceReportBody, SourceId>("source", "The id of the system that reports.", (body, source) =>
            body.Source = source.Value, required: true)
        .LongInteger("sequence", 0, Hosting.PresenceReport.MaxSequence,
            "The report's number at its source, greater than any before: a counter, or the source's clock in milliseconds.",
            (body, sequence) => body.Sequence = sequence, required: true)
        .OneOf("presence", Enum.GetValues<Presence>(), "The agent's presence.",
            (body, presence) => body.Presence = presence, required: true)
        .Text("reason", Limits.ReasonLength, "Why the agent is not ready.", (body, reason) => body.Reason = reason)
        .Example("On the phone elsewhere, at the source's time in milliseconds", """
            {"source": "desk-phone", "sequence": 1772443800000, "presence": "notReady", "reason": "private call"}
            """)
        .Example("Back, by a counter", """{"source": "calendar", "sequence": 42, "presence": "available"}""");

    public string Source { get; set; } = "";

    public long Sequence { get; set; }

    public Presence Presence { get; set; }

    public string? Reason { get; set; }

    /// <summary>A source's id in a body.</summary>
    internal readonly record struct SourceId(string Value) : IId<SourceId>
    {
        public static SourceId Of(string value) => new(value);
    }
}

/// <summary>An agent's proficiency in a skill.</summary>
internal sealed class SkillLevelBody
{
    public static readonly RequestSchema<SkillLevelBody> Schema = new RequestSchema<SkillLevelBody>("SkillLevel")
        .Integer("level", Limits.MinLevel, Limits.MaxLevel, "The proficiency; 10 by default.", (body, level) =>
            body.Level = level)
        .Example("Level 6 of 10", """{"level": 6}""");

    public int Level { get; set; } = AgentSkill.DefaultLevel;
}
