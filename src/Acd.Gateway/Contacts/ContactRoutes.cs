using Acd.Core;
using Acd.Hosting;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>Contacts: in line, out of it, and what happens to them between.</summary>
internal sealed class ContactRoutes(IContactCenter center)
{
    public async ValueTask<Reply> Enqueue(HttpContext http)
    {
        if (IdempotencyKey.Read(http.Request, out var id) is { } badKey)
            return badKey;
        var (contact, refusal) = await Body.ReadAsync(http, NewContact.Shape);
        return refusal ?? await center.SendAsync(contact.ToCommand(id));
    }

    public ValueTask<Reply> Get(HttpContext http) =>
        http.TryId<ContactId>("id", out var id, out var refusal) ? center.SendAsync(new GetContact(id)) : new(refusal);

    public ValueTask<Reply> Explain(HttpContext http) =>
        http.TryId<ContactId>("id", out var id, out var refusal) ? center.SendAsync(new ExplainContact(id)) : new(refusal);

    public ValueTask<Reply> Abandon(HttpContext http) =>
        Command(http, Abandonment.Shape, (id, body) => new AbandonContact(id, body.Reason));

    public ValueTask<Reply> Transfer(HttpContext http) =>
        Command(http, Gateway.Transfer.Shape, (id, body) => new TransferContact(id, body.Requirements));

    public ValueTask<Reply> ChangePriority(HttpContext http) =>
        Command(http, NewPriority.Shape, (id, body) => new ChangePriority(id, body.Priority));

    /// <summary>A command that its agent may give too, and that says no more than which contact is meant.</summary>
    public Func<HttpContext, ValueTask<Reply>> OfItsAgent(Func<ContactId, ContactCommand> command) => async http =>
    {
        if (http.Caller() is { Role: Role.Agent, Agent: { } agent })
        {
            if (!http.TryId<ContactId>("id", out var contact, out var bad))
                return bad;
            if (await ContactOwner.RefuseAsync(center, contact, agent) is { } notYours)
                return notYours;
        }

        return await Command(http, Nothing.Shape, (id, _) => command(id));
    };

    private async ValueTask<Reply> Command<T>(HttpContext http, Shape<T> shape, Func<ContactId, T, ContactCommand> make)
        where T : class, new()
    {
        if (!http.TryId<ContactId>("id", out var id, out var bad))
            return bad;
        var (body, refusal) = await Body.ReadAsync(http, shape);
        return refusal ?? await center.SendAsync(make(id, body));
    }
}

internal static class ContactMapping
{
    public static void MapContacts(this IEndpointRouteBuilder app)
    {
        var routes = new ContactRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var contacts = app.MapGroup("/v1/contacts").WithTags("Contacts");

        contacts.MapPost("", Handler.Of(routes.Enqueue)).Allow(Access.Contacts)
            .Describe("enqueueContact",
                "Puts a contact in line. The same id, or the same Idempotency-Key, again finds the same contact.")
            .Reads(IdempotencyKey.Header, ParameterLocation.Header,
                new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 })
            .Takes(NewContact.Shape).Gives(201, AnswerSchema.Contact).Gives(200, AnswerSchema.Contact)
            .MayRefuse(404, "There is no such queue.");
        contacts.MapGet("{id}", Handler.Of(routes.Get)).Allow(Access.ContactsAndAgents)
            .Describe("getContact", "A contact and its place in line.").Gives(200, AnswerSchema.Contact).MayRefuse(404, Unknown);
        contacts.MapGet("{id}/explain", Handler.Of(routes.Explain)).Allow(Access.Read)
            .Describe("explainContact", "Why a contact waits, or why its agent was chosen.")
            .Gives(200, AnswerSchema.Explanation).MayRefuse(404, Unknown);

        contacts.MapPost("{id}/abandon", Handler.Of(routes.Abandon)).Allow(Access.Contacts)
            .Describe("abandonContact", "The customer gave up, or the contact is taken back, before an agent had it.")
            .Takes(Abandonment.Shape).GivesContact();
        contacts.MapPost("{id}/transfer", Handler.Of(routes.Transfer)).Allow(Access.Contacts)
            .Describe("transferContact", "Puts a contact back in line at its old place, with other needs.")
            .Takes(Transfer.Shape).GivesContact();
        contacts.MapPost("{id}/priority", Handler.Of(routes.ChangePriority)).Allow(Access.Contacts)
            .Describe("changePriority", "Gives a waiting contact another head start.").Takes(NewPriority.Shape).GivesContact();

        contacts.MapOfItsAgent(routes, "complete", "completeContact", "The talk is over.", id => new CompleteContact(id));
        contacts.MapOfItsAgent(routes, "requeue", "requeueContact", "Puts a contact back in line at its old place.", id =>
            new RequeueContact(id));
        contacts.MapOfItsAgent(routes, "hold", "holdContact", "The agent lets a connected customer wait.", id =>
            new HoldContact(id));
        contacts.MapOfItsAgent(routes, "resume", "resumeContact", "The agent is back with a customer on hold.", id =>
            new ResumeContact(id));
        contacts.MapOfItsAgent(routes, "wrap-up/end", "endWrapUp", "The paperwork is done before its time.", id =>
            new EndWrapUp(id));
    }

    private const string Unknown = "There is no such contact, or it is forgotten.";

    private static void MapOfItsAgent(
        this RouteGroupBuilder contacts,
        ContactRoutes routes,
        string action,
        string name,
        string summary,
        Func<ContactId, ContactCommand> command) =>
        contacts.MapPost("{id}/" + action, Handler.Of(routes.OfItsAgent(command))).Allow(Access.ContactsAndAgents)
            .Describe(name, summary).Takes(Nothing.Shape).GivesContact();

    private static void GivesContact(this IEndpointConventionBuilder route) =>
        route.Gives(200, AnswerSchema.Contact).MayRefuse(404, Unknown).MayRefuse(409, "The contact's state does not allow it.");
}
