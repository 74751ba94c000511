using System.Text.Json;
using Acd.Testing;

namespace Acd.Gateway.Tests;

/// <summary>Agents' devices and presence reports over HTTP, on the real engine.</summary>
public sealed class DeviceEndToEndTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Devices_are_listed_after_they_connect_and_until_they_leave()
    {
        await using var gateway = await RealGateway.StartAsync();
        Assert.Equal((404, "agent.unknown"), Of(await gateway.SendAsync("GET /v1/agents/ann/devices")));
        await gateway.SendAsync("PUT /v1/agents/ann", "{}");

        Assert.Equal(404, (await gateway.SendAsync("POST /v1/agents/ann/devices/laptop/heartbeat")).Status);
        await gateway.SendAsync("POST /v1/agents/ann/devices/laptop/connect");
        var both = await gateway.SendAsync("POST /v1/agents/ann/devices/phone/connect");
        Assert.Equal("""{"agent":"ann","devices":[{"id":"laptop"},{"id":"phone"}]}""", both.Text);
        Assert.Equal((409, "agent.offline"), Of(await gateway.SendAsync("POST /v1/agents/ann/devices/phone/heartbeat")));
        await gateway.SendAsync("POST /v1/agents/ann/devices/laptop/disconnect");
        var left = await gateway.SendAsync("GET /v1/agents/ann/devices");
        Assert.Equal("""{"agent":"ann","devices":[{"id":"phone"}]}""", left.Text);
    }

    [Fact]
    public async Task A_late_report_says_that_it_changed_nothing()
    {
        await using var gateway = await RealGateway.StartAsync();
        await gateway.SendAsync("PUT /v1/agents/ann", "{}");

        var first = await ReportAsync(gateway, 1772443800000, "notReady");
        var late = await ReportAsync(gateway, 1772443799999, "available");

        Assert.Equal(
            """
            {"agent":"ann","source":"desk","sequence":1772443800000,"applied":true,"latest":1772443800000,"presence":"notReady"}
            """.Trim(),
            first.Text);
        Assert.Equal("false", late.Json.GetProperty("applied").GetRawText());
        Assert.Equal("notReady", (await gateway.SendAsync("GET /v1/agents/ann")).Member("presence"));
    }

    [Fact]
    public async Task A_restart_keeps_devices_and_the_order_of_reports()
    {
        var store = $"sqlite:{_folder.File("acd.db")}";
        await using (var before = await RealGateway.StartAsync(store))
        {
            await before.SendAsync("PUT /v1/agents/ann", "{}");
            await before.SendAsync("POST /v1/agents/ann/devices/laptop/connect");
            await ReportAsync(before, 2, "available");
        }

        await using var after = await RealGateway.StartAsync(store);
        Assert.Equal(JsonValueKind.False, (await ReportAsync(after, 1, "notReady")).Json.GetProperty("applied").ValueKind);
        Assert.Contains("laptop", (await after.SendAsync("GET /v1/agents/ann/devices")).Text, StringComparison.Ordinal);
    }

    private static (int, string?) Of(GatewayResponse got) => (got.Status, got.Code);

    private static Task<GatewayResponse> ReportAsync(TestGateway gateway, long sequence, string presence) => gateway.SendAsync(
        "POST /v1/agents/ann/presence-reports",
        $$"""{"source":"desk","sequence":{{sequence}},"presence":"{{presence}}"}""");
}
