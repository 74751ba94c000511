namespace Acd.Hosting;

/// <summary>The events that a subscriber wants are no longer kept, or never were.</summary>
/// <param name="firstKept">The sequence number of the oldest kept event.</param>
public sealed class EventsGoneException(long firstKept)
    : Exception($"The oldest event that is kept is number {firstKept}.")
{
    /// <summary>The sequence number of the oldest kept event.</summary>
    public long FirstKept { get; } = firstKept;
}

/// <summary>A subscriber reads its events too slowly.</summary>
public sealed class SubscriberTooSlowException() : Exception("The subscriber fell too far behind.");

/// <summary>The center does not serve at the moment.</summary>
/// <param name="status">The center's status.</param>
public sealed class CenterUnavailableException(CenterStatus status) : Exception($"The center is {status}.")
{
    /// <summary>The center's status.</summary>
    public CenterStatus Status { get; } = status;
}
