using System.Text.Encodings.Web;
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
[JsonSerializable(typeof(RequestDocument))]
[JsonSerializable(typeof(AnswerDocument))]
[JsonSerializable(typeof(GeneralSettings))]
[JsonSerializable(typeof(AgentProfile))]
[JsonSerializable(typeof(WaitAction))]
[JsonSerializable(typeof(CenterEvent))]
[JsonSerializable(typeof(AuditDocument))]
[JsonSerializable(typeof(AliveDocument))]
[JsonSerializable(typeof(GraceDocument))]
public sealed partial class CenterJson : JsonSerializerContext
{
    /// <summary>
    /// Writes every character as itself that JSON allows: a number's plus, an umlaut. It is for JSON on its own, in responses,
    /// streams and stores. JSON within a page would need more escapes.
    /// </summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
}
