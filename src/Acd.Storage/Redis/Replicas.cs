using Acd.Hosting;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>
/// Waits until replicas have what a connection has written: one of them then has all that was acknowledged when it takes the
/// primary's place. Where fewer are in step than are wanted, those are waited for: otherwise the loss of one server would end
/// the service of both.
/// </summary>
/// <param name="database">The connection.</param>
/// <param name="wanted">On how many replicas a write must be.</param>
/// <param name="patience">How long a replica that is in step has to say that it has it.</param>
internal sealed class Replicas(IDatabase database, int wanted, TimeSpan patience)
{
    // As many as there were when it was asked last; asked again where that is too few, or was too many.
    private int _inStep;

    /// <summary>Waits for what was written before on the same connection.</summary>
    /// <exception cref="StoreUnavailableException">A replica that is in step has not said that it has it.</exception>
    public async Task WaitAsync()
    {
        if (_inStep < wanted) _inStep = await CountAsync();
        if (await HaveItAsync(Math.Min(_inStep, wanted))) return;
        _inStep = await CountAsync();
        if (!await HaveItAsync(Math.Min(_inStep, wanted)))
            throw new StoreUnavailableException($"Of {_inStep} replicas too few had a commit within {patience}.");
    }

    private async Task<bool> HaveItAsync(int replicas) =>
        replicas == 0 || (int)await database.ExecuteAsync("WAIT", replicas, (int)patience.TotalMilliseconds) >= replicas;

    /// <summary>How many replicas are in step, which one that is being sent everything is not yet.</summary>
    private async Task<int> CountAsync() =>
        (RedisResult[])(await database.ExecuteAsync("ROLE"))! is [_, _, var inStep] ? ((RedisResult[])inStep!).Length : 0;
}
