using System.Text.Json.Serialization;

namespace Acd.Core.Json;

/// <summary>The JSON form of the boards' documents.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimestampConverter), typeof(DurationConverter)])]
[JsonSerializable(typeof(HeadRow))]
[JsonSerializable(typeof(SettingsRow))]
[JsonSerializable(typeof(DoingRow))]
[JsonSerializable(typeof(ContactRow))]
[JsonSerializable(typeof(PaceRow))]
internal sealed partial class BoardJson : JsonSerializerContext;
