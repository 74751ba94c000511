namespace Acd.Storage;

/// <summary>What a search may cost.</summary>
internal static class SearchBounds
{
    /// <summary>How many contacts' documents are read for one page.</summary>
    public const int Looks = 1_000;
}
