using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>basic-acd's agents. Offers are accepted for them, and they set themselves available after each contact.</summary>
internal sealed class BasicAgentRoutes(IContactCenter center)
{
    private const string KeyName = "agent_key";

    public async ValueTask<Reply> Post(HttpContext http)
    {
        if (!http.TryGetId<AgentId>(KeyName, out var id, out var invalid))
            return invalid;
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, BasicAgentBody.Schema);
        if (refusal is not null)
            return refusal;
        var profile = new AgentProfile { Name = body.Name, Skills = body.Skills, AutoAccept = true, ManualIn = true };
        return Key(id, await center.SendAsync(new PutAgent(id, profile, OnlyNew: true), http), StatusCodes.Status201Created);
    }

    public async ValueTask<Reply> Rename(HttpContext http)
    {
        if (!http.TryGetId<AgentId>(KeyName, out var id, out var invalid))
            return invalid;
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, BasicAgentBody.Schema);
        if (refusal is not null)
            return refusal;
        // Without the request's cancellation: a caller that hangs up must not stop the command after the query.
        var found = await center.SendAsync(new GetAgent(id));
        return found is AgentReply agent
            ? Key(id, await center.SendAsync(new PutAgent(id, agent.Agent.Profile with { Name = body.Name })))
            : found;
    }

    public ValueTask<Reply> Remove(HttpContext http) => Send(http, LenientEmptySchema, (id, _) => new RemoveAgent(id));

    public ValueTask<Reply> SetState(HttpContext http) =>
        Send(http, BasicStateBody.Schema, (id, body) => new SetPresence(id, body.On ? Presence.Available : Presence.NotReady));

    public ValueTask<Reply> AddSkill(HttpContext http) =>
        Send(http, BasicSkillBody.Schema, (id, body) => new PutAgentSkill(id, new AgentSkill(body.Skill)));

    public async ValueTask<Reply> RemoveSkill(HttpContext http)
    {
        if (!http.TryGetId<SkillId>("skill", out var skill, out var invalid))
            return invalid;
        var reply = await Send(http, LenientEmptySchema, (id, _) => new RemoveAgentSkill(id, skill));
        // basic-acd returns the agent's key as "skill" here, and its clients read it.
        return reply is KeyReply key ? key with { Name = "skill" } : reply;
    }

    public async ValueTask<Reply> RemoveSkillOfAll(HttpContext http)
    {
        if (!http.TryGetId<SkillId>("skill", out var skill, out var invalid))
            return invalid;
        var reply = await center.SendAsync(new RemoveSkill(skill), http);
        return reply is Refusal ? reply : new KeyReply("skill", skill.Value);
    }

    private static RequestSchema<EmptyBody> LenientEmptySchema { get; } = new("BasicEmpty") { IgnoresUnknownFields = true };

    private static Reply Key(AgentId id, Reply reply, int status = StatusCodes.Status200OK) =>
        reply is Refusal ? reply : new KeyReply(KeyName, id.Value, status);

    private async ValueTask<Reply> Send<T>(HttpContext http, RequestSchema<T> schema, Func<AgentId, T, Command> make)
        where T : class, new()
    {
        if (!http.TryGetId<AgentId>(KeyName, out var id, out var invalid))
            return invalid;
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, schema);
        return refusal ?? Key(id, await center.SendAsync(make(id, body), http));
    }
}
