namespace Acd.Hosting.Tests;

/// <summary>A counter that a test can wait for.</summary>
/// <param name="what">The counted thing, for messages.</param>
internal sealed class AwaitableCounter(string what)
{
    private readonly Lock _gate = new();
    private readonly List<(long At, TaskCompletionSource Reached)> _waits = [];
    private long _count;

    /// <summary>The count.</summary>
    public long Count
    {
        get
        {
            lock (_gate) return _count;
        }
    }

    /// <summary>Adds to the count.</summary>
    public void Add(long more = 1)
    {
        lock (_gate)
        {
            _count += more;
            foreach (var (_, reached) in _waits.FindAll(wait => wait.At <= _count)) reached.TrySetResult();
            _waits.RemoveAll(wait => wait.At <= _count);
        }
    }

    /// <summary>Waits until the count is reached.</summary>
    public Task WaitForAsync(long count)
    {
        lock (_gate)
        {
            if (_count >= count) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waits.Add((count, reached));
            return reached.Task.OrTimeout($"{what} number {count}");
        }
    }
}
