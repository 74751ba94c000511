using System.Net.ServerSentEvents;

namespace Acd.Simulator;

/// <summary>
/// A subscription to the center's events. It reconnects after a broken or silent connection and resumes after the last event it
/// received.
/// </summary>
/// <typeparam name="T">What the reader makes of an event.</typeparam>
/// <param name="gateway">The gateway.</param>
/// <param name="parse">Makes a value of an event's type and data.</param>
/// <param name="idleTimeout">
/// The longest time without a byte before it reconnects. The default is three times a gateway's heartbeat interval of 15 s.
/// </param>
public sealed class EventStream<T>(GatewayClient gateway, SseItemParser<T> parse, TimeSpan? idleTimeout = null)
{
    private static readonly TimeSpan DefaultIdleTimeout = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private readonly TimeSpan _idleTimeout = idleTimeout ?? DefaultIdleTimeout;

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _lastId;

    /// <summary>Completes when the stream opens for the first time. Every later event is received.</summary>
    public Task Opened => _opened.Task;

    /// <summary>How often the connection was made again.</summary>
    public int Reconnects { get; private set; }

    /// <summary>How often the gateway no longer had the events in between.</summary>
    public int Gaps { get; private set; }

    /// <summary>Reads events until it is canceled.</summary>
    /// <param name="handle">Called for each event, one at a time.</param>
    /// <param name="cancel">Ends the subscription.</param>
    /// <remarks>A failure of the first connection completes <see cref="Opened"/> with a <see cref="GatewayException"/>. Later
    /// connections are retried without a limit.</remarks>
    public async Task RunAsync(Action<T> handle, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await ReadOnceAsync(handle, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (GatewayException failed) when (!_opened.Task.IsCompleted)
            {
                _opened.TrySetException(failed);
                return;
            }
            catch (Exception broken) when (broken is GatewayException or IOException)
            {
                // The gateway keeps recent events, so the next connection gets what this one missed.
                Reconnects++;
            }

            await Task.Delay(RetryDelay, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadOnceAsync(Action<T> handle, CancellationToken cancel)
    {
        await using var response = await gateway.OpenEventsAsync(_lastId, cancel);
        await using var stream = new LimitedEventStream(response, _idleTimeout, cancel);
        _opened.TrySetResult();
        await foreach (var item in SseParser.Create(stream, parse).EnumerateAsync(cancel))
        {
            handle(item.Data);
            if (item.EventType == "reset")
                Gaps++;
            _lastId = item.EventId ?? _lastId;
        }
    }
}
