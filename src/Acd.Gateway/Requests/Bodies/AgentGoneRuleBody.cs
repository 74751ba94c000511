using Acd.Core;

namespace Acd.Gateway;

/// <summary>A queue's rule for connected contacts whose agent goes offline.</summary>
internal sealed class AgentGoneRuleBody
{
    public static readonly RequestSchema<AgentGoneRuleBody> Schema = new RequestSchema<AgentGoneRuleBody>("AgentGoneRule")
        .Id<AgentGoneRuleBody, ChannelId>("channel", "The channel; by default all channels without a rule of their own.",
            (body, channel) => body.Rule = body.Rule with { Channel = channel })
        .Seconds("after", 1, 86_400, "The agent's absence before the action; 60 by default.",
            (body, after) => body.Rule = body.Rule with { After = after })
        .OneOf("do", Enum.GetValues<AgentGoneAction>(),
            "keep: the contact stays connected; requeue: it goes back in line and prefers the agent; close: it is closed.",
            (body, action) => body.Rule = body.Rule with { Do = action }, required: true)
        .Example("Chats go back in line after half a minute", """{"channel": "chat", "after": 30, "do": "requeue"}""");

    public AgentGoneRule Rule { get; set; } = new(AgentGoneAction.Keep);
}
