using System.Diagnostics;
using Acd.Core;

namespace Acd.Hosting;

/// <summary>The traces of a host: a span for each request, from the intake to its reply, and one for each commit.</summary>
public static class CenterTelemetry
{
    /// <summary>The name of the source of traces, and of the meter.</summary>
    public const string Name = "Acd.Hosting";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Begins a request's span, if anybody listens.</summary>
    internal static Activity? StartRequest(Request request)
    {
        var span = Source.StartActivity("acd.request");
        span?.SetTag("acd.request.kind", request.GetType().Name);
        return span;
    }

    /// <summary>Says in a request's span what it was answered.</summary>
    internal static void RecordReply(Activity span, Reply reply)
    {
        if (reply is Refusal refusal)
        {
            span.SetTag("error.type", refusal.Code);
            if (refusal.Kind is RefusalKind.Busy or RefusalKind.Unavailable) span.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>Tells of a commit that has landed. It is nobody's child, as it carries the requests of many.</summary>
    internal static void RecordCommit(int requests, TimeSpan took)
    {
        using var span = Source.StartActivity("acd.commit", ActivityKind.Client, default(ActivityContext));
        span?.SetTag("acd.batch.size", requests);
        span?.SetStartTime(span.StartTimeUtc - took);
    }
}
