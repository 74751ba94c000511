namespace Acd.Grains;

/// <summary>How a dispatcher is called as the owner of the lease: by its silo, and by a name of its own.</summary>
internal static class LeaseOwnerName
{
    // It stands in no silo's address.
    private const char Separator = '/';

    /// <summary>A name for one more dispatcher: two may be in one process, one of which is to find the lease taken.</summary>
    public static string Create(SiloAddress silo) => $"{silo.ToParsableString()}{Separator}{Guid.NewGuid():N}";

    /// <summary>The silo of a dispatcher; none where the owner is something else.</summary>
    public static SiloAddress? ParseSilo(string owner)
    {
        var end = owner.IndexOf(Separator, StringComparison.Ordinal);
        return end > 0 && SiloAddress.TryParse(owner[..end], out var silo) ? silo : null;
    }
}
