using Acd.Core;
using Acd.Hosting;
using Acd.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Acd.Cluster.Tests;

[Collection(ClusterCollection.Name)]
public sealed class GuideTests
{
    [Fact]
    public void The_guide_shows_the_sample_as_it_is_compiled_here()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Acd.sln"))) root = Path.GetDirectoryName(root)!;
        var guide = File.ReadAllText(Path.Combine(root, "docs/guides/cluster.md"));
        var sample = File.ReadAllText(Path.Combine(root, "tests/Acd.Cluster.Tests/Guide/Switchboard.cs"));

        var shown = sample.Replace("namespace Acd.Cluster.Tests;\n\n", "", StringComparison.Ordinal);
        Assert.Contains($"```csharp\n{shown}```", guide, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_queues_accepts_and_looks_from_a_process_of_its_own()
    {
        await using var cluster = await ProcessCluster.StartAsync();
        using var host = Switchboard.Build($"127.0.0.1:{cluster.Redis.Port}");
        await host.StartAsync();
        var center = host.Services.GetRequiredService<IContactCenter>();
        await Polling.UntilAsync(
            () => Task.FromResult(center.Status == CenterStatus.Active),
            ClusterTestHost.Timeout, () => $"It is {center.Status}.");
        var agent = new AgentId("sam");
        await center.SendAsync(new PutAgent(agent, new AgentProfile { Skills = [new(new("en"))] }));
        await center.SendAsync(new SetPresence(agent, Presence.Available));
        var switchboard = host.Services.GetRequiredService<Switchboard>();
        using var enough = new CancellationTokenSource(ClusterTestHost.Timeout);

        var accepting = switchboard.AcceptNextAsync(agent, enough.Token);
        Assert.Equal(ContactState.Offered, (await switchboard.QueueAsync("call-1", "en")).State);
        await accepting;

        var contact = Assert.IsType<ContactReply>(await center.SendAsync(new GetContact(new("call-1")))).Contact;
        Assert.Equal((ContactState.Connected, agent), (contact.State, contact.Agent));
        await Polling.UntilAsync(
            async () => await switchboard.LookAsync("en") is { Agents: 1, Available: 1, Waiting: 0 },
            ClusterTestHost.Timeout, () => "The board does not show the agent.");
        await host.StopAsync();
    }
}
