using System.Text.Json.Serialization;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Gateway;

/// <summary>It was done, and there is nothing to tell of it.</summary>
internal sealed record NoContentReply : Reply
{
    public static readonly NoContentReply Instance = new();
}

/// <summary>One skill.</summary>
internal sealed record SkillReply(SkillView Skill) : Reply;

/// <summary>A page of queues, by the order of their making, and what the next page is after.</summary>
internal sealed record QueuesReply(IReadOnlyList<QueueSettings> Queues, QueueId? Next) : Reply;

/// <summary>A page of gates, by the order of their making, and what the next page is after.</summary>
internal sealed record GatesReply(IReadOnlyList<GateSettings> Gates, GateId? Next) : Reply;

/// <summary>One channel.</summary>
internal sealed record ChannelReply(ChannelCost Channel) : Reply;

/// <summary>Every channel.</summary>
internal sealed record ChannelsReply(IReadOnlyList<ChannelCost> Channels) : Reply;

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
