using Acd.Core;

namespace Acd.Gateway;

/// <summary>Sample statistics: an engine computes them from one answered and one abandoned call.</summary>
internal static class StatsExamples
{
    private static readonly Timestamp Start = Timestamp.From(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    private static readonly QueueId Sales = new("sales");

    private static readonly AgentId Ann = new("ann");

    private static readonly (int At, Command Command)[] Scenario =
    [
        (0, new PutQueue(new QueueSettings(Sales) { AutoAccept = true, WrapUp = TimeSpan.FromSeconds(30) })),
        (0, new PutGate(new GateSettings(new("sales-hotline"), Sales))),
        (0, new PutAgent(Ann, new AgentProfile { Skills = [new(new("en"))] })),
        (5, new EnqueueContact(new("call-1")) { Gate = new("sales-hotline") }),
        (12, new SetPresence(Ann, Presence.Available)),
        (20, new EnqueueContact(new("call-2")) { Queue = Sales }),
        (75, new AbandonContact(new("call-2"))),
        (120, new CompleteContact(new("call-1"))),
    ];

    public static ContactStatsReply OfContacts { get; } =
        (ContactStatsReply)RunScenario(new GetGateStats(new("sales-hotline")));

    public static AgentStatsReply OfAgent { get; } = (AgentStatsReply)RunScenario(new GetAgentStats(Ann));

    private static Reply RunScenario(Query query)
    {
        var engine = Engine.Load(CenterDocuments.Empty, Start);
        foreach (var (at, command) in Scenario) engine.Apply(command, Start + TimeSpan.FromSeconds(at));
        engine.Tick(Start + TimeSpan.FromMinutes(5));
        return engine.Ask(query);
    }
}

/// <summary>The response schemas of statistics.</summary>
internal static class StatsResponseSchemas
{
    public static readonly ResponseSchema Contacts =
        ResponseSchema.Of("ContactStats", typeof(ContactStatsReply), StatsExamples.OfContacts);

    public static readonly ResponseSchema Agent =
        ResponseSchema.Of("AgentStats", typeof(AgentStatsReply), StatsExamples.OfAgent);
}
