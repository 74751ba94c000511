using Acd.Testing;

namespace Acd.Server.Tests;

/// <summary>The samples run as samples/README.md starts them.</summary>
public sealed class SamplesTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task An_embedded_center_serves_its_API_and_the_applications_own_route()
    {
        var port = FreePort.NextNonEphemeral();
        await using var process = new HttpProcess("EmbeddedCenter", port, "--Acd:Store=memory:", $"--Acd:Port={port}");
        process.Start();
        await process.WaitForReadinessAsync(ready: true, Timeout);
        using var http = new HttpClient { BaseAddress = process.Url };

        using var queued = await http.PostAsync(new Uri("/support/ann", UriKind.Relative), content: null);

        Assert.Equal("""{"waiting":"support-ann"}""", await queued.Content.ReadAsStringAsync());
        var contact = await http.GetStringAsync(new Uri("/v1/contacts/support-ann", UriKind.Relative));
        Assert.Contains("queued", contact, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_of_a_cluster_queues_a_call_and_follows_its_events()
    {
        await using var redis = await RedisServer.StartAsync();
        var port = FreePort.NextNonEphemeral();
        await using var server = new HttpProcess("acd", port, "serve", "--store", redis.Url, "--port", $"{port}");
        server.Start();
        await server.WaitForReadinessAsync(ready: true, Timeout);
        await using var client = new HttpProcess("ClusterClient", port: 0, $"127.0.0.1:{redis.Port}", "call-1");
        client.Start();
        await Polling.UntilAsync(
            () => Task.FromResult(client.Log.Contains("ContactQueued", StringComparison.Ordinal)), Timeout, () => client.Log);
        using var http = new HttpClient { BaseAddress = server.Url };

        using var abandoned = await http.PostAsync(new Uri("/v1/contacts/call-1/abandon", UriKind.Relative), content: null);

        abandoned.EnsureSuccessStatusCode();
        Assert.Equal(0, await client.WaitForExitAsync());
        Assert.Contains("ContactClosed", client.Log, StringComparison.Ordinal);
    }
}
