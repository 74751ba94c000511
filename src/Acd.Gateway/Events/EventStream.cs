using System.Buffers;
using System.IO.Pipelines;
using Acd.Core;
using Acd.Hosting;
using Microsoft.Extensions.Options;

namespace Acd.Gateway;

/// <summary>
/// One caller's stream of server-sent events. TypedResults.ServerSentEvents does not serve here, for three reasons: it sends no
/// comments, which keep a silent stream alive; it flushes after every event of a burst; it serializes events for each caller.
/// </summary>
internal sealed class EventStream(IContactCenter center, EventStreamRegistry streams, HttpContext http)
{
    // A burst is flushed each time it has this size, so that a slow reader applies backpressure before the burst ends.
    private const int BurstBytes = 32 * 1024;

    private readonly PipeWriter _body = http.Response.BodyWriter;
    private Task? _heartbeatDelay;
    private bool _started;
    private bool _silentSinceHeartbeat;

    /// <summary>Sends events until the caller hangs up, the caller falls behind or the gateway stops.</summary>
    /// <param name="agent">The agent whose events are wanted; null for all.</param>
    /// <param name="after">The last event that the caller has; null for none.</param>
    /// <param name="snapshot">Whether the stream begins with the whole view, where the caller has no event.</param>
    /// <returns>The refusal, where no stream was opened.</returns>
    public async Task<Refusal?> RunAsync(AgentId? agent, long? after, bool snapshot)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, streams.Stopping, http.GetKeyEnded());
        // It ends a flush that waits for a slow reader without an exception, so that the wait for the next event ends as well.
        using var cancelFlush = ended.Token.UnsafeRegister(static body => ((PipeWriter)body!).CancelPendingFlush(), _body);
        try
        {
            while (true)
            {
                try
                {
                    if (snapshot && after is null)
                    {
                        (after, var refusal) = await SendSnapshotAsync(agent, ended.Token);
                        if (refusal is not null)
                            return _started ? null : refusal;
                    }

                    await SendAsync(agent, after, ended.Token);
                    return null;
                }
                catch (EventsGoneException gone)
                {
                    StartResponse();
                    _body.Write(SseFrame.Reset(gone.FirstKept));
                    after = snapshot ? null : gone.FirstKept - 1;
                }
            }
        }
        catch (CenterUnavailableException e) when (!_started)
        {
            return e.Status == CenterStatus.Standby ? HostRefusals.Standby : HostRefusals.Unavailable;
        }
        catch (Exception e) when (IsExpectedEnd(e, ended.Token))
        {
            // The caller reconnects with the sequence number of its last event, to this gateway or to another.
        }

        return null;
    }

    private static bool IsExpectedEnd(Exception e, CancellationToken ended) =>
        e is SubscriberTooSlowException or CenterUnavailableException
            || (e is OperationCanceledException && ended.IsCancellationRequested);

    /// <summary>Sends the whole view.</summary>
    /// <returns>The number of the last event that it contains, or the refusal.</returns>
    private async Task<(long? Sequence, Refusal? Refusal)> SendSnapshotAsync(AgentId? agent, CancellationToken ended)
    {
        var reply = await center.SendAsync(new GetSnapshot(agent), ended);
        if (reply is not SnapshotReply snapshot)
            return (null, reply as Refusal ?? HostRefusals.Unavailable);
        StartResponse();
        SseFrame.WriteSnapshot(_body, snapshot);
        return (snapshot.Sequence, null);
    }

    private async Task SendAsync(AgentId? agent, long? after, CancellationToken ended)
    {
        await using var events = center.SubscribeSerializedAsync(agent, after, ended).GetAsyncEnumerator(ended);
        var next = events.MoveNextAsync();
        if (next.IsFaulted)
            await next; // The response has not started, so that the failure can still become a problem.
        StartResponse();
        while (await WaitForNextAsync(next, ended))
        {
            SseFrame.Write(_body, events.Current);
            _silentSinceHeartbeat = false;
            next = events.MoveNextAsync();
        }
    }

    private async ValueTask<bool> WaitForNextAsync(ValueTask<bool> next, CancellationToken ended)
    {
        if (!next.IsCompleted || _body.UnflushedBytes >= BurstBytes)
            await FlushAsync();
        if (next.IsCompleted)
            return await next && !ended.IsCancellationRequested;

        var arrival = next.AsTask();
        while (!arrival.IsCompleted && !ended.IsCancellationRequested)
        {
            _heartbeatDelay ??= Task.Delay(streams.HeartbeatInterval, streams.Clock, ended);
            if (await Task.WhenAny(arrival, _heartbeatDelay) == _heartbeatDelay)
                await SendHeartbeatAsync();
        }

        return await arrival;
    }

    private async ValueTask SendHeartbeatAsync()
    {
        // One timer runs on through many events, so that a busy stream arms none. It sends only after a silent interval.
        if (_silentSinceHeartbeat)
        {
            _body.Write(SseFrame.Heartbeat);
            await FlushAsync();
        }

        _silentSinceHeartbeat = true;
        _heartbeatDelay = null;
    }

    private async ValueTask FlushAsync()
    {
        // The caller reads nothing. A regular end of the response would wait for it, so the connection is cut.
        if ((await _body.FlushAsync(CancellationToken.None)).IsCanceled)
            http.Abort();
    }

    private void StartResponse()
    {
        if (_started)
            return;
        _started = true;
        SseResponse.Start(http);
    }
}

/// <summary>The open event streams, and the state that they share.</summary>
internal sealed class EventStreamRegistry(
    IOptions<GatewayOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    private int _openCount;

    /// <summary>The number of open streams.</summary>
    public int OpenCount => Volatile.Read(ref _openCount);

    public TimeProvider Clock => clock;

    /// <summary>The silence after which a stream sends a heartbeat.</summary>
    public TimeSpan HeartbeatInterval => options.Value.StreamHeartbeat;

    /// <summary>Ends every stream when the gateway stops. Its shutdown would wait for them otherwise.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>Takes one of the <see cref="GatewayOptions.MaxStreams"/> places.</summary>
    public bool TryAcquire()
    {
        if (Interlocked.Increment(ref _openCount) <= options.Value.MaxStreams)
            return true;
        Release();
        return false;
    }

    public void Release() => Interlocked.Decrement(ref _openCount);
}
