namespace Acd.Client;

/// <summary>The addresses of a center, of which one is used until it fails.</summary>
internal sealed class CenterAddresses(IReadOnlyList<Uri> addresses)
{
    private int _current;

    /// <summary>The address in use.</summary>
    public Uri Current => addresses[Volatile.Read(ref _current)];

    /// <summary>Changes to the next address. Of many callers at whom one address failed, the first one does.</summary>
    public void Leave(Uri failed)
    {
        var current = Volatile.Read(ref _current);
        if (ReferenceEquals(addresses[current], failed))
            Interlocked.CompareExchange(ref _current, (current + 1) % addresses.Count, current);
    }
}
