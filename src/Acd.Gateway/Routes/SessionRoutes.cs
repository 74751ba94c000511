using System.Reflection;
using Acd.Core;
using Acd.Hosting;
using Microsoft.Extensions.Options;

namespace Acd.Gateway;

/// <summary>Who a caller is, and where.</summary>
/// <param name="Role">What it may do.</param>
/// <param name="Agent">The agent that it is, where the role is <c>agent</c>.</param>
/// <param name="Center">The center's id in the settings.</param>
/// <param name="Name">The center's display name, where it has one and the center serves.</param>
/// <param name="Version">The gateway's version.</param>
/// <param name="ServerTime">The gateway's time, so that a browser with a wrong clock can count durations.</param>
/// <param name="Keys">False where the gateway has no keys, and everybody on its machine may do everything.</param>
/// <param name="ExpiresAt">When the session ends, where a cookie tells the caller.</param>
internal sealed record SessionReply(
    string Role, AgentId? Agent, string Center, string? Name, string Version, Timestamp ServerTime, bool Keys,
    Timestamp? ExpiresAt) : Reply;

/// <summary>The handlers of a browser's session.</summary>
internal sealed class SessionRoutes(
    IContactCenter center, ApiKeyStore keys, SessionSigner sessions, WrongKeyLimit wrongKeys, IOptions<GatewayOptions> options,
    TimeProvider clock)
{
    private static readonly string Version =
        typeof(SessionRoutes).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Signs a browser in by a key.</summary>
    public async ValueTask<Reply> SignIn(HttpContext http)
    {
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, SessionBody.Schema);
        refusal ??= OriginRule.Refuse(http.Request);
        if (refusal is not null)
            return refusal;
        if (keys.IsEmpty)
        {
            var local = http.GetCaller();
            return local.Role == Role.None ? RequestRefusals.NotLocal : await Describe(http, local, null);
        }

        if (body.Key is null)
            return RequestRefusals.MissingField("key");
        if (keys.FindCaller(body.Key, out var token) is not { } caller)
            return keys.IsNotYetKnown(body.Key) ? HostRefusals.Unavailable : wrongKeys.Count(http) ?? RequestRefusals.UnknownKey;
        return await Describe(http, caller, token is null ? Begin(http, caller) : Begin(http, token));
    }

    /// <summary>Tells who the caller is. A session in the second half of its time is prolonged.</summary>
    public async ValueTask<Reply> Get(HttpContext http)
    {
        var caller = http.GetCaller();
        DateTimeOffset? until = null;
        keys.Authenticate(http, out var byCookie);
        if (byCookie && SessionCookie.TryGet(http.Request, out var cookie) && sessions.TryRead(cookie, out var session))
        {
            var isOld = session.Until - clock.GetUtcNow() < options.Value.SessionLifetime / 2;
            until = isOld && !keys.IsOfToken(session) ? Begin(http, caller) : session.Until;
        }

        return await Describe(http, caller, until);
    }

    /// <summary>Signs a browser out.</summary>
    public Reply SignOut(HttpContext http)
    {
        if (OriginRule.Refuse(http.Request) is { } refusal)
            return refusal;
        SessionCookie.Remove(http);
        return NoContentReply.Instance;
    }

    private DateTimeOffset Begin(HttpContext http, Caller caller)
    {
        var until = DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + options.Value.SessionLifetime).ToUnixTimeSeconds());
        return Begin(http, new Session(caller.Role, caller.Agent, caller.Name!, until));
    }

    private DateTimeOffset Begin(HttpContext http, Session session)
    {
        SessionCookie.Set(http, sessions.Write(session), session.Until);
        return session.Until;
    }

    private async ValueTask<Reply> Describe(HttpContext http, Caller caller, DateTimeOffset? until)
    {
        http.Response.Headers.CacheControl = "no-store";

        // The display name is the center's. A browser must be able to sign in while the center does not serve.
        var settings = center.Status == CenterStatus.Active
            ? await center.SendAsync(new GetGeneralSettings(), http.RequestAborted) as GeneralSettingsReply
            : null;
        return new SessionReply(
            RoleNames.Of(caller.Role), caller.Agent, options.Value.Center, settings?.Options.Name, Version,
            Timestamp.From(clock.GetUtcNow()), !keys.IsEmpty, until is { } end ? Timestamp.From(end) : null);
    }
}

internal static class SessionRouteExtensions
{
    private static readonly ResponseSchema Session = ResponseSchema.Of("Session", typeof(SessionReply), new SessionReply(
        RoleNames.Agent, new("ann"), "acd", "Support", "0.1.0",
        Timestamp.From(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero)), Keys: true,
        Timestamp.From(new DateTimeOffset(2026, 3, 2, 21, 30, 0, TimeSpan.Zero))));

    public static void MapSession(this IEndpointRouteBuilder app)
    {
        var routes = ActivatorUtilities.CreateInstance<SessionRoutes>(app.ServiceProvider);
        var session = app.MapGroup("/v1/session").WithTags("Session");

        session.MapPost("", ReplyHandler.Create(routes.SignIn)).AllowAnonymous()
            .WithOperation("signIn", "Signs a browser in by a key. The answer sets the cookie acd-session.")
            .AcceptsBody(SessionBody.Schema).ProducesReply(200, Session)
            .ProducesRefusal(400, "The request is invalid.", RequestRefusals.MissingField("key"))
            .ProducesRefusal(401, "The key is not known.", RequestRefusals.UnknownKey)
            .ProducesRefusal(403, "The page is one of another origin.", RequestRefusals.OriginRefused)
            .ProducesRefusal(429, "The address has sent too many keys that are not known.", RequestRefusals.TooManyWrongKeys);
        session.MapGet("", ReplyHandler.Create(routes.Get)).RequireAuthorization(AccessPolicy.Everyone)
            .WithOperation("getSession", "Tells who the caller is: by its session's cookie, or by its key.")
            .ProducesReply(200, Session);
        session.MapDelete("", ReplyHandler.Create(routes.SignOut)).AllowAnonymous()
            .WithOperation("signOut", "Signs a browser out. Without a session nothing happens.")
            .ProducesReply(204)
            .ProducesRefusal(403, "The page is one of another origin.", RequestRefusals.OriginRefused);
    }
}
