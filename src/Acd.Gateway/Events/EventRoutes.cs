using Acd.Core;
using Acd.Hosting;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>What happens, as it happens: in the whole center, or to one agent.</summary>
internal sealed class EventRoutes(IContactCenter center, EventStreamRegistry streams)
{
    private const string LastEventId = "Last-Event-ID";

    public Task All(HttpContext http) => StreamAsync(http, null);

    public async Task OfAgent(HttpContext http)
    {
        if (!http.TryGetId<AgentId>("id", out var agent, out var invalid))
            await ProblemWriter.WriteAsync(http, invalid);
        else if (await center.SendAsync(new GetAgent(agent), http) is Refusal refusal)
            await ProblemWriter.WriteAsync(http, refusal);
        else
            await StreamAsync(http, agent);
    }

    private async Task StreamAsync(HttpContext http, AgentId? agent)
    {
        long? after = null;
        var refusal = http.RefuseUnknownParameters("after")
            ?? http.ReadNumber("after", 0, long.MaxValue, ref after)
            ?? ReadLastEventId(http, ref after);
        refusal ??= await RunAsync(http, agent, after);
        if (refusal is not null)
            await ProblemWriter.WriteAsync(http, refusal);
    }

    private async ValueTask<Refusal?> RunAsync(HttpContext http, AgentId? agent, long? after)
    {
        if (center.Status != CenterStatus.Active)
            return center.Status == CenterStatus.Standby ? HostRefusals.Standby : HostRefusals.Unavailable;
        if (!streams.TryAcquire())
            return RequestRefusals.TooManyStreams;
        try
        {
            return await new EventStream(center, streams, http).RunAsync(agent, after);
        }
        finally
        {
            streams.Release();
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

internal static class EventRouteExtensions
{
    public static void AddEventStreams(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<EventStreamRegistry>();
    }

    public static void MapEvents(this IEndpointRouteBuilder app)
    {
        var routes = ActivatorUtilities.CreateInstance<EventRoutes>(app.ServiceProvider);
        app.MapGet("/v1/events", routes.All).RequireAuthorization(AccessPolicy.Reader)
            .WithOperation("streamEvents", "Every event, as server-sent events.").ProducesEventStream();
        app.MapGet("/v1/agents/{id}/events", routes.OfAgent).RequireAuthorization(AccessPolicy.OwnOrRead("id"))
            .WithOperation("streamAgentEvents", "An agent's events, as server-sent events.").ProducesEventStream()
            .ProducesRefusal(404, "There is no such agent.", Refusals.AgentUnknown(new("anna")));
    }

    private static IEndpointConventionBuilder ProducesEventStream(this IEndpointConventionBuilder route) => route
        .WithTags("Events")
        .WithParameter("after", ParameterLocation.Query,
            new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The last event that was seen.", Examples = [17] })
        .WithParameter("Last-Event-ID", ParameterLocation.Header,
            new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The same.", Examples = [17] })
        .ProducesReply(200, ResponseSchema.Events);
}
