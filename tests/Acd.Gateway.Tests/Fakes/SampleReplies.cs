using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway.Tests;

/// <summary>Sample replies and events of a center.</summary>
internal static class SampleReplies
{
    public static readonly Timestamp Now = Timestamp.From(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public static ContactDocument Contact(string id, ContactState state = ContactState.Queued, string? agent = null) => new()
    {
        Id = new ContactId(id),
        State = state,
        Queue = QueueId.Default,
        Channel = ChannelId.Voice,
        Requirements = [new Requirement(new SkillId("en"))],
        Priority = 0,
        EnteredAt = Now,
        Rank = Now,
        Sequence = 1,
        Events = 1,
        WaitingSince = Now,
        Agent = agent is null ? null : new AgentId(agent),
    };

    public static AgentReply Agent(string id) => new(
        new AgentDocument
        {
            Id = new AgentId(id),
            Sequence = 1,
            Profile = new AgentProfile { Name = "Ada Lovelace", Capacity = 250, Skills = [new AgentSkill(new SkillId("en"))] },
            Presence = Presence.Available,
            PresenceSince = Now,
            IdleOrder = 1,
        },
        [],
        0);

    /// <summary>A plain reply to each request: contacts belong to agent 7.</summary>
    public static Reply Reply(Request request) => request switch
    {
        EnqueueContact contact => new ContactReply(Contact(contact.Contact.Value), Created: true),
        ExplainContact contact => new ExplainReply(contact.Contact, ContactState.Queued, "No agent is logged in."),
        GetContact contact => new ContactReply(Contact(contact.Contact.Value, ContactState.Connected, "7")),
        ListContacts => new ContactsReply([Contact("c1"), Contact("c2")], 2),
        ListPickable => new ContactsReply([Contact("c1"), Contact("c2")], null),
        ContactCommand contact => new ContactReply(Contact(contact.Contact.Value, ContactState.Connected, "7")),
        AcceptOffer or DeclineOffer => new ContactReply(Contact("c1", ContactState.Connected, "7")),
        RemoveAgent agent => new AgentRemovedReply(agent.Agent),
        AgentCommand agent => Agent(agent.Agent.Value),
        GetAgent agent => Agent(agent.Agent.Value),
        ListAgents => new AgentsReply([Agent("7")], null),
        PutSkill or RemoveSkill or GetSkill or ListSkills =>
            new SkillsReply([new SkillView(new SkillId("en"), "English", 3, 2, 1, 4)]),
        PutQueue queue => new QueueReply(queue.Queue),
        GetQueue queue => new QueueReply(new QueueSettings(queue.Queue)),
        PutGate gate => new GateReply(gate.Gate),
        GetGate gate => new GateReply(new GateSettings(gate.Gate, QueueId.Default)),
        RemoveQueue queue => new RemovedReply(queue.Queue.Value),
        RemoveGate gate => new RemovedReply(gate.Gate.Value),
        OpenCenter or CloseCenter or PutChannel or PutTimeZone or PutKeepRoom or GetCenter =>
            new CenterReply(
                new CenterSettings { Gates = [new(new("sales-hotline"), QueueId.Default)] },
                new CenterCounts(1, 2, 3, 4, 5, 6, 7, 8)),
        GetSnapshot => new SnapshotReply(41, null, [Agent("7")], [Contact("c1", ContactState.Connected, "7")]),
        PutGeneralSettings put => new GeneralSettingsReply(put.Options),
        GetGeneralSettings => new GeneralSettingsReply(new GeneralSettings { Region = "DE" }),
        ReadConnectionDocuments { Name: "key:" } => new ConnectionDocumentsReply([
            new("key:acd_k3v9x2qa", $$"""
                {"prefix":"acd_k3v9x2qa","hash":"{{new string('0', 64)}}","role":"viewer","madeAt":"2026-03-02T09:30:00Z"}
                """)]),
        GetBoard => new BoardReply(
            41, Now, new BoardTotals { Waiting = 3 }, [new(QueueId.Default, "default")], new(1, 2, 3, 4, 5, 6)),
        GetAgentStats => new AgentStatsReply(
            Now, "UTC", new AgentNow(Presence.Available, 0, 1, 0), Now, Now,
            new AgentFigures { Answered = 3, Occupancy = 0.75m }),
        StatsQuery => new ContactStatsReply(
            Now, "UTC", StatsBasis.Outcome, new ContactsNow(2, 1, 0, 0, 0), Now, Now,
            new ContactFigures { Entered = 5, ServiceLevel = new ServiceLevels(0.8m, 0.75m, null) }),
        ReadEvents read => new EventsReply([new(read.After + 1, "{}")], read.After + 1, 1, 41),
        ReadConnectionDocuments { Name: Webhook.Prefix + "crm" } => new ConnectionDocumentsReply([SampleWebhook().ToDocument()]),
        ReadConnectionDocuments or PutConnectionDocuments => ConnectionDocumentsReply.Written,
        _ => throw new ArgumentOutOfRangeException(nameof(request), request, "No sample for this."),
    };

    private static Webhook SampleWebhook() => new()
    {
        Id = "crm",
        Url = "https://crm.example.com/acd",
        Secret = "whsec_" + Convert.ToBase64String(new byte[32]),
        CreatedAt = DateTimeOffset.UnixEpoch,
        ChangedAt = DateTimeOffset.UnixEpoch,
    };

    public static CenterEvent Event(long sequence, string agent = "7") => new AgentPresenceChanged
    {
        Sequence = sequence,
        At = Now,
        Agent = new AgentId(agent),
        Presence = Presence.NotReady,
        Reason = "lunch",
    };
}
