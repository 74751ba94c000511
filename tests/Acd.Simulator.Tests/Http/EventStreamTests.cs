using System.Net.ServerSentEvents;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Acd.Simulator.Tests;

public sealed class EventStreamTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_broken_stream_resumes_after_the_last_received_event()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();

        // Each connection gets two events and ends.
        app.MapGet("/v1/events", async http =>
        {
            var after = int.Parse(http.Request.Headers["Last-Event-ID"].FirstOrDefault() ?? "0");
            for (var id = after + 1; id <= after + 2; id++)
                await http.Response.WriteAsync($"id: {id}\nevent: e\ndata: {id}\n\n");
            await http.Response.Body.FlushAsync();
        });
        await app.StartAsync();

        var seen = new List<string>();
        using var stop = new CancellationTokenSource();
        using var client = new GatewayClient(new Uri(app.Urls.Single()), null);
        await Open(client).RunAsync(
            data =>
            {
                seen.Add(data);
                if (seen.Count == 5)
                    stop.Cancel();
            },
            stop.Token).WaitAsync(Limit);

        Assert.Equal(["1", "2", "3", "4", "5"], seen.Take(5));
    }

    [Fact]
    public async Task A_silent_stream_reconnects_and_resumes_after_the_last_received_event()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();

        // Each connection gets one event and then hangs.
        app.MapGet("/v1/events", async http =>
        {
            var id = int.Parse(http.Request.Headers["Last-Event-ID"].FirstOrDefault() ?? "0") + 1;
            await http.Response.WriteAsync($"id: {id}\nevent: e\ndata: {id}\n\n");
            await http.Response.Body.FlushAsync();
            var gone = new TaskCompletionSource();
            http.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        });
        await app.StartAsync();

        var seen = new List<string>();
        using var stop = new CancellationTokenSource();
        using var client = new GatewayClient(new Uri(app.Urls.Single()), null);
        var stream = Open(client, TimeSpan.FromMilliseconds(200));
        await stream.RunAsync(
            data =>
            {
                seen.Add(data);
                if (seen.Count == 3)
                    stop.Cancel();
            },
            stop.Token).WaitAsync(Limit);

        Assert.Equal(["1", "2", "3"], seen);
        Assert.Equal(2, stream.Reconnects);
    }

    [Fact]
    public async Task A_failure_of_the_first_connection_is_reported()
    {
        Uri unused;
        await using (var gateway = await FakeGateway.StartAsync())
            unused = gateway.Url;
        using var client = new GatewayClient(unused, null);
        var stream = Open(client);

        await stream.RunAsync(_ => { }, CancellationToken.None).WaitAsync(Limit);

        var failed = await Assert.ThrowsAsync<GatewayException>(() => stream.Opened);
        Assert.Contains("cannot be reached", failed.Message);
    }

    private static EventStream<string> Open(GatewayClient client, TimeSpan? idleTimeout = null) =>
        new(client, (_, data) => Encoding.UTF8.GetString(data), idleTimeout);
}

public sealed class LimitedEventStreamTests
{
    private const string Event = "id: 7\nevent: contactQueued\ndata: {\"a\":1}\n\n";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10_000)]
    public async Task Events_are_read_in_pieces_of_any_size(int pieces)
    {
        var big = new string('x', 100_000);

        Assert.Equal(
            ["7|contactQueued|{\"a\":1}", $"|message|{big}", "|message|last"],
            await ReadAsync($"retry: 1000\n\n{Event}:\n\ndata: {big}\n\ndata: last\n\ndata: unfinished\n", pieces));
    }

    [Fact]
    public async Task Events_together_may_exceed_the_limit_of_one()
    {
        var count = (LimitedEventStream.MaxEvent / Event.Length) + 1;

        Assert.Equal(count, (await ReadAsync(string.Concat(Enumerable.Repeat(Event, count)), 100_000)).Count);
    }

    [Fact]
    public async Task An_event_without_an_end_is_refused() =>
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            ReadAsync("data: " + new string('x', LimitedEventStream.MaxEvent), 100_000));

    private static async Task<List<string>> ReadAsync(string text, int pieces)
    {
        var events = new List<string>();
        using var inner = new PiecemealStream(Encoding.UTF8.GetBytes(text), pieces);
        await using var stream = new LimitedEventStream(inner, Timeout.InfiniteTimeSpan, CancellationToken.None);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync())
            events.Add($"{item.EventId}|{item.EventType}|{item.Data}");
        return events;
    }

    private sealed class PiecemealStream(byte[] bytes, int pieces) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(pieces, buffer.Length)], cancellationToken);
    }
}
