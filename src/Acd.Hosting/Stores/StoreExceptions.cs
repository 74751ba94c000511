namespace Acd.Hosting;

/// <summary>The store does not answer, or not in time. What was asked of it may have been done or not.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">Where it came from.</param>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Another owner has taken over; this one must stop.</summary>
/// <param name="epoch">The epoch of the owner that must stop.</param>
public sealed class StaleLeaseException(long epoch) : Exception($"The lease with epoch {epoch} is not the newest any longer.")
{
    /// <summary>The epoch of the owner that must stop.</summary>
    public long Epoch { get; } = epoch;
}
