using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>The state of the center: open or closed.</summary>
internal sealed class CenterStateBody
{
    public static readonly RequestSchema<CenterStateBody> Schema = new RequestSchema<CenterStateBody>("CenterState")
        .Flag("open", "Whether contacts are offered.", (body, open) => body.Open = open, required: true)
        .Flag("agentsToo", "Whether every agent is set available, or not ready, as well.", (body, agents) =>
            body.AgentsToo = agents)
        .Example("Contacts are offered", """{"open": true}""")
        .Example("Nothing is offered, and every agent is not ready", """{"open": false, "agentsToo": true}""");

    public bool Open { get; set; }

    public bool AgentsToo { get; set; }

    public Command ToCommand() => Open ? new OpenCenter(AgentsToo) : new CloseCenter(AgentsToo);
}

/// <summary>The time zone of the center's day.</summary>
internal sealed class TimeZoneBody
{
    public static readonly RequestSchema<TimeZoneBody> Schema = new RequestSchema<TimeZoneBody>("TimeZone")
        .Text("timeZone", 64, "The time zone of the center's day, by its IANA name: Europe/Berlin.", (body, zone) =>
            body.Zone = zone, required: true, min: 1)
        .Example("Days in Berlin", """{"timeZone": "Europe/Berlin"}""");

    public string Zone { get; set; } = "";
}

/// <summary>How long agents keep room for the first contact that needs more of it than is free.</summary>
internal sealed class KeepRoomBody
{
    public static readonly RequestSchema<KeepRoomBody> Schema = new RequestSchema<KeepRoomBody>("KeepRoom")
        .Seconds("keepRoomForFirst", 0, 86_400,
            "How long an agent keeps room that becomes free for the first contact that needs more; 1800 by default, 0 never.",
            (body, time) => body.Time = time, required: true)
        .Example("At most ten minutes", """{"keepRoomForFirst": 600}""");

    public TimeSpan Time { get; set; }
}

/// <summary>The handlers of the whole center.</summary>
internal sealed class CenterRoutes(IContactCenter center)
{
    public ValueTask<Reply> Get(HttpContext http) => center.SendAsync(new GetCenter(), http);

    public async ValueTask<Reply> Put(HttpContext http)
    {
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, CenterStateBody.Schema);
        return refusal ?? await center.SendAsync(body.ToCommand(), http);
    }

    public async ValueTask<Reply> PutTimeZone(HttpContext http)
    {
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, TimeZoneBody.Schema);
        return refusal ?? await center.SendAsync(new PutTimeZone(body.Zone), http);
    }

    public async ValueTask<Reply> PutKeepRoom(HttpContext http)
    {
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, KeepRoomBody.Schema);
        return refusal ?? await center.SendAsync(new PutKeepRoom(body.Time), http);
    }
}

internal static class CenterRouteExtensions
{
    public static void MapCenter(this IEndpointRouteBuilder app)
    {
        var routes = new CenterRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var center = app.MapGroup("/v1/center").WithTags("Center");

        center.MapGet("", ReplyHandler.Create(routes.Get)).RequireAuthorization(AccessPolicy.Reader)
            .WithOperation("getCenter", "Returns the center's settings, and the number of contacts and agents in each state.")
            .ProducesReply(200, ResponseSchema.Center);
        center.MapPut("", ReplyHandler.Create(routes.Put)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("putCenter", "Opens or closes the center.").AcceptsBody(CenterStateBody.Schema)
            .ProducesReply(200, ResponseSchema.Center);
        center.MapPut("time-zone", ReplyHandler.Create(routes.PutTimeZone)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("putTimeZone", "Sets the time zone of the center's day, for daily figures.")
            .AcceptsBody(TimeZoneBody.Schema).ProducesReply(200, ResponseSchema.Center);
        center.MapPut("keep-room", ReplyHandler.Create(routes.PutKeepRoom)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("putKeepRoom", "Sets how long agents keep room for the first contact that needs more of it.")
            .AcceptsBody(KeepRoomBody.Schema).ProducesReply(200, ResponseSchema.Center);
    }
}

/// <summary>The cost of a channel's contacts.</summary>
internal sealed class ChannelBody
{
    public static readonly RequestSchema<ChannelBody> Schema = new RequestSchema<ChannelBody>("ChannelSettings")
        .Id<ChannelBody, ChannelId>("channel", "The channel, as in the path. It may be missing.", (body, channel) =>
            body.Channel = channel)
        .Integer("cost", 1, Limits.MaxCapacity,
            "The part of an agent's capacity that a contact takes. The capacity is 100 by default.",
            (body, cost) => body.Cost = cost, required: true)
        .Integer("maxContacts", 1, Limits.MaxCapacity,
            "The most contacts of the channel that an agent may have at once; by default only its capacity limits them.",
            (body, max) => body.MaxContacts = max)
        .Integer("maxOffers", 1, Limits.MaxOffers,
            "The most contacts of the channel that ring at an agent at once; 1 by default.",
            (body, max) => body.MaxOffers = max)
        .Example("A quarter of an agent's capacity, and at most three at once", """{"cost": 25, "maxContacts": 3}""");

    public ChannelId? Channel { get; set; }

    public int Cost { get; set; }

    public int? MaxContacts { get; set; }

    public int? MaxOffers { get; set; }
}

/// <summary>The handlers of channels.</summary>
internal sealed class ChannelRoutes(IContactCenter center)
{
    public async ValueTask<Reply> List(HttpContext http) => await center.SendAsync(new GetCenter(), http) switch
    {
        CenterReply found => new ChannelsReply(found.Settings.Channels),
        var other => other,
    };

    public async ValueTask<Reply> Put(HttpContext http)
    {
        if (!http.TryGetId<ChannelId>("id", out var id, out var invalid))
            return invalid;
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, ChannelBody.Schema);
        if (refusal is null && body.Channel is { } other && other != id)
            refusal = RequestRefusals.IdMismatch(id.Value, "channel");
        if (refusal is not null)
            return refusal;
        var channel = new ChannelCost(id, body.Cost, body.MaxContacts, body.MaxOffers);
        var reply = await center.SendAsync(new PutChannel(channel), http);
        return reply is Refusal ? reply : new ChannelReply(channel);
    }
}

internal static class ChannelRouteExtensions
{
    public static void MapChannels(this IEndpointRouteBuilder app)
    {
        var routes = new ChannelRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var channels = app.MapGroup("/v1/channels").WithTags("Center");

        channels.MapGet("", ReplyHandler.Create(routes.List)).RequireAuthorization(AccessPolicy.Reader)
            .WithOperation("listChannels", "Returns every channel and the cost of its contacts.")
            .ProducesReply(200, ResponseSchema.Channels);
        channels.MapPut("{id}", ReplyHandler.Create(routes.Put)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("putChannel", "Adds a channel, or changes the cost of its contacts from their next offer on.")
            .AcceptsBody(ChannelBody.Schema).ProducesReply(200, ResponseSchema.Channel);
    }
}
