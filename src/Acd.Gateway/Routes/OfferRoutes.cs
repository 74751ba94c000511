using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>The handlers of offers.</summary>
internal sealed class OfferRoutes(IContactCenter center)
{
    public ValueTask<Reply> Accept(HttpContext http) => Send(http, (offer, by) => new AcceptOffer(offer, by));

    public ValueTask<Reply> Decline(HttpContext http) => Send(http, (offer, by) => new DeclineOffer(offer, by));

    private async ValueTask<Reply> Send(HttpContext http, Func<OfferId, AgentId?, Command> make)
    {
        if (!http.TryGetId<OfferId>("id", out var offer, out var invalid))
            return invalid;
        var (_, refusal) = await RequestBodyReader.ReadAsync(http, EmptyBody.Schema);
        return refusal ?? await center.SendAsync(make(offer, http.GetCaller().Agent), http);
    }
}

internal static class OfferRouteExtensions
{
    public static void MapOffers(this IEndpointRouteBuilder app)
    {
        var routes = new OfferRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var offers = app.MapGroup("/v1/offers").WithTags("Offers");

        offers.MapPost("{id}/accept", ReplyHandler.Create(routes.Accept))
            .WithOperation("acceptOffer", "Accepts an offer. The contact is connected to the agent.")
            .WithOfferMetadata();
        offers.MapPost("{id}/decline", ReplyHandler.Create(routes.Decline))
            .WithOperation("declineOffer", "Declines an offer. The contact goes back in line at its old place.")
            .WithOfferMetadata();
    }

    private static void WithOfferMetadata(this IEndpointConventionBuilder route) => route
        .RequireAuthorization(AccessPolicy.Offers)
        .AcceptsBody(EmptyBody.Schema)
        .ProducesReply(200, ResponseSchema.Contact)
        .ProducesRefusal(404, "The offer is unknown.", Refusals.OfferUnknown(new("o4")))
        .ProducesRefusal(409, "The offer is no longer pending.", Refusals.OfferNotPending(new("o4")));
}
