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
        var answer = JsonResponseBuffer.Begin();
        ReplyWriter.WriteBody(answer, reply);
        return JsonNode.Parse(answer.Written)!;
    }

    public static JsonNode Of(Refusal refusal, int status, bool detailOnly)
    {
        var answer = JsonResponseBuffer.Begin();
        ProblemWriter.WriteBody(answer, refusal, status, detailOnly);
        return JsonNode.Parse(answer.Written)!;
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
