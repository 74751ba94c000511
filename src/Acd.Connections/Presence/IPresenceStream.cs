namespace Acd.Connections;

/// <summary>Takes changes of agents' states so that they are not lost any more.</summary>
internal interface IPresenceStream
{
    /// <summary>Takes a change. It is durable when this ends.</summary>
    /// <param name="source">The system that sent it.</param>
    /// <param name="entry">The change.</param>
    /// <param name="cancel">Ends the wait; the change may still be taken.</param>
    /// <returns>Its id; null where it cannot be taken at the moment.</returns>
    Task<string?> AppendAsync(string source, PresenceEntry entry, CancellationToken cancel);
}
