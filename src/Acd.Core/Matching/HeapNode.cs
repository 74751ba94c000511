namespace Acd.Core.Matching;

/// <summary>
/// Something that can be in one <see cref="IndexedHeap{T}"/>, and knows where, so that it can be taken out of the middle.
/// </summary>
internal abstract class HeapNode
{
    /// <summary>Its slot in the heap, −1 while it is in none. Only the heap writes it.</summary>
    internal int Slot = -1;

    internal bool InHeap => Slot >= 0;
}
