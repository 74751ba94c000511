namespace Acd.Connections;

/// <summary>
/// What a center exchanges with one other system. It runs where the center's engine is, and so once for a center. When the
/// engine moves, a term ends here and another one begins there.
/// </summary>
public interface IConnection
{
    /// <summary>Its name: of its documents, metrics and reports.</summary>
    string Name { get; }

    /// <summary>
    /// Runs a term. It ends by itself only by an exception, after which another one begins. It must bear that a former term
    /// still did something: progress is what was written through <see cref="ConnectionTerm"/>, or in the other system.
    /// </summary>
    /// <param name="term">The center in this term.</param>
    /// <param name="ended">Canceled when the center is no longer here, or the process stops.</param>
    Task RunAsync(ConnectionTerm term, CancellationToken ended);
}
