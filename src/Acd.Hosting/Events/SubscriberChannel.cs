using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The events that wait for one subscriber. Its buffer is small until it is needed, for there may be tens of thousands.
/// </summary>
/// <param name="agent">Whose events it gets; everyone's where none is given.</param>
/// <param name="buffer">How many may wait.</param>
internal sealed class SubscriberChannel(AgentId? agent, int buffer)
{
    private readonly Channel<CenterEvent> _channel = Channel.CreateBounded<CenterEvent>(
        new BoundedChannelOptions(buffer) { SingleReader = true, SingleWriter = true });

    /// <summary>Whose events it gets; everyone's where none is given.</summary>
    public AgentId? Agent { get; } = agent;

    /// <summary>Gives it an event.</summary>
    /// <returns>False where too many wait already; the subscription is over then.</returns>
    public bool TryWrite(CenterEvent next)
    {
        if (_channel.Writer.TryWrite(next)) return true;
        Complete(new SubscriberTooSlowException());
        return false;
    }

    /// <summary>Ends the subscription, after the events that wait.</summary>
    public void Complete(Exception reason) => _channel.Writer.TryComplete(reason);

    /// <summary>
    /// The events, until the subscription ends. They come on the caller's scheduler, if it has one of its own.
    /// </summary>
    public async IAsyncEnumerable<CenterEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while (await _channel.Reader.WaitToReadAsync(cancel))
        {
            while (_channel.Reader.TryRead(out var next)) yield return next;
        }
    }
}
