namespace Acd.Grains;

/// <summary>The name of a dispatcher as the owner of the lease: its silo and a mark of its own.</summary>
internal static class LeaseOwnerName
{
    // No silo's address contains it.
    private const char Separator = '/';

    /// <summary>A name for one more dispatcher. Two may be in one process, and one of them must find the lease taken.</summary>
    public static string Create(SiloAddress silo) => $"{silo.ToParsableString()}{Separator}{Guid.NewGuid():N}";

    /// <summary>The silo of a dispatcher; null where the owner is something else.</summary>
    public static SiloAddress? ParseSilo(string owner)
    {
        var end = owner.IndexOf(Separator, StringComparison.Ordinal);
        return end > 0 && SiloAddress.TryParse(owner[..end], out var silo) ? silo : null;
    }
}
