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
internal sealed class Intake(int limit, Wakeup wakeup)
{
    private readonly Channel<PendingRequest> _line =
        Channel.CreateBounded<PendingRequest>(new BoundedChannelOptions(limit) { SingleReader = true });

    private volatile bool _closed;

    /// <summary>How many wait.</summary>
    public int Count => _line.Reader.Count;

    /// <summary>Whether nothing more comes in.</summary>
    public bool IsClosed => _closed;

    /// <summary>Puts a request in line. Any thread may call.</summary>
    /// <returns>False where the line is full or closed.</returns>
    public bool TryAdd(PendingRequest pending)
    {
        if (!_line.Writer.TryWrite(pending)) return false;
        wakeup.Ring();
        return true;
    }

    /// <summary>Takes the first one out of the line.</summary>
    public bool TryTake([MaybeNullWhen(false)] out PendingRequest pending) => _line.Reader.TryRead(out pending);

    /// <summary>Lets nothing more in; what is in line stays.</summary>
    public void Close()
    {
        _closed = true;
        _line.Writer.TryComplete();
        wakeup.Ring();
    }

    /// <summary>Answers everything in line with a refusal.</summary>
    public void RefuseAll(Refusal refusal)
    {
        while (TryTake(out var pending)) pending.TrySetResult(refusal);
    }
}
