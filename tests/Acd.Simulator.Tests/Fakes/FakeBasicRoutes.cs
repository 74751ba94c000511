using System.Text.Json;
using Acd.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Acd.Simulator.Tests;

/// <summary>The routes of the basic-acd demo that its simulator uses.</summary>
internal static class FakeBasicRoutes
{
    private static int _contacts;

    public static void MapBasic(this FakeGateway gateway, WebApplication app)
    {
        app.MapPost("/acd", async http =>
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body);
            var open = body.GetProperty("state").GetInt32() == 1;
            gateway.Do(open ? new OpenCenter(AgentsToo: true) : new CloseCenter(AgentsToo: true));
            await http.Response.WriteAsJsonAsync(new { acd_state = open ? 1 : 0 });
        });
        app.MapPost("/contact", async http =>
        {
            var key = $"contact:{Interlocked.Increment(ref _contacts)}";
            Requirement[] requirements = [.. (await http.SkillsOfBodyAsync()).Select(skill => new Requirement(skill))];
            gateway.Do(new EnqueueContact(new ContactId(key)) { Requirements = requirements });
            await http.Response.WriteAsJsonAsync(new { contact_key = key });
        });
        app.MapGet("/contact/{id}", http =>
        {
            var contact = (gateway.Ask(new GetContact(new ContactId(http.IdOf()))) as ContactReply)?.Contact;
            return http.Response.WriteAsJsonAsync(new { skills = Array.Empty<string>(), agent = contact?.Agent?.Value });
        });
        app.MapPatch("/contact/{id}", http =>
        {
            var id = new ContactId(http.IdOf());
            if (gateway.Do(new CompleteContact(id)) is Refusal)
                gateway.Do(new AbandonContact(id));
            return http.Response.WriteAsJsonAsync(new { contact_key = id.Value });
        });
        app.MapPost("/agent/{id}", async http =>
        {
            AgentSkill[] skills = [.. (await http.SkillsOfBodyAsync()).Select(skill => new AgentSkill(skill))];
            var profile = new AgentProfile { Skills = skills, AutoAccept = true, ManualIn = true };
            await AnswerAsync(http, gateway.Do(new PutAgent(new AgentId(http.IdOf()), profile, OnlyNew: true)));
        });
        app.MapDelete("/agent/{id}", http => AnswerAsync(http, gateway.Do(new RemoveAgent(new AgentId(http.IdOf())))));
        app.MapPatch("/agent/{id}/state", http =>
            AnswerAsync(http, gateway.Do(new SetPresence(new AgentId(http.IdOf()), Presence.Available))));
    }

    private static Task AnswerAsync(HttpContext http, Reply reply) => reply is Refusal refusal
        ? FakeGateway.ProblemAsync(http, refusal.Kind == RefusalKind.Unknown ? 404 : 409, refusal.Code)
        : http.Response.WriteAsJsonAsync(new { agent_key = http.IdOf() });
}
