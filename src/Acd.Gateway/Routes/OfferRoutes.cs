using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>The handlers of offers.</summary>
internal sealed class OfferRoutes(IContactCenter center)
{
    public ValueTask<Reply> Accept(HttpContext http) =>
        Send(http, EmptyBody.Schema, (offer, by, _) => new AcceptOffer(offer, by));

    public ValueTask<Reply> Decline(HttpContext http) =>
        Send(http, DeclineOfferBody.Schema, (offer, by, body) => new DeclineOffer(offer, by) { Cause = body.Cause });

    private async ValueTask<Reply> Send<TBody>(
        HttpContext http, RequestSchema<TBody> schema, Func<OfferId, AgentId?, TBody, Command> make)
        where TBody : class, new()
    {
        if (!http.TryGetId<OfferId>("id", out var offer, out var invalid))
            return invalid;
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, schema);
        return refusal ?? await center.SendAsync(make(offer, http.GetCaller().Agent, body), http);
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
            .WithOfferMetadata(EmptyBody.Schema);
        offers.MapPost("{id}/decline", ReplyHandler.Create(routes.Decline))
            .WithOperation("declineOffer", "Declines an offer. The contact goes back in line at its old place.")
            .WithOfferMetadata(DeclineOfferBody.Schema);
    }

    private static void WithOfferMetadata<TBody>(this IEndpointConventionBuilder route, RequestSchema<TBody> body)
        where TBody : class, new() => route
        .RequireAuthorization(AccessPolicy.Offers)
        .AcceptsBody(body)
        .ProducesReply(200, ResponseSchema.Contact)
        .ProducesRefusal(404, "The offer is unknown.", Refusals.OfferUnknown(new("o4")))
        .ProducesRefusal(409, "The offer is no longer pending.", Refusals.OfferNotPending(new("o4")));
}
