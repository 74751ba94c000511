namespace Acd.Hosting;

/// <summary>The events that a subscriber asks for are not kept any longer.</summary>
/// <param name="firstKept">The sequence number of the oldest event there is.</param>
public sealed class EventsGoneException(long firstKept)
    : Exception($"The oldest event that is kept is number {firstKept}.")
{
    /// <summary>The sequence number of the oldest event there is.</summary>
    public long FirstKept { get; } = firstKept;
}

/// <summary>A subscriber did not take its events fast enough.</summary>
public sealed class SubscriberTooSlowException() : Exception("The subscriber fell too far behind.");

/// <summary>The center does not serve at the moment.</summary>
/// <param name="status">What it does instead.</param>
public sealed class CenterUnavailableException(CenterStatus status) : Exception($"The center is {status}.")
{
    /// <summary>What it does instead.</summary>
    public CenterStatus Status { get; } = status;
}
