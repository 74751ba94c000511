namespace Acd.Core.Json;

/// <summary>
/// Gives the same object for equal ones that come again and again: what is read is then in memory once, and not once for each
/// document in which it stands. Threads may share it.
/// </summary>
/// <typeparam name="T">What comes; none of it ever changes.</typeparam>
internal sealed class Recent<T> where T : class, IEquatable<T>
{
    private const int Remembered = 1024;

    private readonly T?[] _seen = new T?[Remembered];

    /// <summary>The equal one that is remembered; where there is none, this one, which is remembered then.</summary>
    public T Of(T one)
    {
        ref var place = ref _seen[one.GetHashCode() & (Remembered - 1)];
        if (place is { } seen && seen.Equals(one)) return seen;
        return place = one;
    }
}
