namespace Acd.Hosting;

/// <summary>The store fails or does not answer in time. Whether a call took effect is unknown.</summary>
/// <param name="message">The message.</param>
/// <param name="inner">The cause.</param>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>
    /// Whether the store came back empty or older than it was, such as after a restored backup. The center is not served from
    /// it until the operator accepts the loss.
    /// </summary>
    public bool HasLostData { get; init; }
}

/// <summary>Another owner has taken over; the caller must stop.</summary>
/// <param name="epoch">The epoch of the lease that is stale.</param>
public sealed class StaleLeaseException(long epoch) : Exception($"The lease with epoch {epoch} is not the newest any longer.")
{
    /// <summary>The epoch of the lease that is stale.</summary>
    public long Epoch { get; } = epoch;
}
