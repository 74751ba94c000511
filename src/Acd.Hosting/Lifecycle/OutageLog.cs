using Microsoft.Extensions.Logging;

namespace Acd.Hosting;

/// <summary>Logs an outage of the store when it begins, and again each minute that it lasts.</summary>
/// <param name="clock">The monotonic clock.</param>
/// <param name="logger">The log.</param>
internal sealed class OutageLog(CenterClock clock, ILogger logger)
{
    /// <inheritdoc cref="EngineHost.StoreTrouble"/>
    public string? Trouble { get; private set; }

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private TimeSpan? _startedAt;
    private TimeSpan _reportedAt;
    private bool _isLost;

    /// <summary>Reports that the store failed once more.</summary>
    /// <param name="failure">Why.</param>
    public void Report(StoreUnavailableException failure)
    {
        var (now, isFirst, isLost) = (clock.Elapsed, _startedAt is null, failure.HasLostData);
        if (!isFirst && isLost == _isLost && now - _reportedAt < Every) return;

        _startedAt ??= now;
        (_reportedAt, _isLost, Trouble) = (now, isLost, isLost ? "lost" : "unavailable");
        if (isLost)
            logger.StoreLost(failure.Message);
        else if (isFirst)
            logger.StoreFailed(failure);
        else
            logger.StoreStillFails(TimeSpan.FromSeconds(Math.Floor((now - _startedAt.Value).TotalSeconds)), failure.Message);
    }

    /// <summary>The store works again.</summary>
    public void End() => (_startedAt, Trouble) = (null, null);
}
