using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Acd.Simulator.Tests;

public sealed class EventStreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_broken_stream_is_resumed_after_the_last_event_that_was_seen()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();

        // Each connection gets two events and is cut off.
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
        await new EventStream(client).RunAsync(
            message =>
            {
                seen.Add(Encoding.UTF8.GetString(message.Data));
                if (seen.Count == 5)
                    stop.Cancel();
            },
            stop.Token).WaitAsync(Patience);

        Assert.Equal(["1", "2", "3", "4", "5"], seen.Take(5));
    }

    [Fact]
    public async Task A_connection_that_falls_silent_is_made_again_after_the_last_event_that_was_seen()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();

        // Each connection gets an event and is neither served nor closed any longer.
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
        var stream = new EventStream(client, TimeSpan.FromMilliseconds(200));
        await stream.RunAsync(
            message =>
            {
                seen.Add(Encoding.UTF8.GetString(message.Data));
                if (seen.Count == 3)
                    stop.Cancel();
            },
            stop.Token).WaitAsync(Patience);

        Assert.Equal(["1", "2", "3"], seen);
        Assert.Equal(2, stream.Reconnects);
    }

    [Fact]
    public async Task A_gateway_that_cannot_be_reached_at_the_beginning_is_told()
    {
        Uri nobody;
        await using (var gateway = await FakeGateway.StartAsync())
            nobody = gateway.Url;
        using var client = new GatewayClient(nobody, null);
        var stream = new EventStream(client);

        await stream.RunAsync(_ => { }, CancellationToken.None).WaitAsync(Patience);

        var failed = await Assert.ThrowsAsync<GatewayException>(() => stream.Opened);
        Assert.Contains("cannot be reached", failed.Message);
    }
}

public sealed class SseReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10_000)]
    public async Task Events_are_read_in_whatever_pieces_they_come(int pieces)
    {
        const string Text = "retry: 1000\n\n"
            + "id: 7\nevent: contactQueued\ndata: {\"a\":1}\n\n"
            + ":\n\n"
            + "id:8\r\ndata: one\r\ndata:two\r\ndata\r\ndata:  four\r\n\r\n"
            + "event: nothing\n\n"
            + "data: last\n\n"
            + "data: unfinished\n";

        Assert.Equal(
            ["7|contactQueued|{\"a\":1}", "8||one\ntwo\n\n four", "||last"],
            await ReadAsync(Text, pieces));
    }

    [Fact]
    public async Task An_event_may_be_greater_than_the_buffer()
    {
        var big = new string('x', 100_000);

        Assert.Equal([$"||{big}", "||small"], await ReadAsync($"data: {big}\n\ndata: small\n\n", 5000));
    }

    [Fact]
    public async Task An_event_without_an_end_is_given_up() =>
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            ReadAsync("data: " + new string('x', SseReader.MaxMessage), 100_000));

    private static async Task<List<string>> ReadAsync(string text, int pieces)
    {
        var events = new List<string>();
        using var stream = new PiecemealStream(Encoding.UTF8.GetBytes(text), pieces);
        await new SseReader(stream).ReadAllAsync(
            message => events.Add($"{Text(message.Id)}|{Text(message.Type)}|{Text(message.Data)}"), CancellationToken.None);
        return events;

        static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
    }

    private sealed class PiecemealStream(byte[] bytes, int pieces) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(pieces, buffer.Length)], cancellationToken);
    }
}
