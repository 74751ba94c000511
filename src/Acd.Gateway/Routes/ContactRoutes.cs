using Acd.Core;
using Acd.Hosting;
using Microsoft.AspNetCore.Authorization;

namespace Acd.Gateway;

/// <summary>The handlers of contacts.</summary>
internal sealed class ContactRoutes(IContactCenter center, CallerNumbers numbers)
{
    public async ValueTask<Reply> Enqueue(HttpContext http)
    {
        if (IdempotencyKey.Read(http.Request, out var id) is { } badKey)
            return badKey;
        var (contact, refusal) = await RequestBodyReader.ReadAsync(http, EnqueueContactBody.Schema);
        if (refusal is not null)
            return refusal;
        var command = contact.ToCommand(id) with { Caller = await numbers.NormalizeAsync(contact.CallerId) };
        return await center.SendAsync(command, http);
    }

    public ValueTask<Reply> List(HttpContext http)
    {
        var search = new ListContacts();
        return ContactQueryString.Read(http, ref search) is { } refusal ? new(refusal) : center.SendAsync(search, http);
    }

    public async ValueTask<Reply> Search(HttpContext http)
    {
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, SearchContactsBody.Schema);
        return refusal ?? await center.SendAsync(body.ToQuery(), http);
    }

    public async ValueTask<Reply> Get(HttpContext http) => http.TryGetId<ContactId>("id", out var id, out var refusal)
        ? RefuseIfHidden(http.GetCaller().Agent, await center.SendAsync(new GetContact(id), http))
        : refusal;

    public ValueTask<Reply> Explain(HttpContext http) =>
        http.TryGetId<ContactId>("id", out var id, out var refusal)
            ? center.SendAsync(new ExplainContact(id), http)
            : new(refusal);

    public ValueTask<Reply> Abandon(HttpContext http) =>
        Command(http, AbandonContactBody.Schema, (id, body) => new AbandonContact(id, body.Reason));

    public ValueTask<Reply> Transfer(HttpContext http) =>
        Command(http, TransferContactBody.Schema, (id, body) => body.ToCommand(id));

    public ValueTask<Reply> Requeue(HttpContext http) =>
        Command(http, ConnectionBody.Schema, (id, body) => new RequeueContact(id) { Offer = body.Offer });

    public ValueTask<Reply> HangUp(HttpContext http) => Command(http, HangUpContactBody.Schema, (id, body) =>
        new HangUpContact(id, body.Party) { Offer = body.Offer });

    public ValueTask<Reply> Complete(HttpContext http) => Command(http, OutcomeBody.Schema, (id, body) =>
        new CompleteContact(id) { Offer = body.Offer, Disposition = body.Disposition, Note = body.Note });

    public ValueTask<Reply> EndWrapUp(HttpContext http) => Command(http, OutcomeBody.Schema, (id, body) =>
        new EndWrapUp(id) { Offer = body.Offer, Disposition = body.Disposition, Note = body.Note });

    public ValueTask<Reply> Patch(HttpContext http) => Command(http, PatchContactBody.Schema, (id, body) =>
        new PatchContact(id) { Attributes = body.Attributes, Requirements = body.Requirements });

    /// <summary>The engine does not keep the documents of closed contacts, so the store's comes with the command.</summary>
    public async ValueTask<Reply> Reopen(HttpContext http)
    {
        if (!http.TryGetId<ContactId>("id", out var id, out var invalid))
            return invalid;
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, ReopenContactBody.Schema);
        if (refusal is not null)
            return refusal;
        var by = http.GetCaller().Agent;
        var found = RefuseIfHidden(by, await center.SendAsync(new GetContact(id), http));
        if (found is not ContactReply { Contact: var contact })
            return found is ClosedContactReply ? Refusals.ContactUnknown(id) : found;
        var document = contact.State == ContactState.Closed ? contact : null;
        return await center.SendAsync(body.ToCommand(id, document) with { By = by }, http);
    }

    public ValueTask<Reply> Park(HttpContext http) => Command(http, ParkContactBody.Schema, (id, body) =>
        new ParkContact(id) { Until = body.Until, Reason = body.Reason, Offer = body.Offer });

    public ValueTask<Reply> Unpark(HttpContext http) => Command(http, EmptyBody.Schema, (id, _) => new UnparkContact(id));

    public ValueTask<Reply> Assign(HttpContext http) =>
        Command(http, AssignContactBody.Schema, (id, body) =>
            new AssignContact(id, body.Agent) { OnlyWaiting = body.OnlyWaiting });

    public ValueTask<Reply> HandOver(HttpContext http) => Command(http, HandOverContactBody.Schema, (id, body) =>
        new HandOverContact(id, body.Agent) { Offer = body.Offer });

    public ValueTask<Reply> RequestCallback(HttpContext http) =>
        Command(http, RequestCallbackBody.Schema, (id, body) => new RequestCallback(id, body.Number));

    public ValueTask<Reply> ChangePriority(HttpContext http) =>
        Command(http, ChangePriorityBody.Schema, (id, body) => new ChangePriority(id, body.Priority));

    public ValueTask<Reply> ExtendWrapUp(HttpContext http) => Command(
        http, ExtendWrapUpBody.Schema, (id, body) => new ExtendWrapUp(id, body.Length) { Offer = body.Offer });

    /// <summary>A handler for a command whose only arguments are the contact and its connection.</summary>
    public Func<HttpContext, ValueTask<Reply>> OfConnection(Func<ContactId, ConnectionCommand> command) => http =>
        Command(http, ConnectionBody.Schema, (id, body) => command(id) with { Offer = body.Offer });

    private async ValueTask<Reply> Command<T>(HttpContext http, RequestSchema<T> schema, Func<ContactId, T, ContactCommand> make)
        where T : class, new()
    {
        if (!http.TryGetId<ContactId>("id", out var id, out var invalid))
            return invalid;
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, schema);
        if (refusal is not null)
            return refusal;
        var by = http.GetCaller().Agent;
        return RefuseIfHidden(by, await center.SendAsync(make(id, body) with { By = by }, http));
    }

    private static Reply RefuseIfHidden(AgentId? agent, Reply reply) =>
        agent is { } viewer && reply is ContactReply found && !found.Contact.IsVisibleTo(viewer)
            ? RequestRefusals.NotAllowed
            : reply;
}

internal static class ContactRouteExtensions
{
    private const string Unknown = "The contact is unknown, or was closed too long ago.";

    public static void MapContacts(this IEndpointRouteBuilder app)
    {
        var routes = ActivatorUtilities.CreateInstance<ContactRoutes>(app.ServiceProvider);
        var contacts = app.MapGroup("/v1/contacts").WithTags("Contacts");

        contacts.MapPost("", ReplyHandler.Create(routes.Enqueue)).RequireAuthorization(AccessPolicy.Callers)
            .WithOperation("enqueueContact",
                "Enqueues a contact. The same id or Idempotency-Key again returns the same contact.")
            .AcceptsBody(EnqueueContactBody.Schema)
            .ProducesReply(201, ResponseSchema.Contact).ProducesReply(200, ResponseSchema.Contact)
            .ProducesRefusal(404, "The queue, gate or agent is unknown.", Refusals.QueueUnknown(new("sale")))
            .ProducesRefusal(409, "The id is that of a closed contact, which was other work.",
                Refusals.ContactClosed(new("call-1")));
        contacts.MapGet("", ReplyHandler.Create(routes.List)).RequireAuthorization(AccessPolicy.Followers)
            .WithOperation("listContacts",
                "Returns a page of contacts, in the order of their arrival. One request examines a limited number of "
                + "contacts, so a page may be short or empty although there is a next one.")
            .WithSearchParameters().ProducesReply(200, ResponseSchema.Contacts);
        contacts.MapPost("search", ReplyHandler.Create(routes.Search)).RequireAuthorization(AccessPolicy.Reader)
            .WithOperation("searchContacts",
                "Returns a page of contacts, as listContacts does. The request's body keeps callers' numbers out of logs.")
            .AcceptsBody(SearchContactsBody.Schema).ProducesReply(200, ResponseSchema.Contacts);
        contacts.MapGet("{id}", ReplyHandler.Create(routes.Get)).RequireAuthorization(AccessPolicy.Talks)
            .WithOperation("getContact",
                "Returns a contact and its position in line. An agent sees contacts that it has, had or is offered.")
            .ProducesReply(200, ResponseSchema.Contact).ProducesRefusal(404, Unknown, NoSuch);
        contacts.MapGet("{id}/explain", ReplyHandler.Create(routes.Explain)).RequireAuthorization(AccessPolicy.Reader)
            .WithOperation("explainContact", "Explains why a contact waits, or why its agent was chosen.")
            .ProducesReply(200, ResponseSchema.Explanation).ProducesRefusal(404, Unknown, NoSuch);
        MapWaiting(contacts, routes);
        MapServed(contacts, routes);
    }

    private static Refusal NoSuch => Refusals.ContactUnknown(new("call-1"));

    private static void MapWaiting(RouteGroupBuilder contacts, ContactRoutes routes)
    {
        contacts.MapPost("{id}/abandon", ReplyHandler.Create(routes.Abandon)).RequireAuthorization(AccessPolicy.Callers)
            .WithOperation("abandonContact",
                "Closes a contact that no agent has: the customer gave up, or the contact is canceled.")
            .AcceptsBody(AbandonContactBody.Schema).ProducesContact(Refusals.ContactConnected);
        contacts.MapPost("{id}/priority", ReplyHandler.Create(routes.ChangePriority)).RequireAuthorization(AccessPolicy.Contacts)
            .WithOperation("changePriority", "Changes the priority of a waiting contact, and so its place in line.")
            .AcceptsBody(ChangePriorityBody.Schema).ProducesContact(Refusals.ContactNotWaiting);
        contacts.MapPost("{id}/callback", ReplyHandler.Create(routes.RequestCallback))
            .RequireAuthorization(AccessPolicy.Contacts)
            .WithOperation("requestCallback",
                "Turns a waiting contact into a callback. It keeps its place in line, and the agent calls back.")
            .AcceptsBody(RequestCallbackBody.Schema).ProducesContact(Refusals.ContactConnected);
        contacts.MapPatch("{id}", ReplyHandler.Create(routes.Patch)).RequireAuthorization(AccessPolicy.Contacts)
            .WithOperation("patchContact",
                "Changes a waiting contact's attributes and skills by a JSON merge patch. Its place and its wait stay.")
            .AcceptsBody(PatchContactBody.Schema).ProducesContact(Refusals.ContactNotWaiting);
        contacts.MapPost("{id}/reopen", ReplyHandler.Create(routes.Reopen)).RequireAuthorization(AccessPolicy.ContactsAndAgents)
            .WithOperation("reopenContact",
                "Queues a closed contact again, under the same id and in a new round. Its last agent is preferred.")
            .AcceptsBody(ReopenContactBody.Schema)
            .ProducesReply(201, ResponseSchema.Contact).ProducesContact(Refusals.ContactNotYours);
        contacts.MapPost("{id}/assign", ReplyHandler.Create(routes.Assign)).RequireAuthorization(AccessPolicy.Assigners)
            .WithOperation("assignContact",
                "Offers a contact to an agent now, regardless of skills and of the line. A connected one is handed over.")
            .AcceptsBody(AssignContactBody.Schema).ProducesContact(_ => Refusals.AgentNoRoom(new("ann")));
    }

    private static void MapServed(RouteGroupBuilder contacts, ContactRoutes routes)
    {
        contacts.MapPost("{id}/transfer", ReplyHandler.Create(routes.Transfer))
            .RequireAuthorization(AccessPolicy.ContactsAndAgents)
            .WithOperation("transferContact",
                "Puts a contact back in line at its old place: with other skills, in another queue, or for a named agent first.")
            .AcceptsBody(TransferContactBody.Schema).ProducesContact(Refusals.ContactInWrapUp);
        contacts.MapPost("{id}/handover", ReplyHandler.Create(routes.HandOver))
            .RequireAuthorization(AccessPolicy.ContactsAndAgents)
            .WithOperation("handOverContact",
                "Lets a connected contact ring at a named agent. It stays with its agent until the named one accepts.")
            .AcceptsBody(HandOverContactBody.Schema).ProducesContact(_ => Refusals.AgentNoRoom(new("bob")));
        contacts.MapPost("{id}/requeue", ReplyHandler.Create(routes.Requeue))
            .RequireAuthorization(AccessPolicy.Talks)
            .WithOperation("requeueContact", "Puts a contact back in line at its old place.")
            .AcceptsBody(ConnectionBody.Schema).ProducesContact(Refusals.ContactInWrapUp);

        contacts.MapPost("{id}/hangup", ReplyHandler.Create(routes.HangUp)).RequireAuthorization(AccessPolicy.Talks)
            .WithOperation("hangUpContact",
                "Ends a contact in any state: a wait as abandoned, a talk as complete does. A promised callback stays.")
            .AcceptsBody(HangUpContactBody.Schema).ProducesContact(Refusals.ContactNotThisConnection);

        contacts.MapPost("{id}/park", ReplyHandler.Create(routes.Park)).RequireAuthorization(AccessPolicy.ContactsAndAgents)
            .WithOperation("parkContact",
                "Parks a connected contact. It takes no room, keeps its place, and comes back to its agent first.")
            .AcceptsBody(ParkContactBody.Schema).ProducesContact(Refusals.ContactNotConnected);
        contacts.MapPost("{id}/unpark", ReplyHandler.Create(routes.Unpark)).RequireAuthorization(AccessPolicy.ContactsAndAgents)
            .WithOperation("unparkContact", "Puts a parked contact back in line, for the agent that parked it first.")
            .AcceptsBody(EmptyBody.Schema).ProducesContact(Refusals.ContactClosed);
        contacts.MapPost("{id}/complete", ReplyHandler.Create(routes.Complete)).RequireAuthorization(AccessPolicy.Talks)
            .WithOperation("completeContact", "Ends the conversation with a connected contact, and says how it ended.")
            .AcceptsBody(OutcomeBody.Schema).ProducesContact(Refusals.ContactNotConnected);
        Map("hold", "holdContact", "Puts a connected contact on hold.", id => new HoldContact(id),
            Refusals.ContactNotConnected, AccessPolicy.Talks);
        Map("resume", "resumeContact", "Takes a contact off hold.", id => new ResumeContact(id),
            Refusals.ContactNotConnected, AccessPolicy.Talks);
        contacts.MapPost("{id}/wrap-up/end", ReplyHandler.Create(routes.EndWrapUp))
            .RequireAuthorization(AccessPolicy.ContactsAndAgents)
            .WithOperation("endWrapUp", "Ends the wrap-up of a contact early, and says how the contact ended.")
            .AcceptsBody(OutcomeBody.Schema).ProducesContact(Refusals.ContactNotInWrapUp);
        contacts.MapPost("{id}/wrap-up/extend", ReplyHandler.Create(routes.ExtendWrapUp))
            .RequireAuthorization(AccessPolicy.ContactsAndAgents)
            .WithOperation("extendWrapUp", "Lets the wrap-up of a contact end later.")
            .AcceptsBody(ExtendWrapUpBody.Schema).ProducesContact(Refusals.ContactNotInWrapUp);
        Map("callback/failed", "failCallback",
            "Reports that a callback reached nobody. It is tried again later, or closed after the last attempt.",
            id => new FailCallback(id),
            Refusals.ContactNotCallback);

        void Map(string action, string name, string summary, Func<ContactId, ConnectionCommand> command,
            Func<ContactId, Refusal> conflict, AuthorizationPolicy? policy = null) =>
            contacts.MapPost("{id}/" + action, ReplyHandler.Create(routes.OfConnection(command)))
                .RequireAuthorization(policy ?? AccessPolicy.ContactsAndAgents)
                .WithOperation(name, summary).AcceptsBody(ConnectionBody.Schema).ProducesContact(conflict);
    }

    private static void ProducesContact(this IEndpointConventionBuilder route, Func<ContactId, Refusal> conflict) => route
        .ProducesReply(200, ResponseSchema.Contact)
        .ProducesRefusal(404, Unknown, NoSuch)
        .ProducesRefusal(409, "The contact's state does not allow it.", conflict(new("call-1")));
}
