using Acd.Core;

namespace Acd.Gateway;

/// <summary>A queue's settings. A missing field has the value of a new queue.</summary>
internal sealed class QueueBody
{
    private const int Week = 604_800, Day = 86_400;

    public static readonly RequestSchema<QueueBody> Schema =
        AddWaitingFields(AddRoutingFields(AddOfferFields(new("QueueSettings"))))
            .Example("15 seconds to answer an offer, 30 seconds of wrap-up", """{"offerTimeout": 15, "wrapUp": 30}""")
            .Example("The most skilled agent first; after a minute every level, after five minutes a callback", """
                {"strategy": "mostSkilled", "idleBasis": "contactEnded",
                 "plan": [{"after": 60, "do": {"lowerLevels": 9}}, {"after": 300, "do": {"callback": true, "raisePriority": 2}}]}
                """)
            .Example("Office hours, at most 50 waiting contacts, at most ten minutes of waiting", """
                {"hours": {"timeZone": "Europe/Berlin", "holidays": ["2026-12-25", "2026-12-26"],
                           "weekly": [{"day": "monday", "from": "08:00", "to": "18:00"}]},
                 "whenClosed": {"queue": "default"}, "maxWaiting": 50, "whenFull": {"callback": true},
                 "maxWait": 600, "whenExpired": {"queue": "default", "raisePriority": 3}}
                """);

    public QueueId? Id { get; set; }

    public QueueSettings Queue { get; set; } = new(QueueId.Default);

    public bool ApplyToRunning { get; set; }

    private static RequestSchema<QueueBody> AddOfferFields(RequestSchema<QueueBody> schema) => schema
        .Id<QueueBody, QueueId>("id", "The queue's id, as in the path. It may be missing.", (body, id) => body.Id = id)
        .Flag("applyToRunning",
            "Whether a changed offerTimeout and wrapUp also hold for what runs now. It is no setting, and no answer has it.",
            (body, apply) => body.ApplyToRunning = apply)
        .Seconds("offerTimeout", 1, 600, "The time that an agent has to answer an offer.",
            (body, time) => body.Queue = body.Queue with { OfferTimeout = time })
        .Seconds("wrapUp", 0, 3600, "The time for which an agent's capacity stays taken after a contact.",
            (body, time) => body.Queue = body.Queue with { WrapUp = time })
        .Flag("mayPick", "Whether an agent may pick a waiting contact that it could be offered.",
            (body, may) => body.Queue = body.Queue with { MayPick = may })
        .Flag("wrapUpAfterTransfer",
            "Whether an agent has that time after a transfer, a requeue and a failed callback too; true by default.",
            (body, after) => body.Queue = body.Queue with { WrapUpAfterTransfer = after })
        .Integer("maxMissedOffers", 1, 100, "The unanswered offers in a row after which an agent is set not ready.",
            (body, number) => body.Queue = body.Queue with { MaxMissedOffers = number })
        .Seconds("retryCooldown", 0, 600,
            "The time before a contact is offered again to an agent who did not take it, unless no other agent can.",
            (body, time) => body.Queue = body.Queue with { RetryCooldown = time })
        .Seconds("offerPause", 0, 60,
            "The time before a contact that everybody who could serve it refused or missed is offered to one of them again.",
            (body, time) => body.Queue = body.Queue with { OfferPause = time })
        .Integer("maxDeclines", 1, 100, "The declined offers in a row after which an agent is set not ready.",
            (body, number) => body.Queue = body.Queue with { MaxDeclines = number })
        .Flag("autoAccept", "Whether offers are accepted for the agent at once.",
            (body, auto) => body.Queue = body.Queue with { AutoAccept = auto })
        .Seconds("serviceLevelTarget", 1, Day, "The time within which a contact should be answered.",
            (body, time) => body.Queue = body.Queue with { ServiceLevelTarget = time })
        .Seconds("shortAbandon", 0, 600, "The longest wait with which an abandoned contact counts as a short abandon.",
            (body, time) => body.Queue = body.Queue with { ShortAbandon = time })
        .Integer("callbackAttempts", 1, 10, "The attempts at a callback.",
            (body, number) => body.Queue = body.Queue with { CallbackAttempts = number })
        .Seconds("callbackDelay", 1, Day, "The time between a failed callback and the next attempt.",
            (body, time) => body.Queue = body.Queue with { CallbackDelay = time })
        .Seconds("callbackExpiry", 1, Week, "The time after which a callback that no agent has is closed.",
            (body, time) => body.Queue = body.Queue with { CallbackExpiry = time });

    private static RequestSchema<QueueBody> AddRoutingFields(RequestSchema<QueueBody> schema) => schema
        .OneOf("strategy", Enum.GetValues<Strategy>(), "How the agent is chosen among those that are eligible for a contact.",
            (body, strategy) => body.Queue = body.Queue with { Strategy = strategy })
        .OneOf("idleBasis", Enum.GetValues<IdleBasis>(), "The moment from which an agent counts as idle.",
            (body, basis) => body.Queue = body.Queue with { IdleBasis = basis })
        .Integer("offersAtOnce", 1, Limits.OffersAtOnce,
            "The agents that a contact is offered to at once. The first to accept gets it.",
            (body, number) => body.Queue = body.Queue with { OffersAtOnce = number })
        .Seconds("preferredFor", 0, 600, "The time for which a contact with a preferred agent is reserved for that agent.",
            (body, time) => body.Queue = body.Queue with { PreferredFor = time })
        .Seconds("headStartPerPriority", 0, 3600, "The head start in line for each step of priority.",
            (body, time) => body.Queue = body.Queue with { HeadStartPerPriority = time })
        .Flag("strictPriority", "Whether every contact of a priority goes before all contacts of a lower one.",
            (body, strict) => body.Queue = body.Queue with { StrictPriority = strict });

    private static RequestSchema<QueueBody> AddWaitingFields(RequestSchema<QueueBody> schema) => schema
        .Plan("plan", "The steps that change a waiting contact without a plan of its own.",
            (body, plan) => body.Queue = body.Queue with { Plan = plan })
        .Integer("maxWaiting", 0, 1_000_000, "The most waiting contacts, without callbacks; no limit by default.",
            (body, number) => body.Queue = body.Queue with { MaxWaiting = number })
        .WaitAction("whenFull", "The action on a contact that enters while the queue is full; by default it is rejected.",
            (body, action) => body.Queue = body.Queue with { WhenFull = action })
        .Seconds("maxWait", 1, Week, "The longest wait in this queue; no limit by default.",
            (body, time) => body.Queue = body.Queue with { MaxWait = time })
        .WaitAction("whenExpired", "The action on a contact that has waited that long; by default it is closed as expired.",
            (body, action) => body.Queue = body.Queue with { WhenExpired = action })
        .Object("hours", OpeningHoursBody.Schema, "The hours in which contacts may enter; always by default.",
            (body, hours) => body.Queue = body.Queue with { Hours = hours.Hours })
        .Flag("closed", "Whether no contact may enter, also within the hours.",
            (body, closed) => body.Queue = body.Queue with { Closed = closed })
        .WaitAction("whenClosed",
            "The action on a contact that enters while the queue is closed; by default it is rejected.",
            (body, action) => body.Queue = body.Queue with { WhenClosed = action })
        .WaitAction("joinEmpty",
            "The action on a contact that enters while no agent of the staff has its skills; by default it waits.",
            (body, action) => body.Queue = body.Queue with { JoinEmpty = action })
        .WaitAction("leaveWhenEmpty",
            "The action on contacts that have waited `emptyFor` while no staff has their skills; by default they wait.",
            (body, action) => body.Queue = body.Queue with { LeaveWhenEmpty = action })
        .Seconds("emptyFor", 0, 600, "The time that contacts wait without staff before `leaveWhenEmpty` acts.",
            (body, time) => body.Queue = body.Queue with { EmptyFor = time })
        .Flag("notReadyIsStaff", "Whether agents who are not ready count as staff; true by default.",
            (body, counts) => body.Queue = body.Queue with { NotReadyIsStaff = counts })
        .Flag("setAsideIsStaff",
            "Whether agents count as staff who are not ready by `ringNoAnswer`, `declined` or `deviceUnreachable`.",
            (body, counts) => body.Queue = body.Queue with { SetAsideIsStaff = counts })
        .Object("whenRefused", RefusalLimitBody.Schema,
            "The action on a contact that agents have declined or missed so often in this queue; by default it is offered on.",
            (body, limit) => body.Queue = body.Queue with { WhenRefused = limit.Limit })
        .Seconds("resumeWithin", 0, 3600,
            "The time after abandoning in which a caller who returns gets the old place back; 0 for never.",
            (body, time) => body.Queue = body.Queue with { ResumeWithin = time })
        .Text("name", Limits.NameLength, "The queue's name, for people.",
            (body, name) => body.Queue = body.Queue with { Name = name })
        .Objects("agentGone", AgentGoneRuleBody.Schema, Limits.AgentGoneRules, "rules",
            "The rules for connected contacts whose agent goes offline. By default voice stays, others are requeued after 60 s.",
            (body, rules) => body.Queue = body.Queue with { AgentGone = [.. rules.Select(rule => rule.Rule)] });
}
