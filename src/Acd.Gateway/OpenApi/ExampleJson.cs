using System.Text;
using System.Text.Json.Nodes;
using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>Examples, written by what writes the answers themselves, so that they cannot differ.</summary>
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

    /// <summary>The beginning of a stream of events.</summary>
    public static JsonNode OfEventStream(CenterEvent first) =>
        JsonValue.Create(Encoding.UTF8.GetString([.. SseFrameCache.Opening, .. new SseFrameCache().GetFrame(first)]));

    /// <summary>What a status that any route may refuse with is answered with.</summary>
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

/// <summary>The identifiers that the examples name.</summary>
internal static class ExampleIds
{
    /// <summary>The identifier in a part of a path, by the part's name and by what stands before it.</summary>
    public static string OfPath(string path, string part) => path[..path.IndexOf($"{{{part}}}", StringComparison.Ordinal)] switch
    {
        "/v1/contacts/" => "call-1",
        "/v1/agents/" or "/agent/" => "ann",
        "/v1/offers/" => "o12",
        "/v1/queues/" => "sales",
        "/v1/gates/" => "sales-hotline",
        "/v1/channels/" => "chat",
        "/contact/" => OfBasic("contact_key"),
        _ => "en",
    };

    /// <summary>The key that basic-acd's routes name so.</summary>
    public static string OfBasic(string name) => name switch
    {
        "contact_key" => "contact:0195565e-5d40-7c6f-9e1b-6d9f3c1f2a10",
        "agent_key" => "ann",
        _ => "en",
    };
}
