using Acd.Core;

namespace Acd.Connections;

/// <summary>Where an <see cref="EventExport"/> brings the center's events, and what remembers how far it has come.</summary>
public interface IEventSink : IAsyncDisposable
{
    /// <summary>Opens it for a term.</summary>
    /// <param name="term">The center in this term.</param>
    /// <param name="ended">Canceled when the term ends.</param>
    /// <returns>The number of the last event that it surely has; 0 where it has none.</returns>
    Task<long> OpenAsync(ConnectionTerm term, CancellationToken ended);

    /// <summary>Takes events, each once in a term, by sequence without a gap unless <see cref="SkipAsync"/> named it.</summary>
    /// <returns>The number of the last event that it surely has by now.</returns>
    Task<long> WriteAsync(IReadOnlyList<CenterEvent> events, CancellationToken ended);

    /// <summary>The events up to this number are gone from the store. It goes on after it.</summary>
    Task SkipAsync(long until, CancellationToken ended) => Task.CompletedTask;

    /// <summary>No event waits at the moment: what is written may be made sure.</summary>
    /// <returns>The number of the last event that it surely has by now.</returns>
    Task<long> FlushAsync(CancellationToken ended);
}
