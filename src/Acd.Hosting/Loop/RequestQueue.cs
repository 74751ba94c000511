using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The requests that wait to be applied, a bounded line. Each term of serving has its own, so that a request that comes in at
/// the end of a term is either in that term's line, and answered with it, or refused at once.
/// </summary>
/// <param name="limit">How many may wait.</param>
/// <param name="wakeup">Rung for each that comes in.</param>
internal sealed class RequestQueue(int limit, AsyncAutoResetEvent wakeup)
{
    private readonly Channel<PendingRequest> _channel =
        Channel.CreateBounded<PendingRequest>(new BoundedChannelOptions(limit) { SingleReader = true });

    private volatile bool _closed;

    /// <summary>How many wait.</summary>
    public int Count => _channel.Reader.Count;

    /// <summary>Whether nothing more comes in.</summary>
    public bool IsClosed => _closed;

    /// <summary>Puts a request in line. Any thread may call.</summary>
    /// <returns>False where the line is full or closed.</returns>
    public bool TryEnqueue(PendingRequest pending)
    {
        if (!_channel.Writer.TryWrite(pending)) return false;
        wakeup.Set();
        return true;
    }

    /// <summary>Takes the first one out of the line.</summary>
    public bool TryDequeue([MaybeNullWhen(false)] out PendingRequest pending) => _channel.Reader.TryRead(out pending);

    /// <summary>Lets nothing more in; what is in line stays.</summary>
    public void Close()
    {
        _closed = true;
        _channel.Writer.TryComplete();
        wakeup.Set();
    }

    /// <summary>Answers everything in line with a refusal.</summary>
    public void RefuseAll(Refusal refusal)
    {
        while (TryDequeue(out var pending)) pending.TrySetResult(refusal);
    }
}
