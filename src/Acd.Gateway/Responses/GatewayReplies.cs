using System.Text.Json.Serialization;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Gateway;

/// <summary>Success without content.</summary>
internal sealed record NoContentReply : Reply
{
    public static readonly NoContentReply Instance = new();
}

/// <summary>One skill.</summary>
internal sealed record SkillReply(SkillView Skill) : Reply;

/// <summary>A page of queues in the order of their creation. The next page starts after <c>Next</c>.</summary>
internal sealed record QueuesReply(IReadOnlyList<QueueSettings> Queues, QueueId? Next) : Reply;

/// <summary>A page of gates in the order of their creation. The next page starts after <c>Next</c>.</summary>
internal sealed record GatesReply(IReadOnlyList<GateSettings> Gates, GateId? Next) : Reply;

/// <summary>One channel.</summary>
internal sealed record ChannelReply(ChannelCost Channel) : Reply;

/// <summary>Every channel.</summary>
internal sealed record ChannelsReply(IReadOnlyList<ChannelCost> Channels) : Reply;

/// <summary>The JSON form of replies that are no documents. It follows the conventions of the documents.</summary>
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
