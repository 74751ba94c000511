using System.Text.Json.Serialization;

namespace Acd.Core.Json;

/// <summary>The JSON context of documents, events, settings and replies.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    Converters = [typeof(TimestampConverter), typeof(DurationConverter)])]
[JsonSerializable(typeof(ContactDocument))]
[JsonSerializable(typeof(AgentDocument))]
[JsonSerializable(typeof(CenterSettings))]
[JsonSerializable(typeof(QueueSettings))]
[JsonSerializable(typeof(GateSettings))]
[JsonSerializable(typeof(ReturnDocument))]
[JsonSerializable(typeof(SettingDocument))]
[JsonSerializable(typeof(WaitAction))]
[JsonSerializable(typeof(CenterEvent))]
public sealed partial class CenterJson : JsonSerializerContext;
