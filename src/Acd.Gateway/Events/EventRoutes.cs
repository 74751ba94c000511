using Acd.Core;
using Acd.Hosting;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>What happens, as it happens: in the whole center, or to one agent.</summary>
internal sealed class EventRoutes(IContactCenter center, EventStreams streams)
{
    private const string LastEventId = "Last-Event-ID";

    public Task All(HttpContext http) => AnswerAsync(http, null);

    public async Task OfAgent(HttpContext http)
    {
        if (!http.TryId<AgentId>("id", out var agent, out var bad))
            await ProblemWriter.WriteAsync(http, bad);
        else if (await center.SendAsync(new GetAgent(agent)) is Refusal refusal)
            await ProblemWriter.WriteAsync(http, refusal);
        else
            await AnswerAsync(http, agent);
    }

    private async Task AnswerAsync(HttpContext http, AgentId? agent)
    {
        long? after = null;
        var refusal = http.RefuseOthers("after")
            ?? http.ReadNumber("after", 0, long.MaxValue, ref after)
            ?? ReadLastEventId(http, ref after);
        refusal ??= await RunAsync(http, agent, after);
        if (refusal is not null)
            await ProblemWriter.WriteAsync(http, refusal);
    }

    private async ValueTask<Refusal?> RunAsync(HttpContext http, AgentId? agent, long? after)
    {
        if (center.Status != CenterStatus.Active)
            return center.Status == CenterStatus.Standby ? Refused.Standby : Refused.Unavailable;
        if (!streams.TryEnter())
            return RequestRefusals.TooManyStreams;
        try
        {
            return await new EventStream(center, streams, http).RunAsync(agent, after);
        }
        finally
        {
            streams.Leave();
        }
    }

    // A browser that comes back calls the address it was given, an old ?after= with it; what it has seen since stands in the
    // header.
    private static Refusal? ReadLastEventId(HttpContext http, ref long? after)
    {
        var header = http.Request.Headers[LastEventId];
        if (header.Count == 0 || header[0]!.Length == 0)
            return null;
        if (header.Count > 1 || !long.TryParse(header[0], out var id) || id < 0)
            return RequestRefusals.WrongType(LastEventId, "the id of an event");
        after = id;
        return null;
    }
}

internal static class EventMapping
{
    public static void AddEvents(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<EventStreams>();
    }

    public static void MapEvents(this IEndpointRouteBuilder app)
    {
        var routes = ActivatorUtilities.CreateInstance<EventRoutes>(app.ServiceProvider);
        app.MapGet("/v1/events", routes.All).Allow(Access.Read)
            .Describe("streamEvents", "Every event, as server-sent events.").Streams();
        app.MapGet("/v1/agents/{id}/events", routes.OfAgent).Allow(Access.OwnOrRead("id"))
            .Describe("streamAgentEvents", "An agent's events, as server-sent events.").Streams()
            .MayRefuse(404, "There is no such agent.", Refusals.AgentUnknown(new("anna")));
    }

    private static IEndpointConventionBuilder Streams(this IEndpointConventionBuilder route) => route
        .WithTags("Events")
        .Reads("after", ParameterLocation.Query,
            new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The last event that was seen.", Examples = [17] })
        .Reads("Last-Event-ID", ParameterLocation.Header,
            new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The same.", Examples = [17] })
        .Gives(200, AnswerSchema.Events);
}
