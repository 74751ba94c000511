using Acd.Core;
using Acd.Hosting;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>A contact's journey: its events, as far back as the store keeps events.</summary>
internal sealed class ContactEventRoutes(IContactCenter center)
{
    public async Task Send(HttpContext http)
    {
        var (page, refusal) = await ReadAsync(http);
        if (page is null)
            await ProblemWriter.WriteAsync(http, refusal!);
        else
            await EventPageRoute.WriteAsync(http, page);
    }

    private async ValueTask<(EventsReply? Page, Refusal? Refusal)> ReadAsync(HttpContext http)
    {
        long? after = 0, limit = 100;
        if (!http.TryGetId<ContactId>("id", out var id, out var refusal))
            return (null, refusal);
        refusal = http.RefuseUnknownParameters("after", "limit")
            ?? http.ReadNumber("after", 0, long.MaxValue, ref after)
            ?? http.ReadNumber("limit", 1, Limits.PageSize, ref limit);
        if (refusal is not null)
            return (null, refusal);

        // Events outlive the contact's document. An agent needs the document, which says whose the contact is.
        var found = await center.SendAsync(new GetContact(id), http);
        if (http.GetCaller().Agent is { } agent
            && (found is ClosedContactReply || (found is ContactReply { Contact: var contact } && !contact.IsVisibleTo(agent))))
            return (null, RequestRefusals.NotAllowed);
        if (found is Refusal missing && (missing.Kind != RefusalKind.Unknown || http.GetCaller().Agent is not null))
            return (null, missing);
        var reply = await center.SendAsync(new ReadEvents(after!.Value, (int)limit!.Value) { Contact = id }, http);
        if (reply is not EventsReply page)
            return (null, reply as Refusal ?? HostRefusals.Unavailable);
        var isNowhere = found is Refusal && page.Events.Count == 0 && after == 0 && page.Next >= page.Last;
        return isNowhere ? (null, Refusals.ContactUnknown(id)) : (page, null);
    }
}

internal static class ContactEventRouteExtensions
{
    public static void MapContactEvents(this IEndpointRouteBuilder app)
    {
        var routes = ActivatorUtilities.CreateInstance<ContactEventRoutes>(app.ServiceProvider);
        app.MapGet("/v1/contacts/{id}/events", routes.Send).WithTags("Contacts")
            .RequireAuthorization(AccessPolicy.ContactsAndAgents)
            .WithOperation("listContactEvents",
                "Returns a page of a contact's events, as far back as events are kept: firstKept tells how far.")
            .WithParameter("after", ParameterLocation.Query, new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = "0",
                Description = "The value of next on the page before; 0 for the first page.",
                Examples = [0],
            })
            .WithParameter("limit", ParameterLocation.Query, new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = "1",
                Maximum = $"{Limits.PageSize}",
                Examples = [100],
            })
            .ProducesReply(200, ResponseSchema.EventPage)
            .ProducesRefusal(404, "The contact is unknown, and no event of it is kept.", Refusals.ContactUnknown(new("call-1")));
    }
}
