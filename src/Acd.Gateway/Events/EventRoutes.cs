using Acd.Core;
using Acd.Hosting;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>The event streams of the whole center and of one agent.</summary>
internal sealed class EventRoutes(IContactCenter center, EventStreamRegistry streams)
{
    private readonly EventPageRoute _pages = new(center);

    public const string LastEventId = "Last-Event-ID", Snapshot = "snapshot";

    public Task All(HttpContext http) => EventPageRoute.IsAsked(http) ? _pages.SendAsync(http) : StreamAsync(http, null);

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
        var snapshot = false;
        var refusal = http.RefuseUnknownParameters("after", Snapshot)
            ?? ReadSnapshot(http, ref snapshot)
            ?? http.ReadNumber("after", 0, long.MaxValue, ref after)
            ?? ReadLastEventId(http, ref after);
        refusal ??= await RunAsync(http, agent, after, snapshot);
        if (refusal is not null)
            await ProblemWriter.WriteAsync(http, refusal);
    }

    private async ValueTask<Refusal?> RunAsync(HttpContext http, AgentId? agent, long? after, bool snapshot)
    {
        if (center.Status != CenterStatus.Active)
            return center.Status == CenterStatus.Standby ? HostRefusals.Standby : HostRefusals.Unavailable;
        if (!streams.TryAcquire())
            return RequestRefusals.TooManyStreams;
        try
        {
            return await new EventStream(center, streams, http).RunAsync(agent, after, snapshot);
        }
        finally
        {
            streams.Release();
        }
    }

    private static Refusal? ReadSnapshot(HttpContext http, ref bool snapshot)
    {
        if (http.ReadSingle(Snapshot, out var text) is { } duplicate)
            return duplicate;
        if (text is not (null or "true" or "false"))
            return RequestRefusals.WrongType(Snapshot, "true or false");
        snapshot = text == "true";
        return null;
    }

    // A browser that reconnects repeats its first address with an old ?after=. The header has the last event it received, and so
    // goes first.
    private static Refusal? ReadLastEventId(HttpContext http, ref long? after)
    {
        var header = http.Request.Headers[LastEventId];
        if (header.Count == 0 || header[0]!.Length == 0)
            return null;
        if (header.Count > 1 || !long.TryParse(header[0], out var id) || id < 0)
            return RequestRefusals.WrongType(LastEventId, "the sequence number of an event");
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
        EventPageRoute.WithPageParameters(app.MapGet("/v1/events", routes.All).RequireAuthorization(AccessPolicy.Followers)
            .WithOperation("streamEvents",
                "Streams every event of the center as server-sent events, or gives a page of them as JSON or NDJSON.")
            .ProducesEventStream()).ProducesReply(200, ResponseSchema.EventPage);
        app.MapGet("/v1/agents/{id}/events", routes.OfAgent).RequireAuthorization(AccessPolicy.OwnOrRead("id"))
            .WithOperation("streamAgentEvents", "Streams the events of one agent, as server-sent events.").ProducesEventStream()
            .ProducesRefusal(404, "The agent is unknown.", Refusals.AgentUnknown(new("anna")));
    }

    private static IEndpointConventionBuilder ProducesEventStream(this IEndpointConventionBuilder route) => route
        .WithTags("Events")
        .WithParameter("after", ParameterLocation.Query,
            Sequence("The sequence number of the last event received. The stream goes on after it."))
        .WithParameter(EventRoutes.Snapshot, ParameterLocation.Query, new OpenApiSchema
        {
            Type = JsonSchemaType.Boolean,
            Description = "Whether the stream begins with the whole view, where it does not go on after an event.",
            Examples = [true],
        })
        .WithParameter(EventRoutes.LastEventId, ParameterLocation.Header,
            Sequence("The same, as browsers send it when they reconnect. It overrides after."))
        .ProducesReply(200, ResponseSchema.Events)
        .ProducesRefusal(409, "The center has too many agents and contacts for one view.", Refusals.SnapshotTooLarge(61_234));

    private static OpenApiSchema Sequence(string description) =>
        new() { Type = JsonSchemaType.Integer, Format = "int64", Description = description, Examples = [17] };
}
