using Acd.Core;

namespace Acd.Gateway;

/// <summary>It was done, and there is nothing to tell of it.</summary>
internal sealed record Done : Reply
{
    public static readonly Done Reply = new();
}

/// <summary>One skill.</summary>
internal sealed record SkillReply(SkillView Skill) : Reply;

/// <summary>Every queue, by the order of their making.</summary>
internal sealed record QueuesReply(IReadOnlyList<QueueSettings> Queues) : Reply;

/// <summary>Every gate, by the order of their making.</summary>
internal sealed record GatesReply(IReadOnlyList<GateSettings> Gates) : Reply;

/// <summary>One channel.</summary>
internal sealed record ChannelReply(ChannelCost Channel) : Reply;

/// <summary>Every channel.</summary>
internal sealed record ChannelsReply(IReadOnlyList<ChannelCost> Channels) : Reply;
