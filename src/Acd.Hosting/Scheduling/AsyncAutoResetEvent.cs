using System.Threading.Tasks.Sources;

namespace Acd.Hosting;

/// <summary>
/// A bell for one sleeper: <see cref="Set"/> wakes it, or keeps it from falling asleep the next time. Many rings before it
/// wakes are one. It allocates nothing.
/// </summary>
internal sealed class AsyncAutoResetEvent : IValueTaskSource
{
    private const int NotSignaled = 0, Signaled = 1, Waiting = 2;

    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private int _state = NotSignaled;

    /// <summary>Wakes the sleeper. Any thread may ring; the sleeper never runs on the ringer's.</summary>
    public void Set()
    {
        // The exchange is a full fence: whoever rings after adding work is either seen by the sleeper or wakes it.
        if (Interlocked.Exchange(ref _state, Signaled) == Waiting) _source.SetResult(true);
    }

    /// <summary>Sleeps until the bell rings. One caller at a time.</summary>
    public ValueTask WaitAsync()
    {
        _source.Reset();
        if (Interlocked.CompareExchange(ref _state, Waiting, NotSignaled) == NotSignaled) return new ValueTask(this, _source.Version);
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
