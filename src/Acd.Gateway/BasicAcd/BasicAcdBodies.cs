using Acd.Core;

namespace Acd.Gateway;

/// <summary>A contact as basic-acd's clients post it.</summary>
internal sealed class BasicContactBody
{
    public static readonly RequestSchema<BasicContactBody> Schema = new RequestSchema<BasicContactBody>("BasicContact") { IgnoresUnknownFields = true }
        .Requirements("skills", "What an agent must have.", (body, skills) => body.Skills = skills, required: true)
        .Example("For whoever speaks English", """{"skills": ["en"]}""");

    public IReadOnlyList<Requirement> Skills { get; set; } = [];
}

/// <summary>A new agent.</summary>
internal sealed class BasicAgentBody
{
    public static readonly RequestSchema<BasicAgentBody> Schema = new RequestSchema<BasicAgentBody>("BasicAgent") { IgnoresUnknownFields = true }
        .Text("fname", 127, "The first name.", (body, name) => body.FirstName = name, required: true)
        .Text("lname", 127, "The last name.", (body, name) => body.LastName = name, required: true)
        .AgentSkills("skills", "What it can.", (body, skills) => body.Skills = skills)
        .Example("An agent", """{"fname": "Ann", "lname": "Ames", "skills": ["en"]}""");

    public string FirstName { get; set; } = "";

    public string LastName { get; set; } = "";

    public IReadOnlyList<AgentSkill> Skills { get; set; } = [];

    public string Name => $"{FirstName} {LastName}".Trim();
}

/// <summary>On or off: an agent, or the center.</summary>
internal sealed class BasicStateBody
{
    public static readonly RequestSchema<BasicStateBody> Schema = new RequestSchema<BasicStateBody>("BasicState") { IgnoresUnknownFields = true }
        .Integer("state", 0, 1, "1 on, 0 off.", (body, state) => body.On = state == 1, required: true)
        .Example("On", """{"state": 1}""");

    public bool On { get; set; }
}

/// <summary>A skill for an agent.</summary>
internal sealed class BasicSkillBody
{
    public static readonly RequestSchema<BasicSkillBody> Schema = new RequestSchema<BasicSkillBody>("BasicSkill") { IgnoresUnknownFields = true }
        .Id<BasicSkillBody, SkillId>("skill", "The skill.", (body, skill) => body.Skill = skill, required: true)
        .Example("English", """{"skill": "en"}""");

    public SkillId Skill { get; set; }
}
