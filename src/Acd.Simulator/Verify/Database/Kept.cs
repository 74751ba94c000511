using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Simulator.Verify;

/// <summary>A document as a store keeps it, and as it reads it back.</summary>
internal readonly record struct Kept<T>(string Json, T Document);

/// <summary>Makes documents what a store would give back.</summary>
internal static class Kept
{
    public static Kept<ContactDocument> Of(ContactDocument contact) => Of(contact, CenterJson.Default.ContactDocument);

    public static Kept<AgentDocument> Of(AgentDocument agent) => Of(agent, CenterJson.Default.AgentDocument);

    public static Kept<CenterSettings> Of(CenterSettings settings) => Of(settings, CenterJson.Default.CenterSettings);

    public static Kept<CenterEvent> Of(CenterEvent happened) => Of(happened, CenterJson.Default.CenterEvent);

    private static Kept<T> Of<T>(T document, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.Serialize(document, type);
        return new Kept<T>(json, JsonSerializer.Deserialize(json, type)!);
    }
}
