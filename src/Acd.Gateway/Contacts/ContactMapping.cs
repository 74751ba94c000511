using Acd.Core;
using Acd.Hosting;
using Microsoft.OpenApi;

namespace Acd.Gateway;

internal static class ContactMapping
{
    private const string Unknown = "There is no such contact, or it is forgotten.";

    public static void MapContacts(this IEndpointRouteBuilder app)
    {
        var routes = new ContactRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var contacts = app.MapGroup("/v1/contacts").WithTags("Contacts");

        contacts.MapPost("", Handler.Of(routes.Enqueue)).Allow(Access.Contacts)
            .Describe("enqueueContact",
                "Puts a contact in line. The same id, or the same Idempotency-Key, again finds the same contact.")
            .Reads(IdempotencyKey.Header, ParameterLocation.Header,
                new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255, Examples = ["order-4711"] })
            .Takes(NewContact.Shape).Gives(201, AnswerSchema.Contact).Gives(200, AnswerSchema.Contact)
            .MayRefuse(404, "There is no such queue, gate or agent.", Refusals.QueueUnknown(new("sale")));
        contacts.MapGet("", Handler.Of(routes.List)).Allow(Access.Read)
            .Describe("listContacts",
                "A page of contacts by the order in which they came. It may be short, or empty, and have a next page all the "
                + "same: only so many contacts are looked at for one request.")
            .ReadsSearch().Gives(200, AnswerSchema.Contacts);
        contacts.MapGet("{id}", Handler.Of(routes.Get)).Allow(Access.ContactsAndAgents)
            .Describe("getContact", "A contact and its place in line; an agent's key sees what it has, had or was offered.")
            .Gives(200, AnswerSchema.Contact).MayRefuse(404, Unknown, NoSuch);
        contacts.MapGet("{id}/explain", Handler.Of(routes.Explain)).Allow(Access.Read)
            .Describe("explainContact", "Why a contact waits, or why its agent was chosen.")
            .Gives(200, AnswerSchema.Explanation).MayRefuse(404, Unknown, NoSuch);
        MapWaiting(contacts, routes);
        MapServed(contacts, routes);
    }

    private static Refusal NoSuch => Refusals.ContactUnknown(new("call-1"));

    private static void MapWaiting(RouteGroupBuilder contacts, ContactRoutes routes)
    {
        contacts.MapPost("{id}/abandon", Handler.Of(routes.Abandon)).Allow(Access.Contacts)
            .Describe("abandonContact", "The customer gave up, or the contact is taken back, before an agent had it.")
            .Takes(Abandonment.Shape).GivesContact(Refusals.ContactConnected);
        contacts.MapPost("{id}/priority", Handler.Of(routes.ChangePriority)).Allow(Access.Contacts)
            .Describe("changePriority", "Gives a waiting contact another head start.")
            .Takes(NewPriority.Shape).GivesContact(Refusals.ContactNotWaiting);
        contacts.MapPost("{id}/callback", Handler.Of(routes.RequestCallback)).Allow(Access.Contacts)
            .Describe("requestCallback",
                "The caller hangs up and keeps the place: when its turn comes, the agent is offered to call back.")
            .Takes(CallbackWish.Shape).GivesContact(Refusals.ContactConnected);
        contacts.MapPost("{id}/assign", Handler.Of(routes.Assign)).Allow(Access.Supervise)
            .Describe("assignContact",
                "Offers a waiting contact to an agent now, whatever it needs and whoever waits before it.")
            .Takes(Assignment.Shape).GivesContact(_ => Refusals.AgentNoRoom(new("ann")));
    }

    private static void MapServed(RouteGroupBuilder contacts, ContactRoutes routes)
    {
        contacts.MapPost("{id}/transfer", Handler.Of(routes.Transfer)).Allow(Access.ContactsAndAgents)
            .Describe("transferContact",
                "Puts a contact back in line at its old place, with other needs, in another queue, or for a named agent first.")
            .Takes(Transfer.Shape).GivesContact(Refusals.ContactInWrapUp);
        contacts.MapPost("{id}/requeue", Handler.Of(routes.Requeue)).Allow(Access.ContactsAndAgents)
            .Describe("requeueContact", "Puts a contact back in line at its old place.")
            .Takes(Nothing.Shape).GivesContact(Refusals.ContactInWrapUp);

        Map("complete", "completeContact", "The talk is over.", id => new CompleteContact(id), Refusals.ContactNotConnected);
        Map("hold", "holdContact", "The agent lets a connected customer wait.", id => new HoldContact(id),
            Refusals.ContactNotConnected);
        Map("resume", "resumeContact", "The agent is back with a customer on hold.", id => new ResumeContact(id),
            Refusals.ContactNotConnected);
        Map("wrap-up/end", "endWrapUp", "The paperwork is done before its time.", id => new EndWrapUp(id),
            Refusals.ContactNotInWrapUp);
        Map("callback/failed", "failCallback",
            "The agent called back and reached nobody: it is tried again later, or given up.", id => new FailCallback(id),
            Refusals.ContactNotCallback);

        void Map(string action, string name, string summary, Func<ContactId, ContactCommand> command,
            Func<ContactId, Refusal> conflict) =>
            contacts.MapPost("{id}/" + action, Handler.Of(routes.Plain(command))).Allow(Access.ContactsAndAgents)
                .Describe(name, summary).Takes(Nothing.Shape).GivesContact(conflict);
    }

    private static void GivesContact(this IEndpointConventionBuilder route, Func<ContactId, Refusal> conflict) => route
        .Gives(200, AnswerSchema.Contact)
        .MayRefuse(404, Unknown, NoSuch)
        .MayRefuse(409, "The contact's state does not allow it.", conflict(new("call-1")));
}
