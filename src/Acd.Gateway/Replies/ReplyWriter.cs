using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Gateway;

/// <summary>
/// Writes what the center replied. Documents stand in an answer as they stand in the store and in events; what else a reply
/// tells comes behind their members.
/// </summary>
internal static class ReplyWriter
{
    public static Task WriteAsync(HttpContext http, Reply reply)
    {
        if (reply is Refusal refusal)
            return ProblemWriter.WriteAsync(http, refusal);
        if (reply is Done or AgentRemovedReply)
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        var answer = Answer.Begin();
        switch (reply)
        {
            case ContactReply contact:
                if (contact.Created)
                    SetCreated(http, "/v1/contacts/", contact.Contact.Id.Value);
                WriteContact(answer, contact);
                break;
            case AgentReply agent:
                if (agent.Created)
                    SetCreated(http, "/v1/agents/", agent.Agent.Id.Value);
                WriteAgent(answer, agent);
                break;
            case AgentsReply agents:
                WriteAgents(answer, agents);
                break;
            case ClosedContactReply closed:
                answer.Object(closed.Contact, WriteClosed);
                break;
            case QueueReply queue:
                answer.Value(queue.Queue, CenterJson.Default.QueueSettings);
                break;
            case CenterReply center:
                answer.Value(center, AnswerJson.Default.CenterReply);
                break;
            case SkillReply skill:
                answer.Value(skill.Skill, AnswerJson.Default.SkillView);
                break;
            case SkillsReply skills:
                answer.Value(skills, AnswerJson.Default.SkillsReply);
                break;
            case ExplainReply explanation:
                answer.Value(explanation, AnswerJson.Default.ExplainReply);
                break;
            case ContactStatsReply stats:
                answer.Value(stats, AnswerJson.Default.ContactStatsReply);
                break;
            case AgentStatsReply stats:
                answer.Value(stats, AnswerJson.Default.AgentStatsReply);
                break;
            case KeyReply key:
                http.Response.StatusCode = key.Status;
                answer.Object(key, static (json, key) => json.WriteString(key.Name, key.Key));
                break;
            case AcdStateReply state:
                http.Response.StatusCode = StatusCodes.Status201Created;
                answer.Value(state, AnswerJson.Default.AcdStateReply);
                break;
            case BasicContactReply contact:
                answer.Value(contact, AnswerJson.Default.BasicContactReply);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(reply), reply.GetType().Name, "This reply has no form in HTTP.");
        }

        return answer.SendAsync(http);
    }

    private static void SetCreated(HttpContext http, string path, string id)
    {
        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.Headers.Location = path + id;
    }

    private static void WriteContact(Answer answer, ContactReply reply)
    {
        answer.Value(reply.Contact, CenterJson.Default.ContactDocument);
        if (reply.Position is null && !reply.Unservable && reply.EstimatedWait is null)
            return;
        answer.Extend(reply, static (json, reply) =>
        {
            if (reply.Position is { } position)
                json.WriteNumber("position"u8, position);
            if (reply.Unservable)
                json.WriteBoolean("unservable"u8, true);
            if (reply.EstimatedWait is { } estimate)
            {
                json.WritePropertyName("estimatedWait"u8);
                JsonSerializer.Serialize(json, estimate, AnswerJson.Default.EstimatedWait);
            }
        });
    }

    private static void WriteAgent(Answer answer, AgentReply reply)
    {
        answer.Value(reply.Agent, CenterJson.Default.AgentDocument);
        answer.Extend(reply, static (json, reply) =>
        {
            json.WriteNumber("taken"u8, reply.Taken);
            json.WritePropertyName("contacts"u8);
            JsonSerializer.Serialize(json, reply.Contacts, AnswerJson.Default.IReadOnlyListAgentContact);
        });
    }

    private static void WriteAgents(Answer answer, AgentsReply reply)
    {
        answer.Raw("{\"agents\":["u8);
        for (var i = 0; i < reply.Agents.Count; i++)
        {
            if (i > 0)
                answer.Raw(","u8);
            WriteAgent(answer, reply.Agents[i]);
        }

        answer.Raw("]}"u8);
        if (reply.Next is { } next)
            answer.Extend(next, static (json, next) => json.WriteNumber("next"u8, next));
    }

    private static void WriteClosed(Utf8JsonWriter json, ClosedContact contact)
    {
        json.WriteString("id"u8, contact.Id.Value);
        json.WriteString("state"u8, "closed"u8);
        json.WritePropertyName("closedAt"u8);
        JsonSerializer.Serialize(json, contact.At, AnswerJson.Default.Timestamp);
        json.WritePropertyName("reason"u8);
        JsonSerializer.Serialize(json, contact.Reason, AnswerJson.Default.CloseReason);
    }
}
