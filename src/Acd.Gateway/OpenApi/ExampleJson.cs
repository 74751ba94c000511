using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>Examples as JSON. The code that writes responses writes them too, so that both agree.</summary>
internal static class ExampleJson
{
    public static JsonNode Of(Reply reply)
    {
        var buffer = JsonResponseBuffer.Begin();
        ReplyWriter.WriteBody(buffer, reply);
        return JsonNode.Parse(buffer.Written)!;
    }

    public static JsonNode Of(Refusal refusal, int status, bool detailOnly)
    {
        var buffer = JsonResponseBuffer.Begin();
        ProblemWriter.WriteBody(buffer, refusal, status, detailOnly);
        return JsonNode.Parse(buffer.Written)!;
    }

    /// <summary>The beginning of an event stream.</summary>
    public static JsonNode OfEventStream(CenterEvent first)
    {
        var stream = new ArrayBufferWriter<byte>();
        stream.Write(SseFrame.Opening(1_234));
        SseFrame.Write(stream, SerializedEvent.From(first));
        return JsonValue.Create(Encoding.UTF8.GetString(stream.WrittenSpan));
    }

    /// <summary>The example of a refusal that every route may give with this status.</summary>
    public static Refusal? CommonRefusal(int status) => status switch
    {
        400 => RequestRefusals.UnknownField("colour"),
        401 => RequestRefusals.MissingKey,
        403 => RequestRefusals.NotAllowed,
        413 => RequestRefusals.BodyTooLarge,
        415 => RequestRefusals.ContentType,
        429 => RequestRefusals.RateLimited,
        503 => HostRefusals.Standby,
        _ => null,
    };
}

/// <summary>The identifiers in the examples.</summary>
internal static class ExampleIds
{
    /// <summary>The identifier for a path parameter, chosen by the path before it.</summary>
    public static string OfPath(string path, string parameter) =>
        path[..path.IndexOf($"{{{parameter}}}", StringComparison.Ordinal)] switch
        {
            "/v1/contacts/" => "call-1",
            "/v1/agents/" or "/agent/" => "ann",
            "/v1/offers/" => "o12",
            "/v1/queues/" => "sales",
            "/v1/gates/" => "sales-hotline",
            "/v1/channels/" => "chat",
            "/v1/keys/" => "acd_k3v9x2qa",
            "/v1/webhooks/" => "crm",
            "/v1/agents/{id}/devices/" => "laptop",
            "/contact/" => OfBasic("contact_key"),
            _ => "en",
        };

    /// <summary>The example of a basic-acd key, by its name.</summary>
    public static string OfBasic(string name) => name switch
    {
        "contact_key" => "contact:0195565e-5d40-7c6f-9e1b-6d9f3c1f2a10",
        "agent_key" => "ann",
        _ => "en",
    };
}
