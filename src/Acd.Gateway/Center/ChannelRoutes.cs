using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>What a contact of a channel costs.</summary>
internal sealed class ChannelBody
{
    public static readonly RequestSchema<ChannelBody> Schema = new RequestSchema<ChannelBody>("ChannelSettings")
        .Id<ChannelBody, ChannelId>("channel", "The channel, as in the path; it may be left out.", (body, channel) =>
            body.Channel = channel)
        .Integer("cost", 1, Limits.MaxCapacity, "What a contact takes of an agent's capacity, which is 100 as a rule.",
            (body, cost) => body.Cost = cost, required: true)
        .Integer("maxContacts", 1, Limits.MaxCapacity,
            "How many contacts of the channel an agent may have at once; no limit but the capacity where none is given.",
            (body, max) => body.MaxContacts = max)
        .Example("Four of them fill an agent, and no agent has more than three", """{"cost": 25, "maxContacts": 3}""");

    public ChannelId? Channel { get; set; }

    public int Cost { get; set; }

    public int? MaxContacts { get; set; }
}

/// <summary>The channels by which contacts come in.</summary>
internal sealed class ChannelRoutes(IContactCenter center)
{
    public async ValueTask<Reply> List(HttpContext http) => await center.SendAsync(new GetCenter()) switch
    {
        CenterReply found => new ChannelsReply(found.Settings.Channels),
        var other => other,
    };

    public async ValueTask<Reply> Put(HttpContext http)
    {
        if (!http.TryGetId<ChannelId>("id", out var id, out var bad))
            return bad;
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, ChannelBody.Schema);
        if (refusal is null && body.Channel is { } other && other != id)
            refusal = RequestRefusals.IdMismatch(id.Value, "channel");
        if (refusal is not null)
            return refusal;
        var channel = new ChannelCost(id, body.Cost, body.MaxContacts);
        var reply = await center.SendAsync(new PutChannel(channel));
        return reply is Refusal ? reply : new ChannelReply(channel);
    }
}

internal static class ChannelRouteExtensions
{
    public static void MapChannels(this IEndpointRouteBuilder app)
    {
        var routes = new ChannelRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var channels = app.MapGroup("/v1/channels").WithTags("Center");

        channels.MapGet("", ReplyHandler.Create(routes.List)).RequireAccess(AccessPolicy.Reader)
            .WithOperation("listChannels", "Every channel and what its contacts cost.").ProducesReply(200, ResponseSchema.Channels);
        channels.MapPut("{id}", ReplyHandler.Create(routes.Put)).RequireAccess(AccessPolicy.Supervisor)
            .WithOperation("putChannel", "Adds a channel, or changes what its contacts cost from their next offer on.")
            .AcceptsBody(ChannelBody.Schema).ProducesReply(200, ResponseSchema.Channel);
    }
}
