using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>Offers: taken or not.</summary>
internal sealed class OfferRoutes(IContactCenter center)
{
    public ValueTask<Reply> Accept(HttpContext http) => Send(http, (offer, by) => new AcceptOffer(offer, by));

    public ValueTask<Reply> Decline(HttpContext http) => Send(http, (offer, by) => new DeclineOffer(offer, by));

    private async ValueTask<Reply> Send(HttpContext http, Func<OfferId, AgentId?, Command> make)
    {
        if (!http.TryId<OfferId>("id", out var offer, out var bad))
            return bad;
        var (_, refusal) = await Body.ReadAsync(http, Nothing.Shape);
        return refusal ?? await center.SendAsync(make(offer, http.Caller().Agent));
    }
}

internal static class OfferMapping
{
    public static void MapOffers(this IEndpointRouteBuilder app)
    {
        var routes = new OfferRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var offers = app.MapGroup("/v1/offers").WithTags("Offers");

        offers.MapPost("{id}/accept", Handler.Of(routes.Accept)).Describe("acceptOffer", "The agent takes the contact.")
            .Answers();
        offers.MapPost("{id}/decline", Handler.Of(routes.Decline))
            .Describe("declineOffer", "The agent does not take the contact.").Answers();
    }

    private static void Answers(this IEndpointConventionBuilder route) => route
        .Allow(Access.Offers)
        .Takes(Nothing.Shape)
        .Gives(200, AnswerSchema.Contact)
        .MayRefuse(404, "There has never been such an offer.", Refusals.OfferUnknown(new("o4")))
        .MayRefuse(409, "The offer is not pending any longer.", Refusals.OfferNotPending(new("o4")));
}
