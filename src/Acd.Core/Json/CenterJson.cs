using System.Text.Json.Serialization;

namespace Acd.Core.Json;

/// <summary>The one JSON form of documents, events and settings: in stores, in event streams and in answers.</summary>
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
[JsonSerializable(typeof(CenterEvent))]
public sealed partial class CenterJson : JsonSerializerContext;
