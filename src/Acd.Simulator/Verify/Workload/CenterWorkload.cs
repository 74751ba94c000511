using Acd.Core;
using Acd.Hosting;
using static Acd.Core.ContactState;

namespace Acd.Simulator.Verify;

/// <summary>Supervisors' requests about the whole center.</summary>
internal static class CenterWorkload
{
    public static IReadOnlyList<RequestGenerator> All { get; } =
    [
        new(3, context => context.State.Settings.Open && context.Random.Chance(40)
            ? new CloseCenter(context.Random.Chance(30))
            : new OpenCenter(context.Random.Chance(30))),
        new(1, context => new PutSkill(new SkillSettings(context.Skill(), context.Random.Pick("", "what it means")))),
        new(1, context => new RemoveSkill(context.Skill())),
        new(1, context => new PutGeneralSettings(Options(context)) { If = Condition(context) }),
    ];

    private static GeneralSettings Options(RequestContext context) => context.State.Settings.Options with
    {
        Name = context.Random.Pick(null, "Support"),
        HeartbeatTimeout = context.Random.Seconds(2, 10, 30),
        GraceAfterOutage = context.Random.Seconds(0, 3, 10),
        NotReadyReasons = context.Random.Chance(70) ? [] : [new("lunch", "Lunch break")],
    };

    /// <summary>A condition that holds if nobody has changed the settings meanwhile.</summary>
    private static Precondition? Condition(RequestContext context) => context.Random.Chance(50)
        ? null
        : new Precondition { Versions = [VersionTag.Of(context.State.Settings.Options)] };
}

/// <summary>Requests of agents and their devices, and requests about profiles.</summary>
internal static class AgentWorkload
{
    public static IReadOnlyList<RequestGenerator> All { get; } =
    [
        new(16, context => new SetPresence(
            context.Agent(Presence.Offline, Presence.NotReady, Presence.Draining), Presence.Available)),
        new(6, context => new SetPresence(context.Agent(), Leaving(context), context.Random.Pick(null, "lunch", "training"))),
        new(2, context => new SetPresence(
            context.Agent(Presence.Available), Presence.NotReady, RingingIsNotIdle.Keeps, KeepOffers: true)),
        new(7, context => new HeartbeatAgent(context.Agent(Presence.Available, Presence.NotReady, Presence.Draining))),
        new(3, context => new EndAgentWrapUp(
            context.State.Agents.Values.FirstOrDefault(agent => agent.WrapUps.Count > 0)?.Id ?? context.Agent())),
        new(3, context => new PutAgent(context.Agent(), context.Profile(), OnlyNew: context.Random.Chance(20))),
        new(2, context => new PutAgentSkill(context.Agent(), new AgentSkill(context.Skill(), context.Random.Between(1, 10)))),
        new(2, context => new RemoveAgentSkill(context.Agent(), context.Skill())),
        new(1, context => new RemoveAgent(context.Agent())),
        new(1, context => new WriteDocument(new NamedDocument(
            $"session:{context.Agent()}/", $$"""{"devices":["d{{context.Random.NextBelow(1_000_000)}}"]}"""))),
    ];

    private static Presence Leaving(RequestContext context) =>
        context.Random.Pick(Presence.NotReady, Presence.NotReady, Presence.Draining, Presence.Offline);
}

/// <summary>Queries.</summary>
internal static class QueryWorkload
{
    public static IReadOnlyList<RequestGenerator> All { get; } =
    [
        new(14, context => new GetContact(context.Contact(Queued, Offered, Connected, WrapUp))),
        new(2, context => new ExplainContact(context.Contact(Queued, Offered))),
        new(2, context => new GetAgent(context.Agent())),
        new(1, _ => new GetCenter()),
        new(1, context => new GetSnapshot(context.Random.Chance(50) ? context.Agent() : null)),
        new(1, context => new GetSkill(context.Skill())),
        new(1, context => new ListAgents(context.Random.NextBelow(20), context.Random.Between(1, 5))),
    ];
}
