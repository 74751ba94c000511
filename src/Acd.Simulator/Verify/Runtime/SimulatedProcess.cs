using Acd.Hosting;

namespace Acd.Simulator.Verify;

/// <summary>A process that holds a host. It can stand still, die, be stopped, and be started again as another one.</summary>
internal sealed class SimulatedProcess(
    string name, SimulationScheduler world, SimulatedDatabase database, SimulationParameters scenery, TestHooks seams, SimulationTrace trace, Action<string> broke)
{
    private readonly List<Instance> _killed = [];
    private Instance? _instance;
    private int _starts;
    private TimeSpan _clockOffset;
    private int _tasksUntilFault = -1;
    private Action? _pendingFault;

    public string Name { get; } = name;

    /// <summary>Told when it is dead: whoever is connected to it notices.</summary>
    public Action<SimulatedProcess>? Died { get; set; }

    public bool IsAlive => _instance is not null;

    public bool IsServing => _instance is { IsStopping: false, Host.Status: CenterStatus.Active };

    /// <summary>Its tasks, if it is alive.</summary>
    public ProcessTaskScheduler? Tasks => _instance?.Tasks;

    /// <summary>What callers see of it, if it is alive.</summary>
    public IContactCenter? Center => _instance?.Center;

    /// <summary>Its wall clock's time.</summary>
    public DateTimeOffset Now => SimulationScheduler.StartTime + world.Elapsed + _clockOffset;

    /// <summary>Starts it, if it does not run.</summary>
    public void Start()
    {
        if (IsAlive) return;
        var owner = $"{Name}{++_starts}";
        var tasks = world.CreateTaskScheduler();
        var clock = new ProcessClock(world, tasks) { Offset = _clockOffset };
        var store = new SimulatedStore(world, database, owner, clock, scenery.MaxStoreDelay, trace);
        var log = new ProcessLogger(text => trace.Line(world, owner, text), ReportFailure);
        var host = new EngineHost(seams.WrapStore(store), scenery.HostOptions(owner, tasks), clock, log);
        _instance = new Instance(owner, tasks, clock, store, host, seams.WrapCenter(host));
        trace.Line(world, owner, "starts");
        tasks.Post(() => host.StartAsync());
    }

    /// <summary>Lets it die without a word, after so many tasks.</summary>
    public void Kill(int afterTasks) => AfterTasks(afterTasks, Die);

    /// <summary>Lets it stand still for a while, after so many tasks.</summary>
    public void Suspend(int afterTasks, TimeSpan length) => AfterTasks(afterTasks, () => SuspendNow(length));

    /// <summary>Asks it to stop; it is dead when it has.</summary>
    public void StopGracefully()
    {
        if (_instance is not { IsStopping: false } life) return;
        (life.IsStopping, life.RestartsAfterStop) = (true, false);
        life.Tasks.Post(async () =>
        {
            await life.Host.StopAsync();
            world.Schedule(TimeSpan.Zero, () =>
            {
                if (_instance != life) return;
                Die();
                if (life.RestartsAfterStop) Start();
            });
        });
    }

    /// <summary>Turns its wall clock.</summary>
    public void AdvanceWallClock(TimeSpan by)
    {
        _clockOffset += by;
        if (_instance is { } life) life.Clock.Offset = _clockOffset;
    }

    /// <summary>Lets the next calls of its store go wrong.</summary>
    public void InjectStoreFault(StoreFaultInjection trouble) => _instance?.Store.Inject(trouble);

    /// <summary>Cuts it off the store, or lets it through again.</summary>
    public void SetStoreDisconnected(bool cut)
    {
        if (_instance is { } life) life.Store.IsDisconnected = cut;
    }

    /// <summary>Ends whatever goes wrong with it, and starts it where it is dead.</summary>
    public void Heal()
    {
        (_tasksUntilFault, _pendingFault) = (-1, null);
        if (_instance is not { } life)
        {
            Start();
            return;
        }

        life.RestartsAfterStop = true;
        life.Tasks.IsPaused = false;
        life.Store.Heal();
    }

    /// <summary>One of its tasks has run.</summary>
    public void OnTaskRan(ProcessTaskScheduler queue)
    {
        if (queue != Tasks || _tasksUntilFault < 0 || --_tasksUntilFault >= 0) return;
        var then = _pendingFault;
        _pendingFault = null;
        then?.Invoke();
    }

    /// <summary>
    /// Lets what is left of all its lives end, so that nothing of them is held any longer. It must have died; nobody looks.
    /// </summary>
    /// <returns>The tasks of that.</returns>
    public IEnumerable<Task> DisposeKilled()
    {
        foreach (var life in _killed)
        {
            life.Tasks.IsPaused = false;
            yield return life.Tasks.Post(async () => await life.Host.DisposeAsync());
        }
    }

    public override string ToString() => Name;

    private void AfterTasks(int count, Action then)
    {
        if (count == 0) then();
        else (_tasksUntilFault, _pendingFault) = (count - 1, then);
    }

    private void SuspendNow(TimeSpan length)
    {
        if (_instance is not { } life) return;
        trace.Line(world, life.Owner, "stands still");
        life.Tasks.IsPaused = true;
        world.Schedule(length, () =>
        {
            if (_instance == life) life.Tasks.IsPaused = false;
        });
    }

    private void Die()
    {
        if (_instance is not { } life) return;
        trace.Line(world, life.Owner, "dies");
        _instance = null;
        (_tasksUntilFault, _pendingFault) = (-1, null);
        life.Tasks.IsPaused = true;
        life.Store.IsDisconnected = true;
        _killed.Add(life);
        Died?.Invoke(this);
    }

    private void ReportFailure(string what)
    {
        if (!trace.IsClosed) broke($"{Name}: {what}");
    }

    private sealed class Instance(
        string owner, ProcessTaskScheduler tasks, ProcessClock clock, SimulatedStore store, EngineHost host, IContactCenter center)
    {
        public string Owner { get; } = owner;

        public ProcessTaskScheduler Tasks { get; } = tasks;

        public ProcessClock Clock { get; } = clock;

        public SimulatedStore Store { get; } = store;

        public EngineHost Host { get; } = host;

        public IContactCenter Center { get; } = center;

        public bool IsStopping { get; set; }

        /// <summary>Whether another life follows when this one has stopped.</summary>
        public bool RestartsAfterStop { get; set; }
    }
}
