using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>Whether the center is open.</summary>
internal sealed class CenterBody
{
    public static readonly Shape<CenterBody> Shape = new Shape<CenterBody>("CenterState")
        .Flag("open", "Whether contacts are offered.", (body, open) => body.Open = open, required: true)
        .Flag("agentsToo", "Whether every agent is set available, or not ready, with it.", (body, agents) =>
            body.AgentsToo = agents);

    public bool Open { get; set; }

    public bool AgentsToo { get; set; }
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
    }
}
