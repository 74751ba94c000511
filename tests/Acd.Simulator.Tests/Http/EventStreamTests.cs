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
