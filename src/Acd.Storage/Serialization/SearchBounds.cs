namespace Acd.Storage;

/// <summary>What a search may cost.</summary>
internal static class SearchLimits
{
    /// <summary>How many contacts' documents are read for one page.</summary>
    public const int MaxScannedPerPage = 1_000;
}
