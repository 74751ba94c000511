using System.Text.Json;
using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Keeps sessions as named documents in the host's own store. They are written in the host's commits, and so only by the owner
/// of the lease.
/// </summary>
internal sealed class HostSessionStore(EngineHost host) : IAgentSessionStore
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <inheritdoc/>
    public async ValueTask<AgentSession?> ReadAsync(AgentId agent)
    {
        var name = NameOf(agent);
        foreach (var document in await host.ReadDocumentsAsync(name))
            if (document.Name == name && document.Json is { } json) return Parse(json);
        return null;
    }

    /// <inheritdoc/>
    public ValueTask<Reply> WriteAsync(AgentId agent, AgentSession session) =>
        host.SendAsync(new WriteDocument(new NamedDocument(
            NameOf(agent), session.IsEmpty ? null : JsonSerializer.Serialize(session, Json))));

    // No id has a slash: a name that ends with one is no other name's beginning.
    private static string NameOf(AgentId agent) => $"session:{agent.Value}/";

    private static AgentSession? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<AgentSession>(json, Json);
        }
        catch (JsonException broken)
        {
            throw new StoreUnavailableException("The store holds a session that cannot be read.", broken);
        }
    }
}

/// <summary>Writes a document of the host's own beside those of the engine, in the next commit.</summary>
/// <param name="Document">The document; it is deleted where it has no content.</param>
internal sealed record WriteDocument(NamedDocument Document) : Request;

/// <summary>A document is written.</summary>
internal sealed record DocumentWritten : Reply
{
    public static readonly DocumentWritten Instance = new();
}
