using System.Runtime.CompilerServices;
using Acd.Core;

namespace Acd.Grains;

/// <summary>
/// The client of one device of an agent. When a silo dies it connects again, wherever the agent's session is then, and goes on
/// after the last news it has.
/// </summary>
/// <param name="cluster">Orleans' client.</param>
/// <param name="center">The center's name.</param>
/// <param name="agent">The agent.</param>
/// <param name="device">The device's id.</param>
public sealed class AgentDevice(IGrainFactory cluster, string center, AgentId agent, string device)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private IAgentGrain Grain => cluster.GetAgentGrain(center, agent);

    /// <summary>The agent's offers, as they come and go, until the caller stops.</summary>
    /// <param name="after">The <see cref="OfferNews.Position"/> of the last news that the device has, if it has any.</param>
    /// <param name="cancel">Ends the stream.</param>
    public async IAsyncEnumerable<OfferNews> OffersAsync(
        long? after = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var connected = false;
        while (!cancel.IsCancellationRequested)
        {
            connected = connected || await ConnectAsync();
            if (!connected)
            {
                await Task.Delay(Pause, cancel);
                continue;
            }

            await using var news = Grain.WatchOffersAsync(after, cancel).GetAsyncEnumerator(cancel);
            while (await MoveNextAsync(news, cancel))
            {
                after = news.Current.Position;
                yield return news.Current;
            }

            connected = false;
        }

        cancel.ThrowIfCancellationRequested();
    }

    private async Task<bool> ConnectAsync()
    {
        try
        {
            return await Grain.ConnectAsync(device) is not Refusal;
        }
        catch (Exception e) when (ClusterFaults.IsTransient(e))
        {
            return false;
        }
    }

    private static async Task<bool> MoveNextAsync(IAsyncEnumerator<OfferNews> news, CancellationToken cancel)
    {
        try
        {
            return await news.MoveNextAsync();
        }
        catch (Exception e) when (ClusterFaults.IsTransient(e) && !cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
