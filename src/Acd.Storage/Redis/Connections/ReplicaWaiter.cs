using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>
/// Waits until replicas have what a connection has written: one of them then has all that was acknowledged when it takes the
/// primary's place. A primary whose place another server has taken has no replicas any longer.
/// </summary>
/// <param name="database">The connection.</param>
internal sealed class ReplicaWaiter(IDatabase database)
{
    // As many as there were when it was asked last; asked again where that is too few, or was too many.
    private int _replicaCount;

    /// <summary>Waits for what was written before on the same connection.</summary>
    /// <param name="wanted">On how many replicas a write must be.</param>
    /// <param name="serveAlone">Whether those that are in step are enough, where they are fewer.</param>
    /// <param name="patience">How long they have to say so; once more as long where one is lost meanwhile.</param>
    /// <exception cref="TimeoutException">Too few have said that they have it.</exception>
    public async Task WaitAsync(int wanted, bool serveAlone, TimeSpan patience)
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
            least == 0 ? 0 : (int)await database.ExecuteAsync("WAIT", least, (int)patience.TotalMilliseconds);
    }

    /// <summary>How many replicas are in step, which one that is being sent everything is not yet.</summary>
    private async Task<int> CountAsync()
    {
        var role = (RedisResult[])(await database.ExecuteAsync("ROLE"))!;
        return (string?)role[0] == "master" ? ((RedisResult[])role[2]!).Length : 0;
    }
}
