using System.Globalization;
using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>
/// Writes the center's replies. A document has the same JSON form as in the store and in events; the other members of a reply
/// follow it.
/// </summary>
internal static class ReplyWriter
{
    /// <summary>The header with the number of the last event that the answer to a GET knows.</summary>
    public const string Sequence = "Acd-Sequence";

    public static Task WriteAsync(HttpContext http, Reply reply)
    {
        if (reply.RememberedUntil is { } until)
            IdempotencyKey.WriteHeaders(http.Response, until, reply.ClosedIdsFor);
        if (reply.AsOf is { } sequence && HttpMethods.IsGet(http.Request.Method))
            http.Response.Headers[Sequence] = sequence.ToString(CultureInfo.InvariantCulture);
        if (reply is Refusal refusal)
            return ProblemWriter.WriteAsync(http, refusal);
        if (reply is NoContentReply or AgentRemovedReply or RemovedReply)
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        SetStatus(http, reply);
        var buffer = JsonResponseBuffer.Begin();
        WriteBody(buffer, reply);
        return buffer.SendAsync(http);
    }

    /// <summary>Writes the body of the response.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The reply has no form in HTTP.</exception>
    public static void WriteBody(JsonResponseBuffer buffer, Reply reply)
    {
        switch (reply)
        {
            case ContactReply contact:
                WriteContact(buffer, contact);
                break;
            case ContactsReply contacts:
                WriteContacts(buffer, contacts);
                break;
            case AgentReply agent:
                WriteAgent(buffer, agent);
                break;
            case AgentsReply agents:
                WriteAgents(buffer, agents);
                break;
            case ClosedContactReply closed:
                buffer.WriteObject(closed.Contact, WriteClosed);
                break;
            case QueueReply queue:
                buffer.WriteValue(queue.Queue, ResponseJsonContext.Default.QueueSettings);
                break;
            case GateReply gate:
                buffer.WriteValue(gate.Gate, CenterJson.Default.GateSettings);
                break;
            case SnapshotReply snapshot:
                WriteSnapshot(buffer, snapshot);
                break;
            case GeneralSettingsReply options:
                buffer.WriteValue(options.Options, CenterJson.Default.GeneralSettings);
                break;
            case ChannelReply channel:
                buffer.WriteValue(channel.Channel, CenterJson.Default.ChannelCost);
                break;
            case SkillReply skill:
                WriteSkill(buffer, skill);
                break;
            case AgentDevicesReply devices:
                buffer.WriteValue(AgentDevices.Of(devices), ResponseJsonContext.Default.AgentDevices);
                break;
            case PresenceReportReply report:
                buffer.WriteValue(PresenceReportResult.Of(report), ResponseJsonContext.Default.PresenceReportResult);
                break;
            case KeyReply key:
                buffer.WriteObject(key, static (json, key) => json.WriteString(key.Name, key.Key));
                break;
            case var other when ConnectionJson.TryWrite(buffer, other):
                break;
            default:
                WriteByType(buffer, reply);
                break;
        }
    }

    // These replies have the same members as their JSON form.
    private static void WriteByType(JsonResponseBuffer buffer, Reply reply)
    {
        var type = ResponseJsonContext.Default.GetTypeInfo(reply.GetType())
            ?? throw new ArgumentOutOfRangeException(nameof(reply), reply.GetType().Name, "This reply has no form in HTTP.");

        // What the headers tell is no part of the body.
        buffer.WriteValue(reply with { AsOf = null, RememberedUntil = null, ClosedIdsFor = null }, type);
    }

    private static void SetStatus(HttpContext http, Reply reply)
    {
        switch (reply)
        {
            case ContactReply { Created: true } contact:
                SetCreated(http, "/v1/contacts/", contact.Contact.Id.Value);
                break;
            case AgentReply { Created: true } agent:
                SetCreated(http, "/v1/agents/", agent.Agent.Id.Value);
                break;
            case QueueReply { Created: true } queue:
                SetCreated(http, "/v1/queues/", queue.Queue.Id.Value);
                break;
            case GateReply { Created: true } gate:
                SetCreated(http, "/v1/gates/", gate.Gate.Id.Value);
                break;
            case WebhookReply { Created: true } webhook:
                SetCreated(http, "/v1/webhooks/", webhook.Webhook.Id);
                break;
            case KeyReply key:
                http.Response.StatusCode = key.Status;
                break;
            case AcdStateReply or NewKeyReply or TokenReply:
                http.Response.StatusCode = StatusCodes.Status201Created;
                break;
        }
    }

    private static void SetCreated(HttpContext http, string path, string id)
    {
        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.Headers.Location = path + id;
    }

    private static void WriteContact(JsonResponseBuffer buffer, ContactReply reply)
    {
        buffer.WriteValue(reply.Contact, CenterJson.Default.ContactDocument);
        if (reply.Position is null && !reply.Unservable && reply.EstimatedWait is null)
            return;
        buffer.AppendMembers(reply, static (json, reply) =>
        {
            if (reply.Position is { } position)
                json.WriteNumber("position"u8, position);
            if (reply.Unservable)
                json.WriteBoolean("unservable"u8, true);
            if (reply.EstimatedWait is { } estimate)
            {
                json.WritePropertyName("estimatedWait"u8);
                JsonSerializer.Serialize(json, estimate, ResponseJsonContext.Default.EstimatedWait);
            }
        });
    }

    private static void WriteSkill(JsonResponseBuffer buffer, SkillReply reply)
    {
        buffer.WriteValue(reply.Skill, ResponseJsonContext.Default.SkillView);
        if (reply.Age is { } age)
            buffer.AppendMembers(age, static (json, age) => json.WriteNumber("age"u8, Math.Round(age.TotalSeconds, 6)));
    }

    private static void WriteAgent(JsonResponseBuffer buffer, AgentReply reply)
    {
        buffer.WriteValue(reply.Agent, CenterJson.Default.AgentDocument);
        buffer.AppendMembers(reply, static (json, reply) =>
        {
            json.WriteNumber("taken"u8, reply.Taken);
            json.WritePropertyName("contacts"u8);
            JsonSerializer.Serialize(json, reply.Contacts, ResponseJsonContext.Default.IReadOnlyListAgentContact);
            if (reply is { State: { } state, StateSince: { } since })
            {
                json.WritePropertyName("state"u8);
                JsonSerializer.Serialize(json, state, ResponseJsonContext.Default.AgentState);
                json.WritePropertyName("stateSince"u8);
                JsonSerializer.Serialize(json, since, ResponseJsonContext.Default.Timestamp);
            }
        });
    }

    private static void WriteSnapshot(JsonResponseBuffer buffer, SnapshotReply reply)
    {
        WritePage(buffer, "{\"agents\":["u8, reply.Agents, null, WriteAgent);
        buffer.TrimEnd();
        WritePage(buffer, ",\"contacts\":["u8, reply.Contacts, null,
            static (buffer, contact) => buffer.WriteValue(contact, CenterJson.Default.ContactDocument));
        buffer.AppendMembers(reply, static (json, reply) =>
        {
            json.WriteNumber("sequence"u8, reply.Sequence);
            if (reply.Settings is { } settings)
            {
                json.WritePropertyName("settings"u8);
                JsonSerializer.Serialize(json, settings, CenterJson.Default.CenterSettings);
            }
        });
    }

    private static void WriteContacts(JsonResponseBuffer buffer, ContactsReply reply) =>
        WritePage(buffer, "{\"contacts\":["u8, reply.Contacts, reply.Next,
            static (buffer, contact) => buffer.WriteValue(contact, CenterJson.Default.ContactDocument));

    private static void WriteAgents(JsonResponseBuffer buffer, AgentsReply reply) =>
        WritePage(buffer, "{\"agents\":["u8, reply.Agents, reply.Next, WriteAgent);

    private static void WritePage<T>(
        JsonResponseBuffer buffer,
        ReadOnlySpan<byte> start,
        IReadOnlyList<T> rows,
        long? next,
        Action<JsonResponseBuffer, T> write)
    {
        buffer.WriteRaw(start);
        for (var i = 0; i < rows.Count; i++)
        {
            if (i > 0)
                buffer.WriteRaw(","u8);
            write(buffer, rows[i]);
        }

        buffer.WriteRaw("]}"u8);
        if (next is { } after)
            buffer.AppendMembers(after, static (json, after) => json.WriteNumber("next"u8, after));
    }

    private static void WriteClosed(Utf8JsonWriter json, ClosedContact contact)
    {
        json.WriteString("id"u8, contact.Id.Value);
        json.WriteString("state"u8, "closed"u8);
        json.WritePropertyName("closedAt"u8);
        JsonSerializer.Serialize(json, contact.At, ResponseJsonContext.Default.Timestamp);
        json.WritePropertyName("reason"u8);
        JsonSerializer.Serialize(json, contact.Reason, ResponseJsonContext.Default.CloseReason);
    }
}

internal static class ReplyHandler
{
    /// <summary>Wraps a handler that returns a reply into one that writes it.</summary>
    public static RequestDelegate Create(Func<HttpContext, ValueTask<Reply>> handler) => async http =>
        await ReplyWriter.WriteAsync(http, await handler(http));

    /// <summary>The same for a handler that does not wait.</summary>
    public static RequestDelegate Create(Func<HttpContext, Reply> handler) =>
        http => ReplyWriter.WriteAsync(http, handler(http));
}
