using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Generates the steps of a run from a seed and the current state of the center.</summary>
internal sealed class StepGenerator
{
    private readonly SeededRandom _random;
    private readonly RequestContext _context;
    private readonly SimulationParameters _parameters;
    private readonly Queue<SimulationAction> _opening = [];
    private int _made;
    private int _serving;

    public StepGenerator(SeededRandom random, SimulationParameters parameters)
    {
        (_random, _parameters) = (random, parameters);
        _context = new RequestContext(random, parameters);
        Open(new PutQueue(QueueWorkload.Queue(_context, QueueId.Default)));
        for (var number = 1; number <= parameters.Features.ExtraQueues; number++)
        {
            Open(new PutQueue(QueueWorkload.Queue(_context, RequestContext.QueueAt(number))));
            var gate = QueueWorkload.Gate(_context, RequestContext.GateAt(number));
            Open(new PutGate(gate with { Queue = RequestContext.QueueAt(number) }));
        }

        for (var number = 1; number <= parameters.Agents; number++)
        {
            var agent = new AgentId($"a{number}");
            Open(new PutAgent(agent, _context.Profile()));
            if (random.Chance(80)) Open(new SetPresence(agent, Presence.Available));
        }

        void Open(Request request) => _opening.Enqueue(SendTo(request));
    }

    /// <summary>The next step; null at the end of the run. The last step lets the center become quiescent.</summary>
    /// <param name="state">The center's projected state.</param>
    /// <param name="serving">The process that serves.</param>
    public SimulationStep? Next(ProjectedState state, int serving)
    {
        (_context.State, _serving) = (state, serving);
        if (_opening.TryDequeue(out var opening)) return StepAfter(TimeSpan.FromMilliseconds(10), opening);
        if (_made == _parameters.Steps) return null;
        _made++;
        var delay = PickDelay();
        if (_made == _parameters.Steps || _made % 60 == 0) return StepAfter(delay, new Quiesce());
        return StepAfter(delay, _random.Chance(_parameters.FaultPercent) ? PickFault() : SendTo(PickRequest()));
    }

    private SimulationStep StepAfter(TimeSpan delay, SimulationAction action) => new(delay, action, _random.NextSeed());

    private GeneratedRequest PickRequest() =>
        KeyedWorkload.WithKey(
            _context, _random.PickWeighted(RequestGenerators.All, generator => generator.Weight).Generate(_context));

    private SendRequest SendTo(GeneratedRequest generated)
    {
        var delay = _random.Chance(12) ? _random.DurationUpTo(TimeSpan.FromSeconds(3)) : TimeSpan.Zero;
        TimeSpan? again = _random.Chance(8) ? _random.DurationUpTo(TimeSpan.FromSeconds(2)) : null;
        return new SendRequest(generated, PickProcess(), delay, again);
    }

    /// <summary>Mostly no delay or a short one, often about as long as an offer rings, sometimes minutes.</summary>
    private TimeSpan PickDelay() => _random.NextBelow(100) switch
    {
        < 40 => TimeSpan.Zero,
        < 65 => TimeSpan.FromMilliseconds(_random.Between(1, 5)),
        < 80 => TimeSpan.FromMilliseconds(_random.Between(5, 500)),
        < 92 => TimeSpan.FromSeconds(_random.Pick(1, 3, 5)),
        < 98 => TimeSpan.FromMilliseconds(_random.NextBelow(20_000)),
        98 => TimeSpan.FromSeconds(30),
        _ => TimeSpan.FromSeconds(_random.NextBelow(120)),
    };

    private SimulationAction PickFault() => _random.NextBelow(100) switch
    {
        < 40 => new InjectStoreFault(PickVictim(), PickStoreFault()),
        < 48 => new DisconnectStore(_random.Chance(60) ? PickVictim() : null, _random.DurationUpTo(TimeSpan.FromSeconds(6))),
        < 58 => new KillProcess(PickVictim(), PickTaskCount()),
        < 68 => new StartProcess(PickProcess()),
        < 74 => new StopProcess(PickVictim()),
        < 92 => new SuspendProcess(PickVictim(), PickTaskCount(), _random.DurationUpTo(TimeSpan.FromSeconds(10))),
        _ => new AdvanceWallClock(_random.Chance(50) ? PickVictim() : null, PickClockJump()),
    };

    private TimeSpan PickClockJump() => _random.DurationUpTo(TimeSpan.FromSeconds(_random.Pick(1, 30, 3600)));

    private StoreFaultInjection PickStoreFault() => new(
        _random.Pick(Enum.GetValues<StoreFault>()), _random.Pick(1, 1, 1, 2, 5), _random.Chance(70),
        _random.DurationUpTo(TimeSpan.FromSeconds(7)));

    private int PickProcess() => _random.NextBelow(_parameters.Processes);

    /// <summary>Mostly the process that serves, because faults of the others seldom matter.</summary>
    private int PickVictim() => _random.Chance(60) ? _serving : PickProcess();

    private int PickTaskCount() => _random.Chance(30) ? 0 : _random.Between(1, 40);
}
