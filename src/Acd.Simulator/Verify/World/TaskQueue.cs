namespace Acd.Simulator.Verify;

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
