using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>What supervisors want of queues, gates and channels, while contacts are in them.</summary>
internal static class QueueWorkload
{
    private static readonly string[] TimeZones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"];

    public static IReadOnlyList<RequestGenerator> All { get; } =
    [
        new(4, choose => new PutQueue(Queue(choose, choose.AnyQueue()))),
        new(2, choose => choose.Features.ExtraQueues == 0 ? new GetQueue(choose.Queue()) : new PutGate(Gate(choose, choose.AnyGate()))),
        new(1, choose => choose.Random.Chance(50) ? new RemoveQueue(choose.AnyQueue()) : new RemoveGate(choose.AnyGate())),
        new(1, choose => choose.Random.Chance(60)
            ? new PutChannel(Channel(choose))
            : new PutTimeZone(choose.Random.Pick(TimeZones))),
    ];

    /// <summary>Random settings of a queue.</summary>
    public static QueueSettings Queue(RequestContext choose, QueueId id)
    {
        var dice = choose.Random;
        var queue = new QueueSettings(id)
        {
            OfferTimeout = dice.Seconds(1, 5, 20),
            WrapUp = dice.Seconds(0, 0, 3, 10),
            MaxMissedOffers = dice.Pick(1, 1, 2, 3),
            RetryCooldown = dice.Seconds(0, 5, 20, 30),
            AutoAccept = dice.Chance(8),
            HeadStartPerPriority = dice.Seconds(0, 1, 60),
            StrictPriority = dice.Chance(15),
            ResumeWithin = dice.Chance(choose.Features.KnownCallers) ? dice.Seconds(1, 5, 60) : TimeSpan.Zero,
            CallbackAttempts = dice.Pick(1, 2, 3),
            CallbackDelay = dice.Seconds(1, 2, 5),
            CallbackExpiry = dice.Seconds(2, 5, 20, 600),
        };
        if (dice.Chance(choose.Features.Strategies)) queue = WithStrategy(dice, queue);
        return choose.Features.Limits == 0 ? queue : WithLimits(choose, queue);
    }

    /// <summary>Random settings of a gate.</summary>
    public static GateSettings Gate(RequestContext choose, GateId id) => new(id, choose.Queue())
    {
        Requirements = choose.Random.Chance(50) ? [] : choose.Requirements(),
        Priority = choose.Random.Chance(70) ? null : choose.Random.NextBelow(10),
        Whisper = choose.Random.Chance(80) ? null : "a new customer",
        Attributes = choose.Random.Chance(80) ? null : "{\"menu\":2}",
    };

    private static QueueSettings WithStrategy(SeededRandom dice, QueueSettings queue) => queue with
    {
        Strategy = dice.Pick(Enum.GetValues<Strategy>()),
        IdleBasis = dice.Pick(Enum.GetValues<IdleBasis>()),
        OffersAtOnce = dice.Pick(1, 1, 2, 3, 4),
        PreferredFor = dice.Seconds(0, 2, 5, 30),
    };

    private static QueueSettings WithLimits(RequestContext choose, QueueSettings queue)
    {
        var dice = choose.Random;
        return queue with
        {
            Plan = IsLimited() ? PlanGenerator.Plan(choose) : [],
            MaxWaiting = IsLimited() ? dice.Pick(0, 1, 2, 3) : null,
            WhenFull = Maybe(),
            MaxWait = IsLimited() ? dice.Seconds(1, 3, 10) : null,
            WhenExpired = Maybe(),
            Hours = IsLimited() && dice.Chance(50) ? Hours(dice) : null,
            Closed = IsLimited() && dice.Chance(30),
            WhenClosed = Maybe(),
            JoinEmpty = IsLimited() ? PlanGenerator.Action(choose) : null,
            LeaveWhenEmpty = IsLimited() ? PlanGenerator.Action(choose) : null,
        };

        bool IsLimited() => dice.Chance(choose.Features.Limits);

        WaitAction? Maybe() => dice.Chance(60) ? PlanGenerator.Action(choose) : null;
    }

    /// <summary>Hours that end and begin while a run lasts: some minutes, from a Monday at 08:00 UTC on.</summary>
    private static OpeningHours Hours(SeededRandom dice) => new(dice.Pick("UTC", "UTC", "Europe/Berlin"),
    [
        new(DayOfWeek.Monday, new TimeOnly(8, 0), new TimeOnly(8, dice.Between(1, 4))),
        new(DayOfWeek.Monday, new TimeOnly(8, dice.Between(5, 6)), TimeOnly.MinValue),
    ])
    {
        Holidays = dice.Chance(10) ? [new DateOnly(2026, 1, 5)] : [],
    };

    private static ChannelCost Channel(RequestContext choose) => new(
        choose.Random.Pick(choose.Parameters.Channels), choose.Random.Pick(10, 25, 50, 100), choose.Random.Pick<int?>(null, 1, 3));
}

/// <summary>Random plans, and what their steps and limits do.</summary>
internal static class PlanGenerator
{
    private static readonly double[] Times = [0, 0.5, 1, 2, 3, 5, 8];

    public static IReadOnlyList<PlanStep> Plan(RequestContext choose)
    {
        var dice = choose.Random;
        return
        [
            .. Times.Where(_ => dice.Chance(30)).ToList().Select(time =>
                new PlanStep(TimeSpan.FromSeconds(time), Action(choose)) { SkipIfUnservable = dice.Chance(30) }),
        ];
    }

    public static WaitAction Action(RequestContext choose)
    {
        var dice = choose.Random;
        var action = new WaitAction
        {
            Queue = dice.Chance(45) ? choose.Queue() : null,
            Requirements = dice.Chance(20) ? choose.Requirements() : null,
            LowerLevels = dice.Chance(20) ? dice.Between(1, 9) : null,
            RaisePriority = dice.Chance(25) ? dice.Between(1, 9) : null,
            Callback = dice.Chance(12),
        };
        if (dice.Chance(25) && choose.Gate() is { } gate) action = action with { Queue = null, Gate = gate };
        return action == new WaitAction() || dice.Chance(8)
            ? new WaitAction { Close = dice.Pick(CloseReason.Expired, CloseReason.Overflowed, CloseReason.Rejected) }
            : action;
    }
}
