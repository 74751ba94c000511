using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

internal static class ContactCenterRequestExtensions
{
    /// <summary>
    /// Sends a request to the center. A caller that hangs up ends the wait for the reply; a command is carried out all the same.
    /// </summary>
    public static ValueTask<Reply> SendAsync(this IContactCenter center, Request request, HttpContext http)
    {
        if (request is Command command)
        {
            if (IdempotencyKey.IsIn(http.Request) && IdempotencyKey.AddTo(ref command, http) is { } refusal)
                return new ValueTask<Reply>(refusal);
            request = command.WithAudit(http);
        }

        return center.SendAsync(request, http.RequestAborted);
    }
}
