using Acd.Core;
using Acd.Hosting;
using StackExchange.Redis;

namespace Acd.Grains;

/// <summary>How a process finds its cluster.</summary>
public sealed class AcdClientOptions
{
    /// <summary>The Redis in which the cluster's members stand.</summary>
    public ConfigurationOptions? Redis { get; set; }

    /// <summary>The cluster's name.</summary>
    public string Cluster { get; set; } = ClusterNames.Default;

    /// <summary>The center's name.</summary>
    public string Center { get; set; } = ClusterNames.Default;

    /// <summary>
    /// After which time a call counts as lost: 500 ms to 60 s. The center refuses it as unavailable then, and it may be made
    /// again.
    /// </summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the list of silos is read anew: 100 ms to 60 s.</summary>
    public TimeSpan GatewayRefresh { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many of the latest events stay in memory for subscribers that come back: 1 to 10,000,000.</summary>
    public int RecentEvents { get; set; } = 65_536;

    /// <summary>How many events may wait for a subscriber before it counts as too slow: 1 to 1,000,000.</summary>
    public int SubscriberBuffer { get; set; } = 4_096;

    internal EngineHostOptions FeedOptions => new()
    {
        RecentEvents = RecentEvents,
        SubscriberBuffer = SubscriberBuffer,
        EventsPreloaded = Math.Min(RecentEvents, 1),
    };

    /// <summary>What is wrong with these options, a sentence each; nothing where all is well.</summary>
    public IReadOnlyList<string> GetValidationErrors()
    {
        var problems = new List<string>();
        if (Redis is null or { EndPoints.Count: 0 }) problems.Add($"{nameof(Redis)} must name the cluster's Redis.");
        CheckName(nameof(Cluster), Cluster);
        CheckName(nameof(Center), Center);
        Check(nameof(ResponseTimeout), ResponseTimeout, TimeSpan.FromMilliseconds(500));
        Check(nameof(GatewayRefresh), GatewayRefresh, TimeSpan.FromMilliseconds(100));
        problems.AddRange(FeedOptions.GetValidationErrors());
        return problems;

        void CheckName(string name, string value)
        {
            if (!Id.IsValid(value)) problems.Add($"{name} must be 1 to 64 of A-Z a-z 0-9 . _ : - but is '{value}'.");
        }

        void Check(string name, TimeSpan value, TimeSpan least)
        {
            if (value < least || value > TimeSpan.FromSeconds(60))
                problems.Add($"{name} is {value} and must be {least} to 00:01:00.");
        }
    }
}
