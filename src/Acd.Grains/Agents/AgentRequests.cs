using Acd.Core;

namespace Acd.Grains;

/// <summary>Which requests are an agent's own.</summary>
internal static class AgentRequestRouting
{
    /// <summary>The agent to whose grain a request goes first; none where it goes to the dispatcher.</summary>
    public static AgentId? AgentOf(Request request) => request switch
    {
        AgentCommand command => command.Agent,
        AcceptOffer accept => accept.By,
        DeclineOffer decline => decline.By,
        _ => null,
    };
}
