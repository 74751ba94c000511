using System.Runtime.CompilerServices;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Hosting;

/// <summary>An event as JSON, for callers that pass it on without reading it.</summary>
/// <param name="Sequence">The event's number in the center.</param>
/// <param name="Type">The name of its type, as in the JSON.</param>
/// <param name="Json">The JSON as UTF-8 on one line. It is shared and must not be changed.</param>
public readonly record struct SerializedEvent(long Sequence, string Type, ReadOnlyMemory<byte> Json)
{
    /// <summary>The event in this form.</summary>
    public static SerializedEvent From(CenterEvent centerEvent) =>
        new(centerEvent.Sequence, EventJson.NameOf(centerEvent), EventJson.GetUtf8(centerEvent));

    internal static async IAsyncEnumerable<SerializedEvent> FromAsync(
        IAsyncEnumerable<CenterEvent> events, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var next in events.WithCancellation(cancel)) yield return From(next);
    }
}
