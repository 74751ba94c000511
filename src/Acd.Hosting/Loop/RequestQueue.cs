using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The requests that wait to be applied, a bounded queue. Each term of serving has its own: a request at the end of a term is
/// either in that term's queue and answered with it, or refused at once.
/// </summary>
/// <param name="limit">How many requests may wait.</param>
/// <param name="wakeup">Set for each request that is added.</param>
internal sealed class RequestQueue(int limit, AsyncAutoResetEvent wakeup)
{
    private readonly Channel<PendingRequest> _channel =
        Channel.CreateBounded<PendingRequest>(new BoundedChannelOptions(limit) { SingleReader = true });

    private volatile bool _closed;

    /// <summary>The number of waiting requests.</summary>
    public int Count => _channel.Reader.Count;

    /// <summary>Whether no more requests are added.</summary>
    public bool IsClosed => _closed;

    /// <summary>Adds a request. Any thread may call.</summary>
    /// <returns>False where the queue is full or closed.</returns>
    public bool TryEnqueue(PendingRequest pending)
    {
        if (!_channel.Writer.TryWrite(pending)) return false;
        wakeup.Set();
        return true;
    }

    /// <summary>Removes the first request.</summary>
    public bool TryDequeue([MaybeNullWhen(false)] out PendingRequest pending) => _channel.Reader.TryRead(out pending);

    /// <summary>Accepts no more requests; waiting ones stay.</summary>
    public void Close()
    {
        _closed = true;
        _channel.Writer.TryComplete();
        wakeup.Set();
    }

    /// <summary>Refuses every waiting request.</summary>
    public void RefuseAll(Refusal refusal)
    {
        while (TryDequeue(out var pending)) pending.TrySetResult(refusal);
    }
}
