using Acd.Core;

namespace Acd.Gateway;

/// <summary>Sample replies of a center, for the examples in the OpenAPI document.</summary>
internal static class ExampleReplies
{
    private static readonly Timestamp At = Timestamp.From(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero));

    private static readonly Timestamp Due = At + TimeSpan.FromSeconds(15);

    private static readonly ContactId Call = new("call-1");

    private static readonly AgentId Ann = new("ann");

    private static readonly GateId Hotline = new("sales-hotline");

    private static readonly Requirement[] English = [new(new("en"))];

    public static readonly GateSettings Gate = new(Hotline, new("sales"))
    {
        Requirements = English,
        Priority = 1,
        Whisper = "Sales, English",
        Attributes = """{"line":"sales"}""",
    };

    public static readonly QueueSettings Queue = new(new("sales"))
    {
        OfferTimeout = TimeSpan.FromSeconds(15),
        WrapUp = TimeSpan.FromSeconds(30),
        Strategy = Strategy.MostSkilled,
        Plan = [new(TimeSpan.FromSeconds(60), new WaitAction { LowerLevels = 9 }) { SkipIfUnservable = true }],
        MaxWaiting = 50,
        WhenFull = new WaitAction { Callback = true },
        Hours = new OpeningHours("Europe/Berlin", [new(DayOfWeek.Monday, new(8, 0), new(18, 0))])
        {
            Holidays = [new(2026, 12, 25)],
        },
    };

    public static readonly ContactReply Contact = new(new ContactDocument
    {
        Id = Call,
        State = ContactState.Queued,
        Queue = new("sales"),
        Gate = Hotline,
        Channel = ChannelId.Voice,
        Requirements = [.. English, new(new("loans"), 7)],
        Asked = [new(new("loans"), 7)],
        Priority = 1,
        EnteredAt = At,
        Rank = new(At.Milliseconds - 60_000),
        Sequence = 11,
        Events = 3,
        WaitingSince = At,
        InQueueSince = At,
        CallerId = "+49 30 901820",
        PreferredAgent = Ann,
        PreferredUntil = At + TimeSpan.FromSeconds(30),
        Attributes = """{"line":"sales"}""",
        Offers = [new(new("o12"), Ann, OfferState.TimedOut, At, Due, EndedAt: Due) { Cost = 100 }],
        Cooldowns = [new(Ann, Due + TimeSpan.FromSeconds(30))],
    })
    {
        Position = 1,
    };

    public static readonly AgentReply Agent = new(
        new AgentDocument
        {
            Id = Ann,
            Sequence = 2,
            Profile = new AgentProfile { Name = "Ann", Skills = [new(new("en")), new(new("billing"), 7)] },
            Presence = Presence.Available,
            PresenceSince = At,
            IdleOrder = At.Milliseconds * 4096,
        },
        [new AgentContact(Call, ContactState.Connected, new("o12"), ChannelId.Voice, 100)],
        100)
    {
        State = AgentState.Busy,
        StateSince = At,
    };

    public static readonly SkillView Skill = new(new("en"), "Speaks English", 3, 2, 1, 4);

    public static readonly GeneralSettingsReply Options = new(new GeneralSettings
    {
        Name = "Support",
        Region = "DE",
        NotReadyReasons = [new("lunch", "Lunch break"), new("training")],
    });

    public static readonly CenterReply Center = new(
        new CenterSettings { Queues = [new(QueueId.Default), Queue], Gates = [Gate], TimeZone = "Europe/Berlin" },
        new CenterCounts(4, 1, 2, 0, 1, 1, 2, 0));

    public static readonly ExplainReply Explanation =
        new(Call, ContactState.Queued, "No agent is ready: 2 are busy, 1 lacks a skill.")
        {
            Position = 1,
            Reasons =
            [
                new("noRoom", 2, "One of them is done with a contact."),
                new("lacksSkill", 1, "One of them gets loans at level 7, or it needs that no longer.")
                {
                    Skill = new("loans"),
                    Level = 7,
                    ReadyBut = 1,
                },
            ],
        };

    public static readonly CenterEvent Event = new ContactOffered
    {
        Sequence = 12,
        At = At,
        Contact = Call,
        ContactSequence = 2,
        Queue = new("sales"),
        Gate = Hotline,
        Channel = ChannelId.Voice,
        Agent = Ann,
        Offer = new("o12"),
        Due = Due,
        Whisper = "Sales, English",
        Address = "sip:ann@example.com",
        CallerId = "+49 30 901820",
        Requirements = [new(new("en"), 1)],
        Attributes = """{"account":"4711"}""",
    };
}
