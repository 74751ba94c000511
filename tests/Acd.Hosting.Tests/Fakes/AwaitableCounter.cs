namespace Acd.Hosting.Tests;

/// <summary>Counts what happens, and lets a test wait until it has happened so many times.</summary>
/// <param name="what">What it counts.</param>
internal sealed class AwaitableCounter(string what)
{
    private readonly Lock _gate = new();
    private readonly List<(long At, TaskCompletionSource Reached)> _waits = [];
    private long _count;

    /// <summary>How many there were.</summary>
    public long Count
    {
        get
        {
            lock (_gate) return _count;
        }
    }

    /// <summary>So many more have happened.</summary>
    public void Add(long more = 1)
    {
        lock (_gate)
        {
            _count += more;
            foreach (var (_, reached) in _waits.FindAll(wait => wait.At <= _count)) reached.TrySetResult();
            _waits.RemoveAll(wait => wait.At <= _count);
        }
    }

    /// <summary>Waits until there were so many.</summary>
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
