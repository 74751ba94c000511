using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>basic-acd's contacts: queued, assigned without an offer, or complete.</summary>
internal sealed class BasicContactRoutes(IContactCenter center)
{
    // Between two commands an agent may get or lose the contact. Four times in a row is no coincidence.
    private const int MaxAttempts = 4;

    public async ValueTask<Reply> Post(HttpContext http)
    {
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, BasicContactBody.Schema);
        if (refusal is not null)
            return refusal;
        var id = new ContactId($"contact:{Guid.CreateVersion7()}");
        var reply = await center.SendAsync(new EnqueueContact(id) { Requirements = body.Skills }, http);
        return reply is Refusal ? reply : new KeyReply("contact_key", id.Value, StatusCodes.Status201Created);
    }

    public async ValueTask<Reply> Get(HttpContext http)
    {
        if (!http.TryGetId<ContactId>("contact_key", out var id, out var invalid))
            return invalid;
        return await center.SendAsync(new GetContact(id), http) switch
        {
            ContactReply found => BasicContactReply.Of(found.Contact),
            ClosedContactReply closed => BasicContactReply.Of(closed.Contact),
            var other => other,
        };
    }

    /// <summary>Completes a contact, or abandons it where no agent has it. A closed contact stays closed.</summary>
    public async ValueTask<Reply> Patch(HttpContext http)
    {
        if (!http.TryGetId<ContactId>("contact_key", out var id, out var invalid))
            return invalid;
        var reply = await EndAsync(id);
        return reply is Refusal { Code: not "contact.closed" } ? reply : new KeyReply("contact_key", id.Value);
    }

    private async ValueTask<Reply> EndAsync(ContactId id)
    {
        Reply reply = Refusals.ContactUnknown(id);
        for (var i = 0; i < MaxAttempts; i++)
        {
            // Without the request's cancellation: a caller that hangs up must not stop the second command.
            reply = await center.SendAsync(i % 2 == 0 ? new CompleteContact(id) : new AbandonContact(id));
            if (reply is not Refusal { Code: "contact.notConnected" or "contact.connected" })
                return reply;
        }

        return reply;
    }
}
