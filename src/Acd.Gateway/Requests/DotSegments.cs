using Acd.Core;
using Microsoft.AspNetCore.Http.Features;

namespace Acd.Gateway;

/// <summary>
/// Refuses addresses with the segments <c>.</c> and <c>..</c>. The server removes them, so that the request would mean something
/// else: <c>DELETE /v1/agents/bob/skills/..</c> would remove the agent.
/// </summary>
internal static class DotSegments
{
    public static readonly Refusal Refusal =
        new(RefusalKind.Invalid, "request.dotSegment", "The address has a segment . or .., which would change its meaning.")
        {
            Field = "path",
            Limit = "no segment . or ..",
        };

    public static void RefuseDotSegments(this WebApplication app) => app.Use(next => http =>
        AreIn(http.Features.Get<IHttpRequestFeature>()?.RawTarget) ? ProblemWriter.WriteAsync(http, Refusal) : next(http));

    /// <summary>Whether an address as it was sent has such a segment, also where it is percent-encoded.</summary>
    public static bool AreIn(string? target)
    {
        if (target is null || !(target.Contains("/.", StringComparison.Ordinal)
            || target.Contains("/%2e", StringComparison.OrdinalIgnoreCase)))
            return false;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        foreach (var segment in (query < 0 ? target : target[..query]).Split('/'))
        {
            if (segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..")
                return true;
        }

        return false;
    }
}
