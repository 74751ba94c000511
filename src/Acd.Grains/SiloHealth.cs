using Acd.Hosting;

namespace Acd.Grains;

/// <summary>How a silo is: whether it reaches the center's dispatcher, on whatever silo that is.</summary>
public sealed class SiloHealth
{
    private readonly ClusterEventFeed _feed;

    internal SiloHealth(ClusterEventFeed feed) => _feed = feed;

    /// <summary>Whether the center serves, as seen from this silo.</summary>
    public CenterStatus Status => _feed.Status;
}
