using System.Diagnostics;
using Acd.Core;

namespace Acd.Hosting;

/// <summary>The traces of a host: a span for each request, from its arrival to its reply, and one for each commit.</summary>
public static class CenterTelemetry
{
    /// <summary>The name of the source of traces, and of the meter.</summary>
    public const string Name = "Acd.Hosting";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Starts a request's span, if there is a listener.</summary>
    internal static Activity? StartRequest(Request request)
    {
        var span = Source.StartActivity("acd.request");
        span?.SetTag("acd.request.kind", request.GetType().Name);
        return span;
    }

    /// <summary>Records the reply in a request's span.</summary>
    internal static void RecordReply(Activity span, Reply reply)
    {
        if (reply is Refusal refusal)
        {
            span.SetTag("error.type", refusal.Code);
            if (refusal.Kind is RefusalKind.Busy or RefusalKind.Unavailable) span.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>Records a successful commit. Its span has no parent, because it has the requests of many callers.</summary>
    internal static void RecordCommit(int requests, TimeSpan took)
    {
        using var span = Source.StartActivity("acd.commit", ActivityKind.Client, default(ActivityContext));
        span?.SetTag("acd.batch.size", requests);
        span?.SetStartTime(span.StartTimeUtc - took);
    }
}
