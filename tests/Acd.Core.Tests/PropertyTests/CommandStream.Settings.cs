namespace Acd.Core.Tests;

/// <summary>Random queues, gates, plans and actions.</summary>
public sealed partial class CommandStream
{
    private static readonly string[] TimeZones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"];

    private QueueId RandomQueueId() => Chance(95) ? KnownQueue() : new($"q{_random.Next(1, 9)}");

    private GateId RandomGateId() => Chance(90) && KnownGate() is { } known ? known : new($"g{_random.Next(1, 9)}");

    private QueueId KnownQueue() => Pick(_model.Settings.Queues).Id;

    private GateId? KnownGate() => _model.Settings.Gates is { Count: > 0 } gates ? Pick(gates).Id : null;

    private string RandomTimeZone() => Pick(TimeZones);

    private ChannelCost RandomChannel() =>
        new(new(Pick("chat", "email", "fax")), Pick(10, 25, 50), Pick<int?>(null, 1, 3), Pick<int?>(null, 1, 2, 4));

    private QueueSettings RandomQueue(QueueId id)
    {
        var queue = new QueueSettings(id)
        {
            OfferTimeout = Seconds(1, 5, 20),
            WrapUp = Seconds(0, 0, 3, 10),
            MaxMissedOffers = Pick(1, 1, 2, 3),
            RetryCooldown = Seconds(0, 5, 20, 30),
            AutoAccept = Chance(8),
            HeadStartPerPriority = Seconds(0, 1, 60),
            StrictPriority = Chance(15),
            WrapUpAfterTransfer = !Chance(25),
            MayPick = Chance(60),
            AgentGone = Chance(40) ? RandomAgentGone() : [],
            OfferPause = Seconds(0, 1, 2, 2),
            MaxDeclines = Pick(1, 2, 3, 100),
        };
        if (Chance(_style.Strategies))
        {
            queue = queue with
            {
                Strategy = _style.InSets ? Strategy.LongestIdle : Pick(Enum.GetValues<Strategy>()),
                IdleBasis = Pick(Enum.GetValues<IdleBasis>()),
                OffersAtOnce = Pick(1, 2, 3, 4),
                PreferredFor = Seconds(0, 2, 5, 30),
            };
        }

        return _style.Limits == 0 ? queue : Limited(queue) with
        {
            ResumeWithin = Chance(_style.Callers) ? Seconds(1, 5, 60) : TimeSpan.Zero,
            CallbackAttempts = Pick(1, 2, 3),
            CallbackDelay = Seconds(1, 2, 5),
            CallbackExpiry = Seconds(2, 5, 20, 600),
        };
    }

    private IReadOnlyList<AgentGoneRule> RandomAgentGone() =>
    [
        .. _style.Channels.Distinct().Select(channel => (ChannelId?)new ChannelId(channel)).Append(null)
            .Where(_ => Chance(60)).Select(channel => new AgentGoneRule(Pick(Enum.GetValues<AgentGoneAction>()))
            {
                Channel = channel,
                After = Seconds(1, 2, 5, 60),
            }),
    ];

    private QueueSettings Limited(QueueSettings queue) => queue with
    {
        Plan = IsLimited() ? RandomPlan() : [],
        MaxWaiting = IsLimited() ? Pick(0, 1, 2, 3) : null,
        WhenFull = Maybe(),
        MaxWait = IsLimited() ? Seconds(1, 3, 10) : null,
        WhenExpired = Maybe(),
        Hours = Chance(_style.Limits / 3) ? RandomHours() : null,
        Closed = Chance(_style.Limits / 4),
        WhenClosed = Maybe(),
        JoinEmpty = IsLimited() ? RandomAction() : null,
        LeaveWhenEmpty = IsLimited() ? RandomAction() : null,
        EmptyFor = Seconds(0, 1, 5),
        NotReadyIsStaff = Chance(70),
        SetAsideIsStaff = Chance(30),
        WhenRefused = IsLimited() ? new(Pick(1, 2, 3), RandomAction()) : null,
    };

    private bool IsLimited() => Chance(_style.Limits);

    private WaitAction? Maybe() => Chance(60) ? RandomAction() : null;

    private IReadOnlyList<PlanStep> RandomPlan()
    {
        var times = new[] { 0.0, 0.5, 1, 2, 3, 5, 8 }.Where(_ => Chance(30)).ToList();
        return
        [
            .. times.Select(time =>
                new PlanStep(TimeSpan.FromSeconds(time), RandomAction()) { SkipIfUnservable = Chance(30) }),
        ];
    }

    private WaitAction RandomAction()
    {
        var action = new WaitAction
        {
            Queue = Chance(45) ? KnownQueue() : null,
            Requirements = Chance(20) ? RandomRequirements() : null,
            LowerLevels = Chance(20) ? _random.Next(1, 10) : null,
            RaisePriority = Chance(25) ? _random.Next(1, 10) : null,
            Callback = Chance(12),
        };
        if (Chance(25) && KnownGate() is { } gate)
            action = action with { Queue = null, Gate = gate };
        return action == new WaitAction() || Chance(8)
            ? new WaitAction { Close = Pick(CloseReason.Expired, CloseReason.Overflowed, CloseReason.Rejected) }
            : action;
    }

    private GateSettings RandomGate() => new(Chance(95) ? RandomGateId() : new($"g{_random.Next(1, 5)}"), KnownQueue())
    {
        Requirements = Chance(50) ? [] : RandomRequirements(),
        Priority = Chance(70) ? null : _random.Next(10),
        Whisper = Chance(70) ? null : Pick("VIP", "a new (!) customer"),
        Attributes = Chance(70) ? null : Pick("{\"menu\":2}", "{ \"menu\": 3, \"crm\": 1 }", "{}"),
    };

    /// <summary>Streams begin on a Monday at 08:00 UTC and last some minutes.</summary>
    private OpeningHours RandomHours() => new(RandomTimeZone(),
    [
        new(DayOfWeek.Monday, new TimeOnly(8, 0), new TimeOnly(8, _random.Next(1, 4))),
        new(DayOfWeek.Monday, new TimeOnly(9, _random.Next(0, 3)), TimeOnly.MinValue),
    ])
    {
        Holidays = Chance(15) ? [new DateOnly(2025, 3, 3)] : [],
    };

    private TimeSpan Seconds(params IReadOnlyList<int> from) => TimeSpan.FromSeconds(Pick(from));
}
