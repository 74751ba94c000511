using Acd.Hosting;

namespace Acd.Simulator.Verify;

/// <summary>A process that holds a host. It can stand still, die, be stopped, and be started again as another one.</summary>
internal sealed class Process(
    string name, VirtualWorld world, SimulatedDatabase database, Scenery scenery, Seams seams, Trace trace, Action<string> broke)
{
    private readonly List<Life> _graves = [];
    private Life? _life;
    private int _lives;
    private TimeSpan _clockOffset;
    private int _tasksLeft = -1;
    private Action? _then;

    public string Name { get; } = name;

    /// <summary>Told when it is dead: whoever is connected to it notices.</summary>
    public Action<Process>? Died { get; set; }

    public bool IsAlive => _life is not null;

    public bool IsServing => _life is { IsStopping: false, Host.Status: CenterStatus.Active };

    /// <summary>Its tasks, if it is alive.</summary>
    public TaskQueue? Tasks => _life?.Tasks;

    /// <summary>What callers see of it, if it is alive.</summary>
    public IContactCenter? Center => _life?.Center;

    /// <summary>Its wall clock's time.</summary>
    public DateTimeOffset Now => VirtualWorld.Beginning + world.Elapsed + _clockOffset;

    /// <summary>Starts it, if it does not run.</summary>
    public void Start()
    {
        if (IsAlive) return;
        var owner = $"{Name}{++_lives}";
        var tasks = world.NewQueue();
        var clock = new ProcessClock(world, tasks) { Offset = _clockOffset };
        var store = new SimulatedStore(world, database, owner, clock, scenery.Slowest, trace);
        var log = new ProcessLog(text => trace.Line(world, owner, text), Break);
        var host = new EngineHost(seams.Store(store), scenery.HostOptions(owner, tasks), clock, log);
        _life = new Life(owner, tasks, clock, store, host, seams.Center(host));
        trace.Line(world, owner, "starts");
        tasks.Post(() => host.StartAsync());
    }

    /// <summary>Lets it die without a word, after so many tasks.</summary>
    public void Kill(int afterTasks) => AfterTasks(afterTasks, Die);

    /// <summary>Lets it stand still for a while, after so many tasks.</summary>
    public void Pause(int afterTasks, TimeSpan length) => AfterTasks(afterTasks, () => StandStill(length));

    /// <summary>Asks it to stop; it is dead when it has.</summary>
    public void StopGently()
    {
        if (_life is not { IsStopping: false } life) return;
        (life.IsStopping, life.StartsAgain) = (true, false);
        life.Tasks.Post(async () =>
        {
            await life.Host.StopAsync();
            world.After(TimeSpan.Zero, () =>
            {
                if (_life != life) return;
                Die();
                if (life.StartsAgain) Start();
            });
        });
    }

    /// <summary>Turns its wall clock.</summary>
    public void TurnClock(TimeSpan by)
    {
        _clockOffset += by;
        if (_life is { } life) life.Clock.Offset = _clockOffset;
    }

    /// <summary>Lets the next calls of its store go wrong.</summary>
    public void Add(StoreTrouble trouble) => _life?.Store.Add(trouble);

    /// <summary>Cuts it off the store, or lets it through again.</summary>
    public void Cut(bool cut)
    {
        if (_life is { } life) life.Store.IsCut = cut;
    }

    /// <summary>Ends whatever goes wrong with it, and starts it where it is dead.</summary>
    public void Heal()
    {
        (_tasksLeft, _then) = (-1, null);
        if (_life is not { } life)
        {
            Start();
            return;
        }

        life.StartsAgain = true;
        life.Tasks.IsPaused = false;
        life.Store.Heal();
    }

    /// <summary>One of its tasks has run.</summary>
    public void CountTask(TaskQueue queue)
    {
        if (queue != Tasks || _tasksLeft < 0 || --_tasksLeft >= 0) return;
        var then = _then;
        _then = null;
        then?.Invoke();
    }

    /// <summary>
    /// Lets what is left of all its lives end, so that nothing of them is held any longer. It must have died; nobody looks.
    /// </summary>
    /// <returns>The tasks of that.</returns>
    public IEnumerable<Task> Bury()
    {
        foreach (var life in _graves)
        {
            life.Tasks.IsPaused = false;
            yield return life.Tasks.Post(async () => await life.Host.DisposeAsync());
        }
    }

    public override string ToString() => Name;

    private void AfterTasks(int count, Action then)
    {
        if (count == 0) then();
        else (_tasksLeft, _then) = (count - 1, then);
    }

    private void StandStill(TimeSpan length)
    {
        if (_life is not { } life) return;
        trace.Line(world, life.Owner, "stands still");
        life.Tasks.IsPaused = true;
        world.After(length, () =>
        {
            if (_life == life) life.Tasks.IsPaused = false;
        });
    }

    private void Die()
    {
        if (_life is not { } life) return;
        trace.Line(world, life.Owner, "dies");
        _life = null;
        (_tasksLeft, _then) = (-1, null);
        life.Tasks.IsPaused = true;
        life.Store.IsCut = true;
        _graves.Add(life);
        Died?.Invoke(this);
    }

    private void Break(string what)
    {
        if (!trace.IsClosed) broke($"{Name}: {what}");
    }

    private sealed class Life(
        string owner, TaskQueue tasks, ProcessClock clock, SimulatedStore store, EngineHost host, IContactCenter center)
    {
        public string Owner { get; } = owner;

        public TaskQueue Tasks { get; } = tasks;

        public ProcessClock Clock { get; } = clock;

        public SimulatedStore Store { get; } = store;

        public EngineHost Host { get; } = host;

        public IContactCenter Center { get; } = center;

        public bool IsStopping { get; set; }

        /// <summary>Whether another life follows when this one has stopped.</summary>
        public bool StartsAgain { get; set; }
    }
}
