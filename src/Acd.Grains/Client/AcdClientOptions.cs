using Acd.Core;
using Acd.Hosting;
using StackExchange.Redis;

namespace Acd.Grains;

/// <summary>How a client finds its cluster, and its bounds.</summary>
public sealed class AcdClientOptions
{
    private static readonly TimeSpan MaxResponseTimeout = TimeSpan.FromMinutes(30);

    /// <summary>The Redis with the cluster's table of members.</summary>
    public ConfigurationOptions? Redis { get; set; }

    /// <summary>The cluster's name.</summary>
    public string Cluster { get; set; } = ClusterNames.Default;

    /// <summary>The center's name.</summary>
    public string Center { get; set; } = ClusterNames.Default;

    /// <summary>
    /// How long a commit may take at the members, 10 ms to 10 min: their <see cref="EngineHostOptions.CommitTimeout"/>, or
    /// their store's own limit where that is longer. By default both are 5 s.
    /// </summary>
    public TimeSpan CommitTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// After which time a call counts as lost, up to 30 min. It is then refused with <c>center.unavailable</c>, and may be made
    /// again. Null derives it: twice the <see cref="CommitTimeout"/> and 3 s, which is also the least.
    /// </summary>
    public TimeSpan? ResponseTimeout { get; set; }

    /// <summary>How often the table of members is read: 100 ms to 60 s.</summary>
    public TimeSpan GatewayRefresh { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many of the latest events stay in memory for subscribers that come back: 1 to 10,000,000.</summary>
    public int RecentEvents { get; set; } = 65_536;

    /// <summary>How many events may wait for a subscriber before it counts as too slow: 1 to 1,000,000.</summary>
    public int SubscriberBuffer { get; set; } = 4_096;

    internal TimeSpan CallTimeout => ResponseTimeout ?? CallTimeouts.ForCommitsOf(CommitTimeout);

    internal EngineHostOptions FeedOptions => new()
    {
        RecentEvents = RecentEvents,
        SubscriberBuffer = SubscriberBuffer,
        EventsPreloaded = Math.Min(RecentEvents, 1),
    };

    /// <summary>The errors in these options, a sentence each; empty where there are none.</summary>
    public IReadOnlyList<string> GetValidationErrors()
    {
        var errors = new List<string>();
        if (Redis is null or { EndPoints.Count: 0 }) errors.Add($"{nameof(Redis)} must name the cluster's Redis.");
        CheckName(nameof(Cluster), Cluster);
        CheckName(nameof(Center), Center);
        Check(nameof(CommitTimeout), CommitTimeout, TimeSpan.FromMilliseconds(10), CallTimeouts.MaxCommit);
        CheckResponseTimeout();
        Check(nameof(GatewayRefresh), GatewayRefresh, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        errors.AddRange(FeedOptions.GetValidationErrors());
        return errors;

        void CheckName(string name, string value)
        {
            if (!Id.IsValid(value)) errors.Add($"{name} must be 1 to 64 of A-Z a-z 0-9 . _ : - but is '{value}'.");
        }

        void Check(string name, TimeSpan value, TimeSpan least, TimeSpan greatest)
        {
            if (value < least || value > greatest) errors.Add($"{name} is {value} and must be {least} to {greatest}.");
        }

        void CheckResponseTimeout()
        {
            var least = CallTimeouts.ForCommitsOf(CommitTimeout);
            if (ResponseTimeout is { } timeout && (timeout < least || timeout > MaxResponseTimeout))
            {
                errors.Add(
                    $"{nameof(ResponseTimeout)} is {timeout} and must be {least} to {MaxResponseTimeout}, because a commit may "
                    + $"take {CommitTimeout}.");
            }
        }
    }
}
