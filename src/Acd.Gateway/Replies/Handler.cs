using Acd.Core;

namespace Acd.Gateway;

internal static class ReplyHandler
{
    /// <summary>A handler that says what the answer is, of which the rest is the same for all.</summary>
    public static RequestDelegate Create(Func<HttpContext, ValueTask<Reply>> handler) => async http =>
        await ReplyWriter.WriteAsync(http, await handler(http));

    /// <summary>The same, for an answer that is known without waiting.</summary>
    public static RequestDelegate Create(Func<HttpContext, Reply> handler) => http => ReplyWriter.WriteAsync(http, handler(http));
}
