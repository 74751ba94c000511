using System.Text.Json.Serialization;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Gateway;

/// <summary>The JSON form of answers that are no documents; what they have in common with documents looks the same.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimestampConverter), typeof(DurationConverter), typeof(CamelCaseEnumConverter<DayOfWeek>)])]
[JsonSerializable(typeof(IReadOnlyList<AgentContact>))]
[JsonSerializable(typeof(CloseReason))]
[JsonSerializable(typeof(CenterReply))]
[JsonSerializable(typeof(SkillsReply))]
[JsonSerializable(typeof(QueueSettings))]
[JsonSerializable(typeof(QueuesReply))]
[JsonSerializable(typeof(GatesReply))]
[JsonSerializable(typeof(ChannelsReply))]
[JsonSerializable(typeof(ExplainReply))]
[JsonSerializable(typeof(ContactStatsReply))]
[JsonSerializable(typeof(AgentStatsReply))]
[JsonSerializable(typeof(EstimatedWait))]
[JsonSerializable(typeof(AcdStateReply))]
[JsonSerializable(typeof(BasicContactReply))]
internal sealed partial class ResponseJsonContext : JsonSerializerContext;
