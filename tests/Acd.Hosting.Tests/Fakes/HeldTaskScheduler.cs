using System.Collections.Concurrent;

namespace Acd.Hosting.Tests;

/// <summary>A scheduler that holds its tasks until a test runs them.</summary>
internal sealed class HeldTaskScheduler : TaskScheduler
{
    private readonly ConcurrentQueue<Task> _tasks = new();

    /// <summary>Runs the held tasks, and those that they queue, on the caller's thread.</summary>
    /// <returns>The number of tasks.</returns>
    public int Run()
    {
        var count = 0;
        for (; _tasks.TryDequeue(out var task); count++) TryExecuteTask(task);
        return count;
    }

    protected override IEnumerable<Task> GetScheduledTasks() => _tasks;

    protected override void QueueTask(Task task) => _tasks.Enqueue(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;
}
