namespace Acd.Hosting;

/// <summary>
/// Tells whether the owner of a lease has certainly ended, so that nobody need wait for the lease to end. It must not be a
/// guess: an owner that lives may answer reads from what it holds as long as its lease lasts.
/// </summary>
/// <param name="owner">The owner's name.</param>
/// <param name="cancel">Gives up.</param>
public delegate ValueTask<bool> LeaseOwnerProbe(string owner, CancellationToken cancel);
