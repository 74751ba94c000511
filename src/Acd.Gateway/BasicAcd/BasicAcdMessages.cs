using System.Text.Json.Serialization;
using Acd.Core;

namespace Acd.Gateway;

/// <summary>A new contact, as basic-acd's clients send it.</summary>
internal sealed class BasicContactBody
{
    public static readonly RequestSchema<BasicContactBody> Schema =
        new RequestSchema<BasicContactBody>("BasicContact") { IgnoresUnknownFields = true }
        .Requirements("skills", "The skills that an agent must have.", (body, skills) => body.Skills = skills, required: true)
        .Example("For an agent who speaks English", """{"skills": ["en"]}""");

    public IReadOnlyList<Requirement> Skills { get; set; } = [];
}

/// <summary>An agent.</summary>
internal sealed class BasicAgentBody
{
    public static readonly RequestSchema<BasicAgentBody> Schema =
        new RequestSchema<BasicAgentBody>("BasicAgent") { IgnoresUnknownFields = true }
        .Text("fname", 127, "The first name.", (body, name) => body.FirstName = name, required: true)
        .Text("lname", 127, "The last name.", (body, name) => body.LastName = name, required: true)
        .AgentSkills("skills", "The agent's skills.", (body, skills) => body.Skills = skills)
        .Example("An agent", """{"fname": "Ann", "lname": "Ames", "skills": ["en"]}""");

    public string FirstName { get; set; } = "";

    public string LastName { get; set; } = "";

    public IReadOnlyList<AgentSkill> Skills { get; set; } = [];

    public string Name => $"{FirstName} {LastName}".Trim();
}

/// <summary>The state of an agent or the center: on or off.</summary>
internal sealed class BasicStateBody
{
    public static readonly RequestSchema<BasicStateBody> Schema =
        new RequestSchema<BasicStateBody>("BasicState") { IgnoresUnknownFields = true }
        .Integer("state", 0, 1, "1 for on, 0 for off.", (body, state) => body.On = state == 1, required: true)
        .Example("On", """{"state": 1}""");

    public bool On { get; set; }
}

/// <summary>A skill for an agent.</summary>
internal sealed class BasicSkillBody
{
    public static readonly RequestSchema<BasicSkillBody> Schema =
        new RequestSchema<BasicSkillBody>("BasicSkill") { IgnoresUnknownFields = true }
        .Id<BasicSkillBody, SkillId>("skill", "The skill.", (body, skill) => body.Skill = skill, required: true)
        .Example("English", """{"skill": "en"}""");

    public SkillId Skill { get; set; }
}

/// <summary>The usual reply of basic-acd: one key, whose name depends on the route.</summary>
internal sealed record KeyReply(string Name, string Key, int Status = StatusCodes.Status200OK) : Reply;

/// <summary>Whether the center is open.</summary>
internal sealed record AcdStateReply([property: JsonPropertyName("acd_state")] int State) : Reply;

/// <summary>A contact, as basic-acd's clients expect it.</summary>
/// <param name="Skills">The skills that it requires.</param>
/// <param name="State">1 queued, 2 assigned, 3 complete.</param>
/// <param name="Agent">The agent that has or had it.</param>
internal sealed record BasicContactReply(
    IReadOnlyList<SkillId> Skills,
    int State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] AgentId? Agent) : Reply
{
    private const int Queued = 1, Assigned = 2, Complete = 3;

    public static readonly BasicContactReply Example = new([new("en")], Assigned, new("ann"));

    public static BasicContactReply Of(ContactDocument contact) => new(
        [.. contact.Requirements.Select(requirement => requirement.Skill)],
        contact.State switch
        {
            ContactState.Queued or ContactState.Offered => Queued,
            ContactState.Connected or ContactState.WrapUp => Assigned,
            _ => Complete,
        },
        contact.State is ContactState.Queued or ContactState.Offered ? null : contact.Agent);

    public static BasicContactReply Of(ClosedContact _) => new([], Complete, null);
}
