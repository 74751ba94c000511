using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>
/// Waits until replicas have a connection's writes, so that a failover loses no acknowledged write. A primary that was replaced
/// has no replicas any longer, and so acknowledges nothing.
/// </summary>
/// <param name="database">The connection.</param>
internal sealed class ReplicaWaiter(IDatabase database)
{
    // The last known number; it is read again where it is too small, or proved too great.
    private int _replicaCount;

    /// <summary>Waits for the earlier writes on the same connection.</summary>
    /// <param name="wanted">How many replicas must have them.</param>
    /// <param name="serveAlone">Whether the replicas that are in step are enough, where they are fewer.</param>
    /// <param name="timeout">How long the replicas have to confirm; twice as long where one is lost meanwhile.</param>
    /// <exception cref="TimeoutException">Too few replicas have confirmed.</exception>
    public async Task WaitAsync(int wanted, bool serveAlone, TimeSpan timeout)
    {
        if (serveAlone && _replicaCount < wanted)
            _replicaCount = await CountAsync();
        if (await HaveItAsync(Least()) >= Least())
            return;
        _replicaCount = await CountAsync();
        var have = await HaveItAsync(Least());
        if (have < Least())
            throw new TimeoutException($"{have} replicas of {Least()} have what was written");

        int Least() => serveAlone ? Math.Min(_replicaCount, wanted) : wanted;

        async Task<int> HaveItAsync(int least) =>
            least == 0 ? 0 : (int)await database.ExecuteAsync("WAIT", least, (int)timeout.TotalMilliseconds);
    }

    /// <summary>The number of replicas in step; one that is still being synchronized is not.</summary>
    private async Task<int> CountAsync()
    {
        var role = (RedisResult[])(await database.ExecuteAsync("ROLE"))!;
        return (string?)role[0] == "master" ? ((RedisResult[])role[2]!).Length : 0;
    }
}
