namespace Acd.Simulator;

/// <summary>How evenly something is shared.</summary>
public static class FairnessIndex
{
    /// <summary>
    /// Jain's index: (Σx)² ÷ (n Σx²). It is 1 where all have the same, and 1 ÷ n where one has everything; 1 where there is
    /// nothing to share.
    /// </summary>
    /// <param name="shares">What each has, 0 or more.</param>
    public static double Jain(IReadOnlyCollection<double> shares)
    {
        var squares = shares.Sum(share => share * share);
        return squares == 0 ? 1 : shares.Sum() * shares.Sum() / (shares.Count * squares);
    }
}
