namespace Acd.Simulator.Verify;

/// <summary>
/// Virtual time, all that will happen in it, and the tasks of every process: one after the other, on the caller's thread, in an
/// order that the dice say. Time stands still while there is a task that can run.
/// </summary>
internal sealed class SimulationScheduler
{
    /// <summary>So many tasks at one moment are a process that turns in circles.</summary>
    private const int MaxTasksPerInstant = 200_000;

    /// <summary>The wall's time when the world begins.</summary>
    public static readonly DateTimeOffset StartTime = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Action, (TimeSpan Due, long Order)> _timers = new();
    private readonly List<ProcessTaskScheduler> _queues = [];
    private readonly List<ProcessTaskScheduler> _runnable = [];
    private long _order;

    /// <summary>What decides wherever reality would be undecided. Another one may be put in between two steps.</summary>
    public SeededRandom Random { get; set; } = new(0);

    /// <summary>How long the world has existed.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Whether something ran on a thread that the world does not know of.</summary>
    public bool HasForeignTasks => _queues.Exists(queue => queue.HasForeignTasks);

    /// <summary>How many tasks have run.</summary>
    public long TasksRun { get; private set; }

    /// <summary>Told after each task in whose queue it was.</summary>
    public Action<ProcessTaskScheduler>? TaskRan { get; set; }

    /// <summary>Makes a queue for a process.</summary>
    public ProcessTaskScheduler CreateTaskScheduler()
    {
        var queue = new ProcessTaskScheduler();
        _queues.Add(queue);
        return queue;
    }

    /// <summary>Lets something happen a while from now.</summary>
    public void Schedule(TimeSpan delay, Action what) => _timers.Enqueue(what, (Elapsed + delay, ++_order));

    /// <summary>Lets time pass, and everything happen that is due.</summary>
    public void Advance(TimeSpan by) => AdvanceUntil(() => false, by);

    /// <summary>Lets time pass until something holds, looked at whenever nothing more can happen at a moment.</summary>
    /// <returns>False where it did not hold in that time.</returns>
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
            if (run == MaxTasksPerInstant) throw new InvalidOperationException("The processes run in circles at one moment.");
            var queue = _runnable[_runnable.Count == 1 ? 0 : Random.NextBelow(_runnable.Count)];

            // Mostly in order, as a thread pool does it, but any of its threads may be held up.
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
/// The tasks of one process that could run now. None runs by itself: the world takes them out one by one, so that nothing is
/// left to a machine's threads.
/// </summary>
internal sealed class ProcessTaskScheduler : TaskScheduler
{
    private readonly List<Task> _tasks = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>Whether the process stands still: its tasks wait.</summary>
    public bool IsPaused { get; set; }

    /// <summary>
    /// Whether a task came from elsewhere. It would come at another moment each time, so it is dropped, and the run counts for
    /// nothing.
    /// </summary>
    public volatile bool HasForeignTasks;

    /// <summary>How many tasks there are.</summary>
    public int Count => _tasks.Count;

    /// <summary>Does something in the process, as its next task or a later one.</summary>
    public void Post(Action what) =>
        Task.Factory.StartNew(what, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    /// <summary>Does something that takes a while in the process.</summary>
    public Task Post(Func<Task> what) =>
        Task.Factory.StartNew(what, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Takes a task out, and runs it up to its next wait.</summary>
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
