using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>Whether the center is open.</summary>
internal sealed class CenterBody
{
    public static readonly Shape<CenterBody> Shape = new Shape<CenterBody>("CenterState")
        .Flag("open", "Whether contacts are offered.", (body, open) => body.Open = open, required: true)
        .Flag("agentsToo", "Whether every agent is set available, or not ready, with it.", (body, agents) =>
            body.AgentsToo = agents)
        .Example("Contacts are offered", """{"open": true}""")
        .Example("The evening: nothing is offered, and nobody is ready", """{"open": false, "agentsToo": true}""");

    public bool Open { get; set; }

    public bool AgentsToo { get; set; }
}

/// <summary>Where the center's day begins.</summary>
internal sealed class TimeZoneBody
{
    public static readonly Shape<TimeZoneBody> Shape = new Shape<TimeZoneBody>("TimeZone")
        .Text("timeZone", 64, "The IANA name of the zone in which a day begins: Europe/Berlin.", (body, zone) =>
            body.Zone = zone, required: true, min: 1)
        .Example("A day in Berlin", """{"timeZone": "Europe/Berlin"}""");

    public string Zone { get; set; } = "";
}

/// <summary>The center as a whole.</summary>
internal sealed class CenterRoutes(IContactCenter center)
{
    public ValueTask<Reply> Get(HttpContext http) => center.SendAsync(new GetCenter());

    public async ValueTask<Reply> Put(HttpContext http)
    {
        var (body, refusal) = await Body.ReadAsync(http, CenterBody.Shape);
        return refusal ?? await center.SendAsync(body.Open ? new OpenCenter(body.AgentsToo) : new CloseCenter(body.AgentsToo));
    }

    public async ValueTask<Reply> PutTimeZone(HttpContext http)
    {
        var (body, refusal) = await Body.ReadAsync(http, TimeZoneBody.Shape);
        return refusal ?? await center.SendAsync(new PutTimeZone(body.Zone));
    }
}

internal static class CenterMapping
{
    public static void MapCenter(this IEndpointRouteBuilder app)
    {
        var routes = new CenterRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var center = app.MapGroup("/v1/center").WithTags("Center");

        center.MapGet("", Handler.Of(routes.Get)).Allow(Access.Read)
            .Describe("getCenter", "The center's settings, and how many contacts and agents are in each state.")
            .Gives(200, AnswerSchema.Center);
        center.MapPut("", Handler.Of(routes.Put)).Allow(Access.Supervise)
            .Describe("putCenter", "Opens or closes the center.").Takes(CenterBody.Shape).Gives(200, AnswerSchema.Center);
        center.MapPut("time-zone", Handler.Of(routes.PutTimeZone)).Allow(Access.Supervise)
            .Describe("putTimeZone", "Sets the zone in which the center's day begins, for what is counted by day.")
            .Takes(TimeZoneBody.Shape).Gives(200, AnswerSchema.Center);
    }
}
