using Acd.Core;
using static Acd.Core.ContactState;

namespace Acd.Simulator.Verify;

/// <summary>What supervisors want of the whole center.</summary>
internal static class CenterWorkload
{
    public static IReadOnlyList<RequestGenerator> All { get; } =
    [
        new(3, choose => choose.State.Settings.Open && choose.Random.Chance(40)
            ? new CloseCenter(choose.Random.Chance(30))
            : new OpenCenter(choose.Random.Chance(30))),
        new(1, choose => new PutSkill(new SkillSettings(choose.Skill(), choose.Random.Pick("", "what it means")))),
        new(1, choose => new RemoveSkill(choose.Skill())),
    ];
}

/// <summary>What agents want, their devices, and whoever looks after their profiles.</summary>
internal static class AgentWorkload
{
    public static IReadOnlyList<RequestGenerator> All { get; } =
    [
        new(16, choose => new SetPresence(
            choose.Agent(Presence.Offline, Presence.NotReady, Presence.Draining), Presence.Available)),
        new(6, choose => new SetPresence(choose.Agent(), Leaving(choose), choose.Random.Pick(null, "lunch", "training"))),
        new(7, choose => new HeartbeatAgent(choose.Agent(Presence.Available, Presence.NotReady, Presence.Draining))),
        new(3, choose => new PutAgent(choose.Agent(), choose.Profile(), OnlyNew: choose.Random.Chance(20))),
        new(2, choose => new PutAgentSkill(choose.Agent(), new AgentSkill(choose.Skill(), choose.Random.Between(1, 10)))),
        new(2, choose => new RemoveAgentSkill(choose.Agent(), choose.Skill())),
        new(1, choose => new RemoveAgent(choose.Agent())),
    ];

    private static Presence Leaving(RequestContext choose) =>
        choose.Random.Pick(Presence.NotReady, Presence.NotReady, Presence.Draining, Presence.Offline);
}

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
