using System.Collections.Concurrent;
using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway.Tests;

/// <summary>Sessions of agents without a store.</summary>
internal sealed class FakeSessionStore : IAgentSessionStore
{
    private readonly ConcurrentDictionary<AgentId, AgentSession> _sessions = new();

    public ValueTask<AgentSession?> ReadAsync(AgentId agent) => new(_sessions.GetValueOrDefault(agent));

    public ValueTask<Reply> WriteAsync(AgentId agent, AgentSession session)
    {
        _sessions[agent] = session;
        return new ValueTask<Reply>(new RemovedReply(agent.Value));
    }
}
