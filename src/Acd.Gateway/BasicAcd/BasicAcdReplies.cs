using System.Text.Json.Serialization;
using Acd.Core;

namespace Acd.Gateway;

/// <summary>What basic-acd answers to most: one key, under a name of its own for each route.</summary>
internal sealed record KeyReply(string Name, string Key, int Status = StatusCodes.Status200OK) : Reply;

/// <summary>Whether the center is open.</summary>
internal sealed record AcdStateReply([property: JsonPropertyName("acd_state")] int State) : Reply;

/// <summary>A contact as basic-acd's clients know it.</summary>
/// <param name="Skills">What it needs.</param>
/// <param name="State">1 queued, 2 assigned, 3 complete.</param>
/// <param name="Agent">The agent that has it or had it.</param>
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
