using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>Contacts: in line, out of it, and what happens to them between.</summary>
internal sealed class ContactRoutes(IContactCenter center)
{
    public async ValueTask<Reply> Enqueue(HttpContext http)
    {
        if (IdempotencyKey.Read(http.Request, out var id) is { } badKey)
            return badKey;
        var (contact, refusal) = await RequestBodyReader.ReadAsync(http, EnqueueContactBody.Schema);
        return refusal ?? await center.SendAsync(contact.ToCommand(id));
    }

    public ValueTask<Reply> List(HttpContext http)
    {
        var search = new ListContacts();
        return ContactQueryString.Read(http, ref search) is { } refusal ? new(refusal) : center.SendAsync(search);
    }

    public async ValueTask<Reply> Get(HttpContext http) => http.TryGetId<ContactId>("id", out var id, out var refusal)
        ? RefuseIfHidden(http.GetCaller().Agent, await center.SendAsync(new GetContact(id)))
        : refusal;

    public ValueTask<Reply> Explain(HttpContext http) =>
        http.TryGetId<ContactId>("id", out var id, out var refusal) ? center.SendAsync(new ExplainContact(id)) : new(refusal);

    public ValueTask<Reply> Abandon(HttpContext http) =>
        Command(http, AbandonContactBody.Schema, (id, body) => new AbandonContact(id, body.Reason));

    public ValueTask<Reply> Transfer(HttpContext http) =>
        Command(http, Gateway.TransferContactBody.Schema, (id, body) => body.ToCommand(id));

    public ValueTask<Reply> Requeue(HttpContext http) => Command(http, EmptyBody.Schema, (id, _) => new RequeueContact(id));

    public ValueTask<Reply> Assign(HttpContext http) =>
        Command(http, AssignContactBody.Schema, (id, body) => new AssignContact(id, body.Agent));

    public ValueTask<Reply> RequestCallback(HttpContext http) =>
        Command(http, RequestCallbackBody.Schema, (id, body) => new RequestCallback(id, body.Number));

    public ValueTask<Reply> ChangePriority(HttpContext http) =>
        Command(http, ChangePriorityBody.Schema, (id, body) => new ChangePriority(id, body.Priority));

    /// <summary>A command that says no more than which contact is meant.</summary>
    public Func<HttpContext, ValueTask<Reply>> WithoutBody(Func<ContactId, ContactCommand> command) => http =>
        Command(http, EmptyBody.Schema, (id, _) => command(id));

    private async ValueTask<Reply> Command<T>(HttpContext http, RequestSchema<T> shape, Func<ContactId, T, ContactCommand> make)
        where T : class, new()
    {
        if (!http.TryGetId<ContactId>("id", out var id, out var bad))
            return bad;
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, shape);
        if (refusal is not null)
            return refusal;
        var by = http.GetCaller().Agent;
        return RefuseIfHidden(by, await center.SendAsync(make(id, body) with { By = by }));
    }

    private static Reply RefuseIfHidden(AgentId? agent, Reply reply) =>
        agent is { } viewer && reply is ContactReply found && !found.Contact.IsVisibleTo(viewer)
            ? RequestRefusals.NotAllowed
            : reply;
}
