using Acd.Core;

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
