using Acd.Core;

namespace Acd.Gateway;

/// <summary>It was done, and there is nothing to tell of it.</summary>
internal sealed record Done : Reply
{
    public static readonly Done Reply = new();
}

/// <summary>One queue's settings.</summary>
internal sealed record QueueReply(QueueSettings Queue) : Reply;

/// <summary>One skill.</summary>
internal sealed record SkillReply(SkillView Skill) : Reply;
