using System.Text.Json;
using Acd.Testing;

namespace Acd.Gateway.Tests;

/// <summary>A short day at a real gateway, and its statistics.</summary>
public sealed class StatsEndToEndTests
{
    [Fact]
    public async Task Statistics_count_a_day_and_are_the_same_after_a_restart()
    {
        using var folder = new TempFolder();
        var store = $"sqlite:{folder.File("acd.db")}";
        string before;
        await using (var gateway = await RealGateway.StartAsync(store))
        {
            await PlayAsync(gateway);
            var center = (await gateway.SendAsync("GET /v1/stats?interval=15")).Json;
            var total = center.GetProperty("total");
            Assert.Equal((3, 1, 1), (Count(total, "entered"), Count(total, "answered"), Count(total, "abandoned")));
            Assert.Equal(1, center.GetProperty("now").GetProperty("waiting").GetInt32());
            Assert.Equal(1, center.GetProperty("agents").GetProperty("notReady").GetInt32());
            Assert.Equal(3, center.GetProperty("intervals").EnumerateArray()
                .Sum(interval => Count(interval.GetProperty("figures"), "entered")));
            var ada = (await gateway.SendAsync("GET /v1/agents/ada/stats")).Json;
            Assert.Equal(1, Count(ada.GetProperty("total"), "answered"));
            var queue = (await gateway.SendAsync("GET /v1/queues/default/stats")).Json;
            Assert.Equal(3, Count(Assert.Single(queue.GetProperty("gates").EnumerateArray()).GetProperty("total"), "entered"));
            Assert.Equal(404, (await gateway.SendAsync("GET /v1/queues/none/stats")).Status);
            Assert.Equal(404, (await gateway.SendAsync("GET /v1/gates/none/stats")).Status);
            Assert.Equal(404, (await gateway.SendAsync("GET /v1/agents/none/stats")).Status);
            before = await FiguresAsync(gateway);
        }

        await using var again = await RealGateway.StartAsync(store);
        Assert.Equal(before, await FiguresAsync(again));
    }

    private static async Task PlayAsync(TestGateway gateway)
    {
        Assert.Equal(201, (await gateway.SendAsync("PUT /v1/agents/ada", """{"autoAccept":true}""")).Status);
        Assert.Equal(200, (await gateway.SendAsync("PUT /v1/agents/ada/presence", """{"presence":"available"}""")).Status);
        foreach (var contact in (string[])["c1", "c2", "c3"])
            Assert.Equal(201, (await gateway.SendAsync("POST /v1/contacts", $$"""{"id":"{{contact}}"}""")).Status);
        Assert.Equal(200, (await gateway.SendAsync("POST /v1/contacts/c2/abandon", """{"reason":"abandoned"}""")).Status);
        Assert.Equal(200, (await gateway.SendAsync("PUT /v1/agents/ada/presence", """{"presence":"notReady"}""")).Status);
        Assert.Equal(200, (await gateway.SendAsync("POST /v1/contacts/c1/complete")).Status);
    }

    /// <summary>The center's counts by both bases, without the times, which go on.</summary>
    private static async Task<string> FiguresAsync(TestGateway gateway)
    {
        var answers = new List<string>();
        foreach (var by in (string[])["outcome", "arrival"])
        {
            var stats = (await gateway.SendAsync($"GET /v1/stats?by={by}")).Json;
            answers.Add($"{stats.GetProperty("total")} {stats.GetProperty("agents")} {stats.GetProperty("fairness")}");
        }

        return string.Join('\n', answers);
    }

    private static int Count(JsonElement figures, string name) => figures.GetProperty(name).GetInt32();
}
