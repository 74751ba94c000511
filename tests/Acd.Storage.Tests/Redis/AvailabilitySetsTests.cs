using StackExchange.Redis;
using static Acd.Storage.Tests.TestDocuments;

namespace Acd.Storage.Tests;

/// <summary>The sorted sets agree with the documents after any changes.</summary>
public sealed class AvailabilitySetsTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static readonly string[] Skills = ["en", "de", "billing", "sales", "vip"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task The_longest_idle_agent_with_all_skills_and_the_queue_are_as_the_documents_say(int seed)
    {
        var center = new RandomChanges(seed, Skills);
        var timeout = TimeSpan.FromSeconds(20);
        var options = new StoreOptions { Url = redis.Server.Url, Center = "sets" + seed, CommandTimeout = timeout };
        await using var store = StoreFactory.Open(options);
        var lease = (await store.TryAcquireAsync("one"))!;
        using var client = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{redis.Server.Port}");
        var database = client.GetDatabase();
        var tag = "{" + options.Center + "}:";

        for (var batch = 0; batch < 40; batch++)
        {
            await store.CommitAsync(lease, center.NextBatch());

            var queue = await database.SortedSetRangeByRankAsync(tag + "queue");
            Assert.Equal(center.Queued(), queue.Select(id => (string)id!));
            foreach (var wanted in center.Wanted())
            {
                object[] keys = wanted is [] ? [tag + "available"] : [.. wanted.Select(skill => tag + "available:" + skill)];
                var found = (string[])(await database.ExecuteAsync("ZINTER", [keys.Length, .. keys, "AGGREGATE", "MIN"]))!;
                Assert.Equal(center.LongestIdle(wanted), found);
            }
        }

        var documents = await store.LoadAsync(lease);
        Assert.Equal(center.Contacts().Select(Json), documents.Contacts.OrderBy(contact => contact.Sequence).Select(Json));
        Assert.Equal(center.Agents().Select(Json), documents.Agents.OrderBy(agent => agent.Sequence).Select(Json));
    }

    [Fact]
    public void The_last_change_of_a_batch_counts_and_scores_are_exact()
    {
        var sets = AvailabilitySets.FromChanges(
            [Enters("ada", 7, "en", "de"), Leaves("ada", "en", "de"), Enters("ada", 9, "en"), Leaves("bob", "en")],
            new RedisKeys("acd"));

        Assert.Equal(new() { [new("ada")] = 9, [new("bob")] = null }, sets["{acd}:available"]);
        Assert.Equal(new() { [new("ada")] = 9, [new("bob")] = null }, sets["{acd}:available:en"]);
        Assert.Equal(new() { [new("ada")] = null }, sets["{acd}:available:de"]);
        var order = Start.Milliseconds * 4096;
        Assert.Equal(1, (AvailabilitySets.Score(order + 1) - AvailabilitySets.Score(order)) * 4096);
    }
}
