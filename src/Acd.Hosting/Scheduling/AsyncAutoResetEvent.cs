using System.Threading.Tasks.Sources;

namespace Acd.Hosting;

/// <summary>
/// An auto-reset event for one waiter: <see cref="Set"/> wakes it, or lets its next wait end at once. Several calls before it
/// wakes count as one. It allocates nothing.
/// </summary>
internal sealed class AsyncAutoResetEvent : IValueTaskSource
{
    private const int NotSignaled = 0, Signaled = 1, Waiting = 2;

    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private int _state = NotSignaled;

    /// <summary>Wakes the waiter, which never runs on the caller's thread. Any thread may call.</summary>
    public void Set()
    {
        // The exchange is a full fence: work that was added before is either seen by the waiter or wakes it.
        if (Interlocked.Exchange(ref _state, Signaled) == Waiting) _source.SetResult(true);
    }

    /// <summary>Waits until the event is set. One caller at a time.</summary>
    public ValueTask WaitAsync()
    {
        _source.Reset();
        if (Interlocked.CompareExchange(ref _state, Waiting, NotSignaled) == NotSignaled)
            return new ValueTask(this, _source.Version);
        Interlocked.Exchange(ref _state, NotSignaled);
        return ValueTask.CompletedTask;
    }

    void IValueTaskSource.GetResult(short token)
    {
        Interlocked.Exchange(ref _state, NotSignaled);
        _source.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
