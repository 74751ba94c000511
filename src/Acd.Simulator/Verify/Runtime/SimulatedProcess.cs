using Acd.Hosting;

namespace Acd.Simulator.Verify;

/// <summary>A process with a host. It can be suspended, killed, stopped and started again as a new instance.</summary>
internal sealed class SimulatedProcess(
    string name,
    SimulationScheduler scheduler,
    SimulatedDatabase database,
    SimulationParameters parameters,
    TestHooks hooks,
    SimulationTrace trace,
    Action<string> onFailure)
{
    private readonly List<Instance> _killed = [];
    private Instance? _instance;
    private int _starts;
    private TimeSpan _clockOffset;
    private int _tasksUntilFault = -1;
    private Action? _pendingFault;

    public string Name { get; } = name;

    /// <summary>Called when the process dies. Its subscribers notice at once.</summary>
    public Action<SimulatedProcess>? Died { get; set; }

    public bool IsAlive => _instance is not null;

    public bool IsServing => _instance is { IsStopping: false, Host.Status: CenterStatus.Active };

    /// <summary>Its tasks; null if it is dead.</summary>
    public ProcessTaskScheduler? Tasks => _instance?.Tasks;

    /// <summary>The center as clients see it; null if it is dead.</summary>
    public IContactCenter? Center => _instance?.Center;

    /// <summary>The time of its wall clock.</summary>
    public DateTimeOffset Now => SimulationScheduler.StartTime + scheduler.Elapsed + _clockOffset;

    /// <summary>Starts it if it is dead.</summary>
    public void Start()
    {
        if (IsAlive) return;
        var owner = $"{Name}{++_starts}";
        var tasks = scheduler.CreateTaskScheduler();
        var clock = new ProcessClock(scheduler, tasks) { Offset = _clockOffset };
        var store = new SimulatedStore(scheduler, database, owner, clock, parameters.MaxStoreDelay, trace);
        var logger = new ProcessLogger(text => trace.Line(scheduler, owner, text), ReportFailure);
        var host = new EngineHost(hooks.WrapStore(store), parameters.HostOptions(owner, tasks), clock, logger);
        _instance = new Instance(owner, tasks, clock, store, host, hooks.WrapCenter(host));
        trace.Line(scheduler, owner, "starts");
        tasks.Post(() => host.StartAsync());
    }

    /// <summary>Kills it after a number of tasks.</summary>
    public void Kill(int afterTasks) => AfterTasks(afterTasks, Die);

    /// <summary>Suspends it for a while, after a number of tasks.</summary>
    public void Suspend(int afterTasks, TimeSpan length) => AfterTasks(afterTasks, () => SuspendNow(length));

    /// <summary>Asks it to stop. It is dead once its host has stopped.</summary>
    public void StopGracefully()
    {
        if (_instance is not { IsStopping: false } instance) return;
        (instance.IsStopping, instance.RestartsAfterStop) = (true, false);
        instance.Tasks.Post(async () =>
        {
            await instance.Host.StopAsync();
            scheduler.Schedule(TimeSpan.Zero, () =>
            {
                if (_instance != instance) return;
                Die();
                if (instance.RestartsAfterStop) Start();
            });
        });
    }

    /// <summary>Moves its wall clock forward.</summary>
    public void AdvanceWallClock(TimeSpan by)
    {
        _clockOffset += by;
        if (_instance is { } instance) instance.Clock.Offset = _clockOffset;
    }

    /// <summary>Makes the next calls of its store fail.</summary>
    public void InjectStoreFault(StoreFaultInjection injection) => _instance?.Store.Inject(injection);

    /// <summary>Disconnects it from the store, or connects it again.</summary>
    public void SetStoreDisconnected(bool disconnected)
    {
        if (_instance is { } instance) instance.Store.IsDisconnected = disconnected;
    }

    /// <summary>Ends all of its faults, and starts it if it is dead.</summary>
    public void Heal()
    {
        (_tasksUntilFault, _pendingFault) = (-1, null);
        if (_instance is not { } instance)
        {
            Start();
            return;
        }

        instance.RestartsAfterStop = true;
        instance.Tasks.IsPaused = false;
        instance.Store.Heal();
    }

    /// <summary>Counts a task that has run.</summary>
    public void OnTaskRan(ProcessTaskScheduler queue)
    {
        if (queue != Tasks || _tasksUntilFault < 0 || --_tasksUntilFault >= 0) return;
        var action = _pendingFault;
        _pendingFault = null;
        action?.Invoke();
    }

    /// <summary>
    /// Disposes of the hosts of all killed instances, to release what they hold. The process must be dead.
    /// </summary>
    /// <returns>The tasks of the disposal.</returns>
    public IEnumerable<Task> DisposeKilled()
    {
        foreach (var instance in _killed)
        {
            instance.Tasks.IsPaused = false;
            yield return instance.Tasks.Post(async () => await instance.Host.DisposeAsync());
        }
    }

    public override string ToString() => Name;

    private void AfterTasks(int count, Action action)
    {
        if (count == 0) action();
        else (_tasksUntilFault, _pendingFault) = (count - 1, action);
    }

    private void SuspendNow(TimeSpan length)
    {
        if (_instance is not { } instance) return;
        trace.Line(scheduler, instance.Owner, "stands still");
        instance.Tasks.IsPaused = true;
        scheduler.Schedule(length, () =>
        {
            if (_instance == instance) instance.Tasks.IsPaused = false;
        });
    }

    private void Die()
    {
        if (_instance is not { } instance) return;
        trace.Line(scheduler, instance.Owner, "dies");
        _instance = null;
        (_tasksUntilFault, _pendingFault) = (-1, null);
        instance.Tasks.IsPaused = true;
        instance.Store.IsDisconnected = true;
        _killed.Add(instance);
        Died?.Invoke(this);
    }

    private void ReportFailure(string what)
    {
        if (!trace.IsClosed) onFailure($"{Name}: {what}");
    }

    private sealed class Instance(
        string owner,
        ProcessTaskScheduler tasks,
        ProcessClock clock,
        SimulatedStore store,
        EngineHost host,
        IContactCenter center)
    {
        public string Owner { get; } = owner;

        public ProcessTaskScheduler Tasks { get; } = tasks;

        public ProcessClock Clock { get; } = clock;

        public SimulatedStore Store { get; } = store;

        public EngineHost Host { get; } = host;

        public IContactCenter Center { get; } = center;

        public bool IsStopping { get; set; }

        /// <summary>Whether a new instance starts when this one has stopped.</summary>
        public bool RestartsAfterStop { get; set; }
    }
}
