using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Hosting;

/// <summary>
/// Watches whether the center serves without a break. The store has a document of when it last did, so that the next owner
/// knows how long nobody served. A process that was suspended, or whose clock jumped, notices it by itself.
/// </summary>
/// <param name="clock">The center's clock.</param>
/// <param name="lastServed">When the center last served, by the store. Null if that is unknown.</param>
/// <param name="outageAfter">The longest break that is no outage, and the time between two documents.</param>
internal sealed class OutageDetector(CenterClock clock, Timestamp? lastServed, TimeSpan outageAfter)
{
    /// <summary>A busy machine may delay a process that runs, so its breaks may be so many times as long.</summary>
    private const int PatienceWithMachine = 3;

    private Timestamp _servedUntil = lastServed ?? clock.Now;
    private bool _hasServed;
    private TimeSpan? _writtenAt = clock.Elapsed;

    /// <summary>When the outage began that ends now. Null if there was none since the last call.</summary>
    public Timestamp? EndOutage()
    {
        var (now, since) = (clock.Now, _servedUntil);
        var isOutage = now - since > (_hasServed ? outageAfter * PatienceWithMachine : outageAfter);
        (_servedUntil, _hasServed) = (now, true);
        if (!isOutage) return null;

        // The return and its document are one write, or the next owner would return from the same outage.
        _writtenAt = null;
        return since;
    }

    /// <summary>There is nothing to do until a time of the monotonic clock.</summary>
    public void SleepUntil(TimeSpan due)
    {
        var length = due - clock.Elapsed;
        _servedUntil = length > TimeSpan.Zero ? clock.Now + length : clock.Now;
    }

    /// <summary>The document for the next write. Null if the store has one that is young enough.</summary>
    /// <param name="isLast">Whether it is the last write.</param>
    public NamedDocument? TakeDocument(bool isLast = false)
    {
        if (!isLast && clock.Elapsed - _writtenAt < outageAfter) return null;
        _writtenAt = clock.Elapsed;
        var document = new AliveDocument(clock.Now);
        return new(NamedDocument.Alive, JsonSerializer.Serialize(document, CenterJson.Default.AliveDocument));
    }

    /// <summary>When the center last served, by the documents of a store. Null if they do not tell.</summary>
    public static Timestamp? LastServed(IEnumerable<NamedDocument> documents) =>
        documents.FirstOrDefault(document => document.Name == NamedDocument.Alive)?.Json is { } json
            ? JsonSerializer.Deserialize(json, CenterJson.Default.AliveDocument)?.At
            : null;
}
