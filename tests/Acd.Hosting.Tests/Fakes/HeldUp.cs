using System.Collections;
using Acd.Core;

namespace Acd.Hosting.Tests;

/// <summary>
/// Named documents that whoever makes boards of them has to wait for. The host reads them twice before: for the number of the
/// last event that is counted, and for callers who may come back.
/// </summary>
internal sealed class HeldUp(
    IReadOnlyList<NamedDocument> documents, ManualResetEventSlim released) : IReadOnlyList<NamedDocument>
{
    private const int ReadBefore = 2;

    private int _reads;

    public int Count => documents.Count;

    public NamedDocument this[int index] => documents[index];

    public IEnumerator<NamedDocument> GetEnumerator()
    {
        if (Interlocked.Increment(ref _reads) > ReadBefore) released.Wait();
        return documents.GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
