using Acd.Core;

namespace Acd.Simulator.Verify;

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
