using Acd.Core;
using Acd.Grains;
using Acd.Hosting;
using Acd.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acd.Cluster.Tests;

/// <summary>Views and boards come back after an error that nobody has foreseen.</summary>
[Collection(ClusterCollection.Name)]
public sealed class UpdaterTests(ClusterFixture shared)
{
    private ClusterEventFeed Feed => Parts.GetRequiredService<ClusterEventFeed>();

    private IServiceProvider Parts => ClusterTestHost.PartsOf(shared.Center.Cluster.GetActiveSilos().First());

    [Fact]
    public async Task An_agents_view_is_made_after_an_unforeseen_error()
    {
        var agent = await shared.Center.AddAgentAsync("ursula", "updating");
        var center = new BreakingCenter(Parts.GetRequiredService<IContactCenter>());

        await using var updater = new AgentViewUpdater(
            agent, Feed, center, TimeProvider.System, NullLogger.Instance, _ => { });

        await Polling.UntilAsync(
            async () => await updater.GetViewAsync() is not null, ClusterTestHost.Timeout, () => "There is no view.");
        Assert.True(center.HasBroken);
    }

    [Fact]
    public async Task Boards_are_made_after_an_unforeseen_error()
    {
        var read = Parts.GetRequiredService<DocumentReader>();
        var tries = 0;

        await using var updater = new SkillBoardUpdater(
            Feed, ReadAsync, TimeProvider.System, NullLogger<SkillBoardUpdater>.Instance);

        await Polling.UntilAsync(
            async () => await updater.GetBoardAsync(new("updating")) is not null,
            ClusterTestHost.Timeout, () => $"There is no board after {tries} tries.");
        Assert.True(tries > 1);

        Task<CenterDocuments> ReadAsync(CancellationToken cancel) =>
            Interlocked.Increment(ref tries) == 1 ? throw new InvalidOperationException("A bug.") : read(cancel);
    }

    /// <summary>A center whose first reply is a bug.</summary>
    private sealed class BreakingCenter(IContactCenter center) : IContactCenter
    {
        private bool _hasBroken;

        public bool HasBroken => Volatile.Read(ref _hasBroken);

        public CenterStatus Status => center.Status;

        public ValueTask<Reply> SendAsync(Request request, CancellationToken cancel = default) =>
            Interlocked.Exchange(ref _hasBroken, true)
                ? center.SendAsync(request, cancel)
                : throw new InvalidOperationException("A bug.");

        public IAsyncEnumerable<CenterEvent> SubscribeAsync(AgentId? agent, long? after, CancellationToken cancel = default) =>
            center.SubscribeAsync(agent, after, cancel);
    }
}
