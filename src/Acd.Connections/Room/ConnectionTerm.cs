using Acd.Core;
using Acd.Hosting;

namespace Acd.Connections;

/// <summary>A connection's view of the center, as long as the center's engine is in this process.</summary>
public sealed class ConnectionTerm
{
    private readonly ConnectionState _state;

    internal ConnectionTerm(EngineHost host, ConnectionState state) => (Host, _state) = (host, state);

    /// <summary>The host of the engine.</summary>
    public EngineHost Host { get; }

    /// <summary>Reads a document of the connection; null where there is none.</summary>
    /// <param name="name">The name after <see cref="NamedDocument.ConnectionPrefix"/>.</param>
    /// <exception cref="CenterUnavailableException">The center does not serve at the moment.</exception>
    public async Task<string?> ReadAsync(string name) =>
        await SendAsync(new ReadConnectionDocuments(NamedDocument.ConnectionPrefix + name)) is [var found] ? found.Json : null;

    /// <summary>Reads the documents whose names begin so, by name. It may look at every named document of the store.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<IReadOnlyList<NamedDocument>> ReadAllAsync(string prefix) =>
        [.. (await SendAsync(new ReadConnectionDocuments(NamedDocument.ConnectionPrefix + prefix, IsPrefix: true)))
            .Select(document => document with { Name = document.Name[NamedDocument.ConnectionPrefix.Length..] })
            .OrderBy(document => document.Name, StringComparer.Ordinal)];

    /// <summary>
    /// Writes documents of the connection with the center's next commit: all or none, and only while this process holds the
    /// lease. Those without content are deleted.
    /// </summary>
    /// <param name="documents">The documents; their names go without <see cref="NamedDocument.ConnectionPrefix"/>.</param>
    /// <exception cref="CenterUnavailableException">The center does not serve at the moment.</exception>
    public Task WriteAsync(params IReadOnlyList<NamedDocument> documents) => SendAsync(new PutConnectionDocuments(
        [.. documents.Select(document => document with { Name = NamedDocument.ConnectionPrefix + document.Name })]));

    /// <summary>Says how far the connection has come.</summary>
    /// <param name="position">The number of the last event that it is done with.</param>
    /// <param name="handled">How many it has handled since it said so last.</param>
    public void Report(long position, int handled) =>
        _state.Report(position, Math.Max(0, Host.LastEvent - position), handled);

    /// <summary>Says that events were gone from the store before the connection had read them.</summary>
    public void ReportLost(long events) => _state.ReportLost(events);

    /// <summary>Says something that a person should look at; null when it is over.</summary>
    public void Alarm(string? text) => _state.SetAlarm(text);

    private async Task<IReadOnlyList<NamedDocument>> SendAsync(HostRequest request) =>
        await Host.SendAsync(request) switch
        {
            ConnectionDocumentsReply reply => reply.Documents,
            var refused => throw new ConnectionRefusedException(((Refusal)refused).Message),
        };
}

/// <summary>The center did not take a connection's request: it is busy, or has moved.</summary>
/// <param name="message">What it said.</param>
public sealed class ConnectionRefusedException(string message) : Exception(message);
