using System.Diagnostics;
using Acd.Core;
using Acd.Grains;
using Acd.Hosting;
using Acd.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Acd.Cluster.Tests;

[Collection(ClusterCollection.Name)]
public sealed class SkillGrainTests(ClusterFixture shared)
{
    [Fact]
    public async Task The_board_follows_agents_and_contacts()
    {
        var center = shared.Center;
        var grain = center.Skill("boarding");
        var agent = await center.AddAgentAsync("bea", "boarding");
        await UntilAsync(grain, board => board is { Agents: 1, LoggedIn: 1, Available: 1, Waiting: 0, LongestWait: null });

        await center.EnqueueAsync("board-1", "boarding");
        await center.EnqueueAsync("board-2", "boarding");
        await center.EnqueueAsync("board-3", "boarding");
        var waiting = await UntilAsync(grain, board => board.Waiting == 2);
        Assert.NotNull(waiting.LongestWait);
        Assert.Null(waiting.EstimatedWait);

        foreach (var contact in new[] { "board-1", "board-2" })
        {
            var reply = Assert.IsType<ContactReply>(await center.SendAsync(new GetContact(new(contact))));
            await center.SendAsync(new AcceptOffer(reply.Contact.Offers[^1].Id, agent));
            await center.SendAsync(new CompleteContact(new(contact)));
        }

        var served = await UntilAsync(grain, board => board is { Waiting: 0, EstimatedWait: not null });
        Assert.Equal(TimeSpan.Zero, served.EstimatedWait);
        await center.SendAsync(new SetPresence(agent, Presence.Offline));
        await UntilAsync(grain, board => board is { Agents: 1, LoggedIn: 0, Available: 0, Waiting: 1 });
        await center.SendAsync(new AbandonContact(new("board-3")));
        await center.SendAsync(new RemoveAgent(agent));
        await UntilAsync(grain, board => board is { Agents: 0, Waiting: 0 });
    }

    [Fact]
    public async Task A_board_that_is_made_later_knows_what_was_before()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var center = await ClusterTestHost.StartAsync(redis, silos: 1);
        await center.AddAgentAsync("early", "history");
        await center.EnqueueAsync("early-1", "history");
        await center.EnqueueAsync("early-2", "history");
        await center.SendAsync(new PutSkill(new SkillSettings(new("history"), "What was before")));
        var grain = center.Skill("history");

        var board = await UntilAsync(grain, board => board.Waiting == 1);
        var engine = Assert.IsType<SkillsReply>(await center.SendAsync(new GetSkill(new("history")))).Skills[0];

        Assert.Equal(
            ("What was before", engine.Agents, engine.LoggedIn, engine.Available, engine.Waiting),
            (board.Description, board.Agents, board.LoggedIn, board.Available, board.Waiting));
    }

    [Fact]
    public async Task A_client_and_a_member_are_shown_a_board_only_where_it_is_fresh_enough()
    {
        var center = shared.Center;
        var skill = new SkillId("aged");
        await center.AddAgentAsync("agnes", "aged");
        SkillBoardReader[] all =
        [
            center.Cluster.ServiceProvider.GetRequiredService<SkillBoardReader>(),
            .. center.Cluster.GetActiveSilos()
                .Select(silo => ClusterTestHost.PartsOf(silo).GetRequiredService<SkillBoardReader>()),
        ];
        foreach (var read in all)
        {
            Assert.Null(await read(skill, TimeSpan.Zero, default));
            AgedSkill? shown = null;
            await Polling.UntilAsync(
                async () => (shown = await read(skill, TimeSpan.FromSeconds(10), default)) is { Skill.Available: 1 },
                ClusterTestHost.Timeout, () => $"The board is {shown}.");
            Assert.InRange(shown!.Age, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public async Task A_board_that_says_it_is_younger_than_a_reply_has_what_the_reply_had()
    {
        var center = shared.Center;
        var skill = new SkillId("after");
        var read = center.Cluster.ServiceProvider.GetRequiredService<SkillBoardReader>();
        for (var number = 1; number <= 20; number++)
        {
            await center.EnqueueAsync($"after-{number}", "after");
            var replied = Stopwatch.GetTimestamp();
            AgedSkill? shown = null;
            await Polling.UntilAsync(
                async () =>
                {
                    var since = Stopwatch.GetElapsedTime(replied);
                    shown = await read(skill, TimeSpan.FromSeconds(10), default);
                    return shown is not null && shown.Age < since;
                },
                ClusterTestHost.Timeout, () => $"The board is {shown}.");
            Assert.Equal(number, shown!.Skill.Waiting);
        }
    }

    [Fact]
    public async Task A_name_that_is_none_is_refused()
    {
        var refused = await shared.Center.Skill("no name").GetBoardAsync();

        Assert.Equal("request.badId", Assert.IsType<Refusal>(refused).Code);
    }

    [Fact]
    public async Task Grains_of_another_center_are_refused()
    {
        var (agent, skill) = (new AgentId("ann"), new SkillId("en"));

        await Assert.ThrowsAsync<ArgumentException>(
            async () => await shared.Center.Grains.GetSkillGrain("another", skill).GetBoardAsync());
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await shared.Center.Grains.GetAgentGrain("another", agent).GetViewAsync());
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await shared.Center.Grains.GetGrain<IAgentGrain>("ann").GetViewAsync());
    }

    private static async Task<SkillBoard> UntilAsync(ISkillGrain grain, Func<SkillBoard, bool> shows)
    {
        Reply? last = null;
        await Polling.UntilAsync(
            async () => (last = await grain.GetBoardAsync()) is SkillBoard board && shows(board),
            ClusterTestHost.Timeout,
            () => $"The board is {last}.");
        return (SkillBoard)last!;
    }
}
