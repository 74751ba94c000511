using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Acd.Simulator.Tests;

/// <summary>The routes of <c>/v1</c> that the simulator uses.</summary>
internal static class FakeV1Routes
{
    public static void MapV1(this FakeGateway gateway, WebApplication app)
    {
        app.MapGet("/v1/events", gateway.StreamAsync);
        app.MapPut("/v1/center", http => AnswerAsync(http, gateway.Do(new OpenCenter())));
        app.MapPut("/v1/agents/{id}", async http =>
        {
            AgentSkill[] skills = [.. (await http.SkillsOfBodyAsync()).Select(skill => new AgentSkill(skill))];
            await AnswerAsync(http, gateway.Do(new PutAgent(new AgentId(http.IdOf()), new AgentProfile { Skills = skills })));
        });
        app.MapPut("/v1/agents/{id}/presence", http =>
            AnswerAsync(http, gateway.Do(new SetPresence(new AgentId(http.IdOf()), Presence.Available))));
        app.MapDelete("/v1/agents/{id}", http => AnswerAsync(http, gateway.Do(new RemoveAgent(new AgentId(http.IdOf())))));
        app.MapPost("/v1/contacts", async http =>
        {
            var body = (await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body))!;
            await AnswerAsync(http, gateway.Do(new EnqueueContact(new ContactId(body.GetProperty("id").GetString()!))
            {
                Requirements = [.. SkillsOf(body).Select(skill => new Requirement(skill))],
            }));
        });
        app.MapGet("/v1/contacts/{id}", http => AnswerAsync(http, gateway.Ask(new GetContact(new ContactId(http.IdOf())))));
        app.MapPost("/v1/contacts/{id}/complete", http =>
            AnswerAsync(http, gateway.Do(new CompleteContact(new ContactId(http.IdOf())))));
        app.MapPost("/v1/contacts/{id}/abandon", http =>
            AnswerAsync(http, gateway.Do(new AbandonContact(new ContactId(http.IdOf())))));
        app.MapPost("/v1/offers/{id}/accept", http => AnswerAsync(http, gateway.Do(new AcceptOffer(new OfferId(http.IdOf())))));
    }

    public static string IdOf(this HttpContext http) => (string)http.Request.RouteValues["id"]!;

    public static async Task<IEnumerable<SkillId>> SkillsOfBodyAsync(this HttpContext http) =>
        SkillsOf(await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body));

    public static IEnumerable<SkillId> SkillsOf(JsonElement body) =>
        [.. body.GetProperty("skills").EnumerateArray().Select(skill => new SkillId(skill.GetString()!))];

    private static Task AnswerAsync(HttpContext http, Reply reply)
    {
        if (reply is Refusal refusal)
            return FakeGateway.ProblemAsync(http, refusal.Kind == RefusalKind.Unknown ? 404 : 409, refusal.Code);
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(reply switch
        {
            ContactReply contact => JsonSerializer.Serialize(contact.Contact, CenterJson.Default.ContactDocument),
            ClosedContactReply closed => $$"""{"id":"{{closed.Contact.Id}}"}""",
            _ => "{}",
        });
    }
}
