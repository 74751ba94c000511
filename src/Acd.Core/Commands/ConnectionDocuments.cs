namespace Acd.Core;

/// <summary>A request that the host answers, from its store or with it, and not the engine.</summary>
public abstract record HostRequest : Request;

/// <summary>
/// Writes documents of connections, or of keys and the record of changes, in the next commit: only the holder of the lease can,
/// and all of them or none. The reply is a <see cref="ConnectionDocumentsReply"/> without documents.
/// </summary>
/// <param name="Documents">
/// Their names begin with <see cref="NamedDocument.ConnectionPrefix"/>, <c>key:</c>, <c>keys:</c> or <c>audit:</c>,
/// and have 256 characters at the most. Those without content are deleted.
/// </param>
public sealed record PutConnectionDocuments(IReadOnlyList<NamedDocument> Documents) : HostRequest;

/// <summary>Asks for documents of connections.</summary>
/// <param name="Name">
/// The whole name of one, or the beginning of the names of several. It begins with
/// <see cref="NamedDocument.ConnectionPrefix"/>, or with one of those prefixes.
/// </param>
/// <param name="IsPrefix">Whether it is the beginning of names. Such a read may look at every named document.</param>
public sealed record ReadConnectionDocuments(string Name, bool IsPrefix = false) : HostRequest;

/// <summary>Documents of connections.</summary>
/// <param name="Documents">The documents, in any order.</param>
public sealed record ConnectionDocumentsReply(IReadOnlyList<NamedDocument> Documents) : Reply
{
    /// <summary>The reply to a write.</summary>
    public static readonly ConnectionDocumentsReply Written = new([]);
}
