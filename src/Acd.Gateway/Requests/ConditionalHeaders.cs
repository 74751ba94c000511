using System.Diagnostics.CodeAnalysis;
using Acd.Core;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>
/// The headers of conditional requests. <c>If-Match</c> has the tags, as the <c>ETag</c> of a response gives them, of which the
/// subject must have one. <c>If-None-Match: *</c> asks that it does not exist yet.
/// </summary>
internal static class ConditionalHeaders
{
    public const string Match = "If-Match", NoneMatch = "If-None-Match";

    private const int MaxTags = 16;

    private const string ExampleTag = "3f1a66c02b9de1f4a7c3550e";

    /// <summary>Reads the condition of a request, or why it is refused. Without the headers there is none.</summary>
    public static bool TryReadCondition(
        this HttpContext http, out Precondition? condition, [NotNullWhen(false)] out Refusal? refusal)
    {
        condition = null;
        refusal = null;
        var (match, none) = (http.Request.Headers.IfMatch, http.Request.Headers.IfNoneMatch);
        if (match.Count + none.Count == 0)
            return true;
        if (none.Count > 0 && none.ToString().Trim() != "*")
            refusal = RequestRefusals.OutOfRange(NoneMatch, "*");
        else if (match.Count > 0 && none.Count > 0)
            refusal = Refusals.Exclusive(Match, NoneMatch);
        else if (none.Count > 0)
            condition = new Precondition { MustBeNew = true };
        else if (ReadTags(match.ToString()) is { } tags)
            condition = new Precondition { Versions = tags };
        else
            refusal = RequestRefusals.OutOfRange(Match, $"* or 1 to {MaxTags} tags in quotes");
        return refusal is null;
    }

    /// <summary>Adds the tag of what a reply holds to the response.</summary>
    /// <returns>The reply.</returns>
    public static Reply WithTag(this HttpContext http, Reply reply)
    {
        var version = reply switch
        {
            QueueReply queue => VersionTag.Of(queue.Queue),
            GateReply gate => VersionTag.Of(gate.Gate),
            AgentReply agent => VersionTag.Of(agent.Agent.Profile),
            GeneralSettingsReply options => VersionTag.Of(options.Options),
            _ => null,
        };
        if (version is not null)
            http.Response.Headers.ETag = $"\"{version}\"";
        return reply;
    }

    /// <summary>Describes the headers and the refusal of a conditional route.</summary>
    public static T IsConditional<T>(this T route) where T : IEndpointConventionBuilder => route
        .WithParameter(Match, ParameterLocation.Header, Header("The ETag that it must have, or *.", $"\"{ExampleTag}\""))
        .WithParameter(NoneMatch, ParameterLocation.Header, Header("* where it must not exist yet.", "*"))
        .ProducesRefusal(412, "It has another ETag than If-Match says, or exists although If-None-Match is *.",
            Refusals.Changed(ExampleTag));

    private static OpenApiSchema Header(string description, string example) =>
        new() { Type = JsonSchemaType.String, Description = description, Examples = [example] };

    // A weak tag matches nothing (RFC 9110, 13.1.1).
    private static List<string>? ReadTags(string header)
    {
        if (header.Trim() == "*")
            return [];
        var tags = new List<string>();
        foreach (var part in header.Split(','))
        {
            var tag = part.Trim();
            var isWeak = tag.StartsWith("W/", StringComparison.Ordinal);
            tag = isWeak ? tag[2..] : tag;
            if (tag.Length < 2 || tag[0] != '"' || tag[^1] != '"' || tag[1..^1].Contains('"', StringComparison.Ordinal))
                return null;
            tags.Add(isWeak ? "weak" : tag[1..^1]);
        }

        return tags.Count <= MaxTags ? tags : null;
    }
}
