using System.Text.Json.Serialization;

namespace Acd.Core.Json;

/// <summary>The JSON context of the statistics documents.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimestampConverter), typeof(DurationConverter)])]
[JsonSerializable(typeof(HeadRow))]
[JsonSerializable(typeof(SettingsRow))]
[JsonSerializable(typeof(AgentActivityRow))]
[JsonSerializable(typeof(ContactRow))]
[JsonSerializable(typeof(ThroughputRow))]
internal sealed partial class StatisticsJson : JsonSerializerContext;
