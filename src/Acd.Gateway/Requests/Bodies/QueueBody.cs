using Acd.Core;

namespace Acd.Gateway;

/// <summary>A queue's settings; what is not given is as in a new queue.</summary>
internal sealed class QueueBody
{
    private const int Week = 604_800, Day = 86_400;

    public static readonly RequestSchema<QueueBody> Schema =
        AddWaitingFields(AddRoutingFields(AddOfferFields(new("QueueSettings"))))
            .Example("Answered within 15 seconds, half a minute for paperwork", """{"offerTimeout": 15, "wrapUp": 30}""")
            .Example("The most skilled first; after a minute whoever has the skill, after five a callback", """
                {"strategy": "mostSkilled", "idleBasis": "contactEnded",
                 "plan": [{"after": 60, "do": {"lowerLevels": 9}}, {"after": 300, "do": {"callback": true, "raisePriority": 2}}]}
                """)
            .Example("Office hours, at most 50 who wait, nobody longer than ten minutes", """
                {"hours": {"timeZone": "Europe/Berlin", "holidays": ["2026-12-25", "2026-12-26"],
                           "weekly": [{"day": "monday", "from": "08:00", "to": "18:00"}]},
                 "whenClosed": {"queue": "default"}, "maxWaiting": 50, "whenFull": {"callback": true},
                 "maxWait": 600, "whenExpired": {"queue": "default", "raisePriority": 3}}
                """);

    public QueueId? Id { get; set; }

    public QueueSettings Queue { get; set; } = new(QueueId.Default);

    private static RequestSchema<QueueBody> AddOfferFields(RequestSchema<QueueBody> schema) => schema
        .Id<QueueBody, QueueId>("id", "The queue's id, as in the path; it may be left out.", (body, id) => body.Id = id)
        .Seconds("offerTimeout", 1, 600, "How long an agent has to answer an offer.",
            (body, time) => body.Queue = body.Queue with { OfferTimeout = time })
        .Seconds("wrapUp", 0, 3600, "How long an agent's capacity stays taken after a contact.",
            (body, time) => body.Queue = body.Queue with { WrapUp = time })
        .Integer("maxMissedOffers", 1, 100, "After how many unanswered offers in a row an agent is set not ready.",
            (body, number) => body.Queue = body.Queue with { MaxMissedOffers = number })
        .Seconds("retryCooldown", 0, 600,
            "How long a contact is not offered again to an agent who did not take it, unless nobody else could.",
            (body, time) => body.Queue = body.Queue with { RetryCooldown = time })
        .Flag("autoAccept", "Whether offers are accepted for the agent at once.",
            (body, auto) => body.Queue = body.Queue with { AutoAccept = auto })
        .Seconds("serviceLevelTarget", 1, Day, "Within which time a contact should be answered.",
            (body, time) => body.Queue = body.Queue with { ServiceLevelTarget = time })
        .Seconds("shortAbandon", 0, 600, "Up to which wait an abandoned contact counts as a short abandon.",
            (body, time) => body.Queue = body.Queue with { ShortAbandon = time })
        .Integer("callbackAttempts", 1, 10, "How often a callback is tried.",
            (body, number) => body.Queue = body.Queue with { CallbackAttempts = number })
        .Seconds("callbackDelay", 1, Day, "How long after a failed callback the next is tried.",
            (body, time) => body.Queue = body.Queue with { CallbackDelay = time })
        .Seconds("callbackExpiry", 1, Week, "How long after it was asked for a callback is given up, if no agent has it.",
            (body, time) => body.Queue = body.Queue with { CallbackExpiry = time });

    private static RequestSchema<QueueBody> AddRoutingFields(RequestSchema<QueueBody> schema) => schema
        .OneOf("strategy", Enum.GetValues<Strategy>(), "Who of the agents that are ready for a contact is offered it.",
            (body, strategy) => body.Queue = body.Queue with { Strategy = strategy })
        .OneOf("idleBasis", Enum.GetValues<IdleBasis>(), "From when on an agent counts as idle.",
            (body, basis) => body.Queue = body.Queue with { IdleBasis = basis })
        .Integer("offersAtOnce", 1, Limits.OffersAtOnce,
            "To how many agents at once a contact is offered; the first to accept has it.",
            (body, number) => body.Queue = body.Queue with { OffersAtOnce = number })
        .Seconds("preferredFor", 0, 600, "How long a contact that names a preferred agent is kept for that agent alone.",
            (body, time) => body.Queue = body.Queue with { PreferredFor = time })
        .Seconds("headStartPerPriority", 0, 3600, "How much earlier each step of priority puts a contact in line.",
            (body, time) => body.Queue = body.Queue with { HeadStartPerPriority = time })
        .Flag("strictPriority", "Whether each priority goes wholly before the next lower one.",
            (body, strict) => body.Queue = body.Queue with { StrictPriority = strict });

    private static RequestSchema<QueueBody> AddWaitingFields(RequestSchema<QueueBody> schema) => schema
        .Plan("plan", "What changes while a contact waits that has no plan of its own.",
            (body, plan) => body.Queue = body.Queue with { Plan = plan })
        .Integer("maxWaiting", 0, 1_000_000, "How many contacts may wait, callbacks apart; no limit where none is given.",
            (body, number) => body.Queue = body.Queue with { MaxWaiting = number })
        .WaitAction("whenFull", "What becomes of a contact that enters while so many wait; without it, it is rejected.",
            (body, action) => body.Queue = body.Queue with { WhenFull = action })
        .Seconds("maxWait", 1, Week, "How long a contact may wait in this queue; no limit where none is given.",
            (body, time) => body.Queue = body.Queue with { MaxWait = time })
        .WaitAction("whenExpired", "What becomes of a contact that has waited so long; without it, it is closed as expired.",
            (body, action) => body.Queue = body.Queue with { WhenExpired = action })
        .Object("hours", OpeningHoursBody.Schema, "When contacts may enter; always where none are given.",
            (body, hours) => body.Queue = body.Queue with { Hours = hours.Hours })
        .Flag("closed", "Whether nothing may enter, whatever the hours say.",
            (body, closed) => body.Queue = body.Queue with { Closed = closed })
        .WaitAction("whenClosed",
            "What becomes of a contact that enters while the queue is closed; without it, it is rejected.",
            (body, action) => body.Queue = body.Queue with { WhenClosed = action })
        .WaitAction("joinEmpty",
            "What becomes of a contact that enters while nobody logged in has its skills; without it, it waits.",
            (body, action) => body.Queue = body.Queue with { JoinEmpty = action })
        .WaitAction("leaveWhenEmpty",
            "What becomes of waiting contacts when nobody logged in has their skills any longer; without it, they wait.",
            (body, action) => body.Queue = body.Queue with { LeaveWhenEmpty = action })
        .Seconds("resumeWithin", 0, 3600,
            "Within how long of abandoning a caller who comes back has the old place again; 0 for never.",
            (body, time) => body.Queue = body.Queue with { ResumeWithin = time });
}
