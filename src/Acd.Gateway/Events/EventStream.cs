using System.Buffers;
using System.IO.Pipelines;
using Acd.Core;
using Acd.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Acd.Gateway;

/// <summary>
/// One caller's stream of server-sent events. Written by hand, not by TypedResults.ServerSentEvents: that sends no comments,
/// so that a silent stream would be taken for dead; flushes after every event, where a burst goes out in one piece here; and
/// formats each event for each caller.
/// </summary>
internal sealed class EventStream(IContactCenter center, EventStreamRegistry streams, HttpContext http)
{
    // So much is written before it is sent: a slow reader holds the writer up here, and not only at the end of a long burst.
    private const int BurstBytes = 32 * 1024;

    private readonly PipeWriter _body = http.Response.BodyWriter;
    private Task? _heartbeatDelay;
    private bool _started;
    private bool _silentSinceHeartbeat;

    /// <summary>Sends events until the caller hangs up or falls behind, or the gateway stops.</summary>
    /// <returns>Why there is no stream; none where there was one.</returns>
    public async Task<Refusal?> RunAsync(AgentId? agent, long? after)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, streams.Stopping);
        // A flush that waits for a slow reader is let go so, without an exception: the next event is still to be waited for.
        using var letGo = ended.Token.UnsafeRegister(static body => ((PipeWriter)body!).CancelPendingFlush(), _body);
        try
        {
            try
            {
                await SendAsync(agent, after, ended.Token);
            }
            catch (EventsGoneException gone)
            {
                StartResponse();
                _body.Write(SseFrameCache.Reset(gone.FirstKept));
                await SendAsync(agent, null, ended.Token);
            }
        }
        catch (CenterUnavailableException e) when (!_started)
        {
            return e.Status == CenterStatus.Standby ? HostRefusals.Standby : HostRefusals.Unavailable;
        }
        catch (Exception e) when (IsExpectedEnd(e, ended.Token))
        {
            // The caller comes back with the id of the last event that it has, to this gateway or to another.
        }

        return null;
    }

    private static bool IsExpectedEnd(Exception e, CancellationToken ended) =>
        e is SubscriberTooSlowException or CenterUnavailableException
            || (e is OperationCanceledException && ended.IsCancellationRequested);

    private async Task SendAsync(AgentId? agent, long? after, CancellationToken ended)
    {
        await using var events = center.SubscribeAsync(agent, after, ended).GetAsyncEnumerator(ended);
        var next = events.MoveNextAsync();
        if (next.IsFaulted)
            await next; // Nothing is open yet, so that there may be a better answer than a stream that ends.
        StartResponse();
        while (await WaitForNextAsync(next, ended))
        {
            _body.Write(streams.Frames.GetFrame(events.Current));
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
        // One timer goes on through many events, so that a busy stream arms none; it speaks only if nothing else did since the
        // last time.
        if (_silentSinceHeartbeat)
        {
            _body.Write(SseFrameCache.Heartbeat);
            await FlushAsync();
        }

        _silentSinceHeartbeat = true;
        _heartbeatDelay = null;
    }

    private async ValueTask FlushAsync()
    {
        // Nobody takes what is written, and the server's own end of the answer would wait for that; so there is none.
        if ((await _body.FlushAsync(CancellationToken.None)).IsCanceled)
            http.Abort();
    }

    private void StartResponse()
    {
        if (_started)
            return;
        _started = true;
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var headers = http.Response.Headers;
        headers.ContentType = "text/event-stream";
        headers.CacheControl = "no-store";
        headers["X-Accel-Buffering"] = "no"; // For nginx, which gathers a proxied answer otherwise.
        _body.Write(SseFrameCache.Opening);
    }
}

/// <summary>The event streams that are open, and what they share.</summary>
internal sealed class EventStreamRegistry(
    IOptions<GatewayOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    private int _openCount;

    /// <summary>How many are open.</summary>
    public int OpenCount => Volatile.Read(ref _openCount);

    public SseFrameCache Frames { get; } = new();

    public TimeProvider Clock => clock;

    /// <summary>After how long a silence a stream says that it is still there.</summary>
    public TimeSpan HeartbeatInterval => options.Value.StreamHeartbeat;

    /// <summary>Ends every stream when the gateway stops, which would wait for them otherwise.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>Takes one of the places that there are for streams.</summary>
    public bool TryAcquire()
    {
        if (Interlocked.Increment(ref _openCount) <= options.Value.MaxStreams)
            return true;
        Release();
        return false;
    }

    public void Release() => Interlocked.Decrement(ref _openCount);
}
