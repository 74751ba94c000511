namespace Acd.Core.Matching;

/// <summary>What a heap orders by: the least <paramref name="First"/>, then the least <paramref name="Then"/>.</summary>
internal readonly record struct HeapKey(long First, long Then) : IComparable<HeapKey>
{
    /// <summary>Later than every real key: the key of nothing.</summary>
    public static readonly HeapKey None = new(long.MaxValue, long.MaxValue);

    public int CompareTo(HeapKey other) => First != other.First ? First.CompareTo(other.First) : Then.CompareTo(other.Then);

    public static bool operator <(HeapKey left, HeapKey right) =>
        left.First < right.First || (left.First == right.First && left.Then < right.Then);

    public static bool operator >(HeapKey left, HeapKey right) => right < left;
}
