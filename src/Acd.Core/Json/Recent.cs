namespace Acd.Core.Json;

/// <summary>
/// Gives the same object for equal ones that come again and again: what is read is then in memory once, and not once for each
/// document in which it stands. Threads may share it.
/// </summary>
/// <typeparam name="T">What comes; none of it ever changes.</typeparam>
internal sealed class InternCache<T> where T : class, IEquatable<T>
{
    private const int Capacity = 1024;

    private readonly T?[] _seen = new T?[Capacity];

    /// <summary>The equal one that is remembered; where there is none, this one, which is remembered then.</summary>
    public T Intern(T one)
    {
        ref var place = ref _seen[one.GetHashCode() & (Capacity - 1)];
        if (place is { } seen && seen.Equals(one)) return seen;
        return place = one;
    }
}
