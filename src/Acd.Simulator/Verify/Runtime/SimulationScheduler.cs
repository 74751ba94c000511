namespace Acd.Simulator.Verify;

/// <summary>
/// Virtual time, timers and the tasks of every process. Tasks run one after another on the caller's thread, in an order that the
/// random numbers determine. Time advances only when no task can run.
/// </summary>
internal sealed class SimulationScheduler
{
    /// <summary>With this many tasks at one moment a process loops forever.</summary>
    private const int MaxTasksPerInstant = 200_000;

    /// <summary>The wall time at the beginning.</summary>
    public static readonly DateTimeOffset StartTime = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Action, (TimeSpan Due, long Order)> _timers = new();
    private readonly List<ProcessTaskScheduler> _queues = [];
    private readonly List<ProcessTaskScheduler> _runnable = [];
    private long _order;

    /// <summary>The source of every random choice. Each step replaces it.</summary>
    public SeededRandom Random { get; set; } = new(0);

    /// <summary>The time since the beginning.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Whether a task was queued from a thread outside of the simulation.</summary>
    public bool HasForeignTasks => _queues.Exists(queue => queue.HasForeignTasks);

    /// <summary>The number of tasks that have run.</summary>
    public long TasksRun { get; private set; }

    /// <summary>Called after each task with its process's scheduler.</summary>
    public Action<ProcessTaskScheduler>? TaskRan { get; set; }

    /// <summary>Creates a process's task scheduler.</summary>
    public ProcessTaskScheduler CreateTaskScheduler()
    {
        var queue = new ProcessTaskScheduler();
        _queues.Add(queue);
        return queue;
    }

    /// <summary>Schedules an action after a delay.</summary>
    public void Schedule(TimeSpan delay, Action what) => _timers.Enqueue(what, (Elapsed + delay, ++_order));

    /// <summary>Advances time and runs all that becomes due.</summary>
    public void Advance(TimeSpan by) => AdvanceUntil(() => false, by);

    /// <summary>Advances time until a condition holds. The condition is checked whenever no more tasks can run.</summary>
    /// <returns>False if it did not hold in that time.</returns>
    public bool AdvanceUntil(Func<bool> holds, TimeSpan atMost)
    {
        var end = Elapsed + atMost;
        RunTasks();
        while (!holds())
        {
            if (!_timers.TryPeek(out _, out var next) || next.Due > end)
            {
                Elapsed = end;
                return false;
            }

            if (next.Due > Elapsed) Elapsed = next.Due;
            _timers.Dequeue()();
            RunTasks();
        }

        return true;
    }

    private void RunTasks()
    {
        for (var run = 0; FindRunnable(); run++)
        {
            if (run == MaxTasksPerInstant) throw new InvalidOperationException("The processes loop forever at one moment.");
            var queue = _runnable[_runnable.Count == 1 ? 0 : Random.NextBelow(_runnable.Count)];

            // Mostly in order, as in a thread pool, but a thread of a pool may be delayed.
            queue.Run(queue.Count == 1 || Random.Chance(75) ? 0 : Random.NextBelow(queue.Count));
            TasksRun++;
            TaskRan?.Invoke(queue);
        }
    }

    private bool FindRunnable()
    {
        _runnable.Clear();
        foreach (var queue in _queues)
            if (queue is { IsPaused: false, Count: > 0 }) _runnable.Add(queue);
        return _runnable.Count > 0;
    }
}

/// <summary>
/// The tasks of one process that can run now. The simulation's scheduler runs them one by one, so that nothing depends on the
/// machine's threads.
/// </summary>
internal sealed class ProcessTaskScheduler : TaskScheduler
{
    private readonly List<Task> _tasks = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>Whether the process is suspended.</summary>
    public bool IsPaused { get; set; }

    /// <summary>
    /// Whether a task came from another thread. Its moment would differ in each run, so it is dropped and the run fails.
    /// </summary>
    public volatile bool HasForeignTasks;

    /// <summary>The number of tasks.</summary>
    public int Count => _tasks.Count;

    /// <summary>Queues an action of the process.</summary>
    public void Post(Action what) =>
        Task.Factory.StartNew(what, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    /// <summary>Queues an asynchronous action of the process.</summary>
    public Task Post(Func<Task> what) =>
        Task.Factory.StartNew(what, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Removes a task and runs it up to its next await.</summary>
    public void Run(int index)
    {
        var task = _tasks[index];
        _tasks.RemoveAt(index);
        TryExecuteTask(task);
    }

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        if (Environment.CurrentManagedThreadId == _thread) _tasks.Add(task);
        else HasForeignTasks = true;
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => _tasks;
}
