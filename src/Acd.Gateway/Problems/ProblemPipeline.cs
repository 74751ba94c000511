using Acd.Core;

namespace Acd.Gateway;

internal static class ProblemExtensions
{
    /// <summary>What has no answer of its own gets a problem: exceptions, unknown addresses, wrong methods.</summary>
    public static void UseProblemResponses(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = WriteInternalErrorAsync });
        app.UseStatusCodePages(context => context.HttpContext.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => ProblemWriter.WriteAsync(context.HttpContext, RequestRefusals.UnknownRoute),
            StatusCodes.Status405MethodNotAllowed => ProblemWriter.WriteAsync(context.HttpContext, RequestRefusals.UnknownMethod),
            _ => Task.CompletedTask,
        });
    }

    // The exception itself is logged by ASP.NET Core's handler; the caller gets the id that finds it in the log.
    private static Task WriteInternalErrorAsync(HttpContext http) => ProblemWriter.WriteAsync(
        http,
        new Refusal(RefusalKind.Unavailable, "internal.error", "The gateway failed; its log tells more under the trace id."),
        StatusCodes.Status500InternalServerError,
        http.TraceIdentifier);
}
