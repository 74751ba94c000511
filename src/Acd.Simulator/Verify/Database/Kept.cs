using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Simulator.Verify;

/// <summary>A document as a store keeps it, and as it reads it back.</summary>
internal readonly record struct StoredDocument<T>(string Json, T Document);

/// <summary>Makes documents what a store would give back.</summary>
internal static class StoredDocument
{
    public static StoredDocument<ContactDocument> Of(ContactDocument contact) => Of(contact, CenterJson.Default.ContactDocument);

    public static StoredDocument<AgentDocument> Of(AgentDocument agent) => Of(agent, CenterJson.Default.AgentDocument);

    public static StoredDocument<CenterSettings> Of(CenterSettings settings) => Of(settings, CenterJson.Default.CenterSettings);

    public static StoredDocument<CenterEvent> Of(CenterEvent happened) => Of(happened, CenterJson.Default.CenterEvent);

    private static StoredDocument<T> Of<T>(T document, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.Serialize(document, type);
        return new StoredDocument<T>(json, JsonSerializer.Deserialize(json, type)!);
    }
}
