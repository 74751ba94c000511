using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Supervisors' requests about queues, gates and channels that have contacts.</summary>
internal static class QueueWorkload
{
    private static readonly string[] TimeZones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"];

    public static IReadOnlyList<RequestGenerator> All { get; } =
    [
        new(4, context => new PutQueue(Queue(context, context.AnyQueue())) { ApplyToRunning = context.Random.Chance(50) }),
        new(1, context => context.AnyQueue() is var id && context.Random.Chance(30)
            ? new PutQueue(Queue(context, id)) { If = new Precondition { MustBeNew = true } }
            : new PutQueue(Queue(context, id)) { If = new Precondition { Versions = [Version(context, id)] } }),
        new(2, context => context.Features.ExtraQueues == 0
            ? new GetQueue(context.Queue())
            : new PutGate(Gate(context, context.AnyGate()))),
        new(1, context => context.Random.Chance(50) ? new RemoveQueue(context.AnyQueue()) : new RemoveGate(context.AnyGate())),
        new(1, context => context.Random.Chance(60)
            ? new PutChannel(Channel(context))
            : new PutTimeZone(context.Random.Pick(TimeZones))),
        new(1, context => new PutKeepRoom(context.Random.Seconds(0, 3, 20, 1800))),
    ];

    /// <summary>The version that a supervisor has read.</summary>
    private static string Version(RequestContext context, QueueId id) =>
        context.State.Settings.Queues.FirstOrDefault(queue => queue.Id == id) is { } queue ? VersionTag.Of(queue) : "missing";

    /// <summary>Random settings of a queue.</summary>
    public static QueueSettings Queue(RequestContext context, QueueId id)
    {
        var random = context.Random;
        var queue = new QueueSettings(id)
        {
            OfferTimeout = random.Seconds(1, 5, 20),
            WrapUp = random.Seconds(0, 0, 3, 10),
            MaxMissedOffers = random.Pick(1, 1, 2, 3),
            RetryCooldown = random.Seconds(0, 5, 20, 30),
            AutoAccept = random.Chance(8),
            HeadStartPerPriority = random.Seconds(0, 1, 60),
            StrictPriority = random.Chance(15),
            OfferPause = random.Seconds(0, 1, 2, 2),
            MaxDeclines = random.Pick(1, 2, 3, 100),
            WrapUpAfterTransfer = !random.Chance(20),
            MayPick = random.Chance(40),
            ResumeWithin = random.Chance(context.Features.KnownCallers) ? random.Seconds(1, 5, 60) : TimeSpan.Zero,
            CallbackAttempts = random.Pick(1, 2, 3),
            CallbackDelay = random.Seconds(1, 2, 5),
            CallbackExpiry = random.Seconds(2, 5, 20, 600),
            AgentGone = random.Chance(40) ? AgentGone(context) : [],
        };
        if (random.Chance(context.Features.Strategies)) queue = WithStrategy(random, queue);
        return context.Features.Limits == 0 ? queue : WithLimits(context, queue);
    }

    /// <summary>Random settings of a gate.</summary>
    public static GateSettings Gate(RequestContext context, GateId id) => new(id, context.Queue())
    {
        Requirements = context.Random.Chance(50) ? [] : context.Requirements(),
        Priority = context.Random.Chance(70) ? null : context.Random.NextBelow(10),
        Whisper = context.Random.Chance(80) ? null : "a new customer",
        Attributes = context.Random.Chance(80) ? null : "{\"menu\":2}",
    };

    private static IReadOnlyList<AgentGoneRule> AgentGone(RequestContext context) =>
    [
        .. context.Parameters.Channels.Distinct().Select(channel => (ChannelId?)channel).Append(null)
            .Where(_ => context.Random.Chance(60)).ToList().Select(channel => new AgentGoneRule(
                context.Random.Pick(Enum.GetValues<AgentGoneAction>()))
            {
                Channel = channel,
                After = context.Random.Seconds(1, 2, 5, 60),
            }),
    ];

    private static QueueSettings WithStrategy(SeededRandom random, QueueSettings queue) => queue with
    {
        Strategy = random.Pick(Enum.GetValues<Strategy>()),
        IdleBasis = random.Pick(Enum.GetValues<IdleBasis>()),
        OffersAtOnce = random.Pick(1, 1, 2, 3, 4),
        PreferredFor = random.Seconds(0, 2, 5, 30),
    };

    private static QueueSettings WithLimits(RequestContext context, QueueSettings queue)
    {
        var random = context.Random;
        return queue with
        {
            Plan = IsLimited() ? PlanGenerator.Plan(context) : [],
            MaxWaiting = IsLimited() ? random.Pick(0, 1, 2, 3) : null,
            WhenFull = Maybe(),
            MaxWait = IsLimited() ? random.Seconds(1, 3, 10) : null,
            WhenExpired = Maybe(),
            Hours = IsLimited() && random.Chance(50) ? Hours(random) : null,
            Closed = IsLimited() && random.Chance(30),
            WhenClosed = Maybe(),
            JoinEmpty = IsLimited() ? PlanGenerator.Action(context) : null,
            LeaveWhenEmpty = IsLimited() ? PlanGenerator.Action(context) : null,
            EmptyFor = random.Seconds(0, 1, 5),
            NotReadyIsStaff = random.Chance(70),
            SetAsideIsStaff = random.Chance(30),
            WhenRefused = IsLimited() ? new(random.Pick(1, 2, 3), PlanGenerator.Action(context)) : null,
        };

        bool IsLimited() => random.Chance(context.Features.Limits);

        WaitAction? Maybe() => random.Chance(60) ? PlanGenerator.Action(context) : null;
    }

    /// <summary>Hours that begin and end while a run lasts: some minutes of a Monday from 08:00 UTC.</summary>
    private static OpeningHours Hours(SeededRandom random) => new(random.Pick("UTC", "UTC", "Europe/Berlin"),
    [
        new(DayOfWeek.Monday, new TimeOnly(8, 0), new TimeOnly(8, random.Between(1, 4))),
        new(DayOfWeek.Monday, new TimeOnly(8, random.Between(5, 6)), TimeOnly.MinValue),
    ])
    {
        Holidays = random.Chance(10) ? [new DateOnly(2026, 1, 5)] : [],
    };

    private static ChannelCost Channel(RequestContext context) => new(
        context.Random.Pick(context.Parameters.Channels), context.Random.Pick(10, 25, 50, 100),
        context.Random.Pick<int?>(null, 1, 3), context.Random.Pick<int?>(null, 1, 2, 4));
}

/// <summary>Generates plans and actions.</summary>
internal static class PlanGenerator
{
    private static readonly double[] Times = [0, 0.5, 1, 2, 3, 5, 8];

    public static IReadOnlyList<PlanStep> Plan(RequestContext context)
    {
        var random = context.Random;
        return
        [
            .. Times.Where(_ => random.Chance(30)).ToList().Select(time =>
                new PlanStep(TimeSpan.FromSeconds(time), Action(context)) { SkipIfUnservable = random.Chance(30) }),
        ];
    }

    public static WaitAction Action(RequestContext context)
    {
        var random = context.Random;
        var action = new WaitAction
        {
            Queue = random.Chance(45) ? context.Queue() : null,
            Requirements = random.Chance(20) ? context.Requirements() : null,
            LowerLevels = random.Chance(20) ? random.Between(1, 9) : null,
            RaisePriority = random.Chance(25) ? random.Between(1, 9) : null,
            Callback = random.Chance(12),
        };
        if (random.Chance(25) && context.Gate() is { } gate) action = action with { Queue = null, Gate = gate };
        return action == new WaitAction() || random.Chance(8)
            ? new WaitAction { Close = random.Pick(CloseReason.Expired, CloseReason.Overflowed, CloseReason.Rejected) }
            : action;
    }
}
