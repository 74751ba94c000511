using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The events that wait for one subscriber. Its buffer starts small and grows, because there may be tens of thousands.
/// </summary>
/// <param name="agent">The agent whose events it gets; null for all events.</param>
/// <param name="buffer">How many events may wait.</param>
internal sealed class SubscriberChannel(AgentId? agent, int buffer)
{
    private readonly Channel<CenterEvent> _channel = Channel.CreateBounded<CenterEvent>(
        new BoundedChannelOptions(buffer) { SingleReader = true, SingleWriter = true });

    private bool _hasLeft;

    /// <summary>The agent whose events it gets; null for all events.</summary>
    public AgentId? Agent { get; } = agent;

    /// <summary>Writes an event.</summary>
    /// <returns>False where too many wait already; the subscription ends then.</returns>
    public bool TryWrite(CenterEvent next)
    {
        if (_channel.Writer.TryWrite(next)) return true;
        Complete(new SubscriberTooSlowException());
        return false;
    }

    /// <summary>Ends the subscription after the events that wait.</summary>
    public void Complete(Exception reason) => _channel.Writer.TryComplete(reason);

    /// <summary>Marks it as gone, so that it is counted out once.</summary>
    /// <returns>False where it was marked before.</returns>
    public bool TryLeave() => !Interlocked.Exchange(ref _hasLeft, true);

    /// <summary>Reads an event that waits, if any does. It must not overlap with <see cref="ReadAsync"/>.</summary>
    public bool TryRead([MaybeNullWhen(false)] out CenterEvent next) => _channel.Reader.TryRead(out next);

    /// <summary>
    /// The events, until the subscription ends. They come on the caller's scheduler, if it has one of its own.
    /// </summary>
    public async IAsyncEnumerable<CenterEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while (await _channel.Reader.WaitToReadAsync(cancel))
        {
            while (TryRead(out var next)) yield return next;
        }
    }
}
