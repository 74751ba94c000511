using Acd.Testing;

namespace Acd.Hosting.Tests;

/// <summary>Waits with a limit: when they end, and where they continue.</summary>
public sealed class TaskWaitExtensionsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly ManualTime _time = new();
    private readonly TaskCompletionSource _work = new();

    [Fact]
    public async Task A_wait_ends_with_its_task_however_that_ends()
    {
        var waiting = _work.Task.WaitForCompletionAsync(Limit, _time, CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        _work.SetException(new InvalidOperationException());

        await waiting.OrTimeout("the end of the wait");
    }

    [Fact]
    public async Task A_wait_ends_at_its_limit()
    {
        var waiting = _work.Task.WaitForCompletionAsync(Limit, _time, CancellationToken.None);
        _time.Advance(Limit);
        await waiting.OrTimeout("the end of the wait");
    }

    [Fact]
    public void A_canceled_wait_goes_on_where_the_hosts_work_runs()
    {
        // The test runner's own scheduler must not matter here.
        SynchronizationContext.SetSynchronizationContext(null);
        using var cancel = new CancellationTokenSource();
        var scheduler = new SingleThreadScheduler();
        var waiting = scheduler.RunAsync(() => _work.Task.WaitForCompletionAsync(Limit, _time, cancel.Token));
        scheduler.RunAll();

        cancel.Cancel();
        scheduler.RunAll();

        Assert.True(waiting.IsCompletedSuccessfully, "Part of the wait went elsewhere.");
    }

    /// <summary>Runs tasks on command and refuses tasks from other threads.</summary>
    private sealed class SingleThreadScheduler : TaskScheduler
    {
        private readonly Queue<Task> _tasks = [];
        private readonly int _thread = Environment.CurrentManagedThreadId;

        public void RunAll()
        {
            while (_tasks.TryDequeue(out var task)) TryExecuteTask(task);
        }

        protected override void QueueTask(Task task)
        {
            Assert.Equal(_thread, Environment.CurrentManagedThreadId);
            _tasks.Enqueue(task);
        }

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => _tasks;
    }
}
