using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The events that wait for one subscriber. Its buffer is small until it is needed, for there may be tens of thousands.
/// </summary>
/// <param name="agent">Whose events it gets; everyone's where none is given.</param>
/// <param name="buffer">How many may wait.</param>
internal sealed class Subscriber(AgentId? agent, int buffer)
{
    private readonly Channel<CenterEvent> _waiting = Channel.CreateBounded<CenterEvent>(
        new BoundedChannelOptions(buffer) { SingleReader = true, SingleWriter = true });

    /// <summary>Whose events it gets; everyone's where none is given.</summary>
    public AgentId? Agent { get; } = agent;

    /// <summary>Gives it an event.</summary>
    /// <returns>False where too many wait already; the subscription is over then.</returns>
    public bool TryGive(CenterEvent next)
    {
        if (_waiting.Writer.TryWrite(next)) return true;
        End(new SubscriberTooSlowException());
        return false;
    }

    /// <summary>Ends the subscription, after the events that wait.</summary>
    public void End(Exception reason) => _waiting.Writer.TryComplete(reason);

    /// <summary>
    /// The events, until the subscription ends. They come on the caller's scheduler, if it has one of its own.
    /// </summary>
    public async IAsyncEnumerable<CenterEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while (await _waiting.Reader.WaitToReadAsync(cancel))
        {
            while (_waiting.Reader.TryRead(out var next)) yield return next;
        }
    }
}
