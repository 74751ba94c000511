using Acd.Core;
using static Acd.Core.ContactState;

namespace Acd.Simulator.Verify;

/// <summary>What people only look at.</summary>
internal static class QueryWorkload
{
    public static IReadOnlyList<RequestGenerator> All { get; } =
    [
        new(14, choose => new GetContact(choose.Contact(Queued, Offered, Connected, WrapUp))),
        new(2, choose => new ExplainContact(choose.Contact(Queued, Offered))),
        new(2, choose => new GetAgent(choose.Agent())),
        new(1, _ => new GetCenter()),
        new(1, choose => new GetSkill(choose.Skill())),
        new(1, choose => new ListAgents(choose.Random.NextBelow(20), choose.Random.Between(1, 5))),
    ];
}
