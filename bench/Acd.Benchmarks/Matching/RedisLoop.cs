using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Acd.Testing;
using StackExchange.Redis;

namespace Acd.Benchmarks;

/// <summary>
/// The literal loop on Redis: ZPOPMIN on the queue, ZINTER over the skills' availability sets, and ZREM of the agent with the
/// least score. In the same step an earlier agent returns to the end of its sets, and the contact to the end of the queue.
/// </summary>
internal sealed class RedisLoop(IDatabase redis, Population population)
{
    private const int Page = 10_000;

    private const string Queue = "{bench}:queue", Contact = "{bench}:contact:", Agent = "{bench}:agent:";

    private const string Available = "{bench}:available:";

    private const string Script =
        """
        local contact = redis.call('ZPOPMIN', '{bench}:queue')[1]
        local needs = {}
        for skill in string.gmatch(redis.call('GET', '{bench}:contact:' .. contact), '%S+') do
            needs[#needs + 1] = '{bench}:available:' .. skill
        end
        local arguments = { #needs }
        for _, key in ipairs(needs) do arguments[#arguments + 1] = key end
        arguments[#arguments + 1] = 'AGGREGATE'
        arguments[#arguments + 1] = 'MIN'
        arguments[#arguments + 1] = 'WITHSCORES'
        local agent = redis.call('ZINTER', unpack(arguments))[1]
        if agent then
            for skill in string.gmatch(redis.call('GET', '{bench}:agent:' .. agent), '%S+') do
                redis.call('ZREM', '{bench}:available:' .. skill, agent)
            end
        end
        if ARGV[2] ~= '' then
            for skill in string.gmatch(redis.call('GET', '{bench}:agent:' .. ARGV[2]), '%S+') do
                redis.call('ZADD', '{bench}:available:' .. skill, ARGV[1], ARGV[2])
            end
        end
        redis.call('ZADD', '{bench}:queue', ARGV[1], contact)
        return agent or ''
        """;

    private readonly byte[] _script = SHA1.HashData(Encoding.UTF8.GetBytes(Script));
    private readonly RedisValue[] _taken = new RedisValue[Math.Max(1, population.Agents.Length / 100)];
    private long _step;

    private long Score => population.Agents.Length + _step;

    /// <summary>Fills an empty server.</summary>
    public async Task FillAsync()
    {
        foreach (var skill in Enumerable.Range(0, Population.SkillCount))
        {
            var members = population.Agents.Index()
                .Where(agent => population.Profiles[agent.Item].Contains(skill))
                .Select(agent => new SortedSetEntry(agent.Index, agent.Index));
            foreach (var page in members.Chunk(Page))
                await redis.SortedSetAddAsync(Available + population.Skills[skill], page);
        }

        foreach (var page in population.Agents.Index().Chunk(Page))
            await redis.StringSetAsync([.. page.Select(agent => Entry(Agent, agent.Index, population.Profiles[agent.Item]))]);
        await redis.StringSetAsync(
            [.. population.RequirementSets.Index().Select(need => Entry(Contact, need.Index, need.Item))]);
        await redis.SortedSetAddAsync(
            Queue, [.. population.RequirementSets.Select((_, need) => new SortedSetEntry(need, need))]);
        await redis.ExecuteAsync("SCRIPT", "LOAD", Script);
    }

    /// <summary>A decision in one script.</summary>
    public async Task DecideByScriptAsync()
    {
        var slot = _step % _taken.Length;
        var back = _taken[slot].IsNull ? RedisValue.EmptyString : _taken[slot];
        _taken[slot] = (RedisValue)await redis.ScriptEvaluateAsync(_script, [], [Score, back]);
        _step++;
    }

    /// <summary>A decision in plain commands. Those without a needed reply are sent together.</summary>
    public async Task DecideByCommandsAsync()
    {
        var contact = (await redis.SortedSetPopAsync(Queue))!.Value.Element;
        var needs = (await SkillsOfAsync(Contact, contact)).Select(skill => (RedisKey)(Available + skill)).ToArray();
        var found = await redis.SortedSetCombineWithScoresAsync(SetOperation.Intersect, needs, aggregate: Aggregate.Min);
        var batch = new List<Task>();
        var agent = found.Length == 0 ? RedisValue.EmptyString : found[0].Element;
        foreach (var skill in await SkillsOfAsync(Agent, agent))
            batch.Add(redis.SortedSetRemoveAsync(Available + skill, agent));

        var slot = _step % _taken.Length;
        var back = _taken[slot];
        _taken[slot] = agent;
        foreach (var skill in await SkillsOfAsync(Agent, back))
            batch.Add(redis.SortedSetAddAsync(Available + skill, back, Score));
        batch.Add(redis.SortedSetAddAsync(Queue, contact, Score));
        await Task.WhenAll(batch);
        _step++;
    }

    private async Task<string[]> SkillsOfAsync(string kind, RedisValue id) =>
        id.HasValue ? ((string)(await redis.StringGetAsync(kind + id))!).Split(' ') : [];

    private KeyValuePair<RedisKey, RedisValue> Entry(string kind, int id, int[] skills) =>
        new(kind + id, string.Join(' ', skills.Select(skill => population.Skills[skill].Value)));
}

/// <summary>Measures the decisions of the literal loop on its own redis-server.</summary>
internal static class RedisLoopBenchmark
{
    private const double Seconds = 1;

    /// <summary>The decisions per second, in one script each and in plain commands.</summary>
    public static async Task<(double Script, double Commands)> MeasureAsync(Population population)
    {
        await using var server = await RedisServer.StartAsync();
        using var connection = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{server.Port},syncTimeout=60000");
        var watch = Stopwatch.StartNew();
        var loop = new RedisLoop(connection.GetDatabase(), population);
        await loop.FillAsync();
        Console.Error.WriteLine($"redis-server was filled in {watch.Elapsed.TotalSeconds:F1} s");

        // It waits on its own thread, since this one may be the connection's, which receives the replies.
        return await Task.Run(() =>
        {
            var script = Rate.Measure(Seconds, 1, () => loop.DecideByScriptAsync().GetAwaiter().GetResult());
            var commands = Rate.Measure(Seconds, 1, () => loop.DecideByCommandsAsync().GetAwaiter().GetResult());
            return (script.PerSecond, commands.PerSecond);
        });
    }
}
