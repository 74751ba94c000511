using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Acd.Client;

/// <summary>
/// Contacts. A command about a connection may name it by its offer: then it is refused where that connection is over.
/// </summary>
public sealed class ContactsClient
{
    private static readonly ClientJson Types = ClientJson.Default;

    private readonly HttpSender _sender;

    internal ContactsClient(HttpSender sender) => _sender = sender;

    /// <summary>
    /// Puts a contact in line. The same id again is the same contact. A contact without one gets its id here, so that sending it
    /// again does not queue it twice.
    /// </summary>
    /// <param name="contact">The contact.</param>
    /// <param name="cancel">Ends the request.</param>
    /// <returns>The contact with its position.</returns>
    /// <exception cref="AcdException"><c>contact.closed</c>, <c>queue.unknown</c>, <c>gate.unknown</c> and others.</exception>
    public Task<Contact> EnqueueAsync(NewContact contact, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(contact);
        if (contact.Id is null) contact = contact with { Id = Guid.CreateVersion7().ToString() };
        return _sender.CommandAsync(new("contacts"), contact, Types.NewContact, Types.Contact, cancel);
    }

    /// <summary>A contact, with its position and estimated wait if it waits.</summary>
    /// <exception cref="AcdException"><c>contact.unknown</c>: it does not exist, or is forgotten.</exception>
    public Task<Contact> GetAsync(string id, CancellationToken cancel = default) =>
        _sender.GetAsync(new("contacts", id), Types.Contact, cancel);

    /// <summary>A page of the contacts that a search finds, by arrival. The search is in the body, and in no log.</summary>
    public Task<ContactPage> SearchAsync(ContactSearch search, CancellationToken cancel = default)
    {
        var request = new ApiRequest(HttpMethod.Post, new PathBuilder("contacts", "search").ToString())
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(search, Types.ContactSearch),
        };
        return _sender.SendAsync(request, Types.ContactPage, cancel);
    }

    /// <summary>Why a contact waits, or why its agent was chosen.</summary>
    public Task<Explanation> ExplainAsync(string id, CancellationToken cancel = default) =>
        _sender.GetAsync(new("contacts", id, "explain"), Types.Explanation, cancel);

    /// <summary>Changes attributes and skills of a waiting contact.</summary>
    public Task<Contact> PatchAsync(string id, ContactPatch patch, CancellationToken cancel = default)
    {
        var request = new ApiRequest(HttpMethod.Patch, new PathBuilder("contacts", id).ToString())
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(patch, Types.ContactPatch),
        };
        return _sender.SendAsync(request, Types.Contact, cancel);
    }

    /// <summary>Closes a contact that no agent has.</summary>
    /// <param name="id">The contact.</param>
    /// <param name="reason">
    /// <see cref="CloseReason.Abandoned"/>: the customer gave up; <see cref="CloseReason.Canceled"/>: the application withdraws
    /// it. Null for abandoned.
    /// </param>
    /// <param name="cancel">Ends the request.</param>
    public Task<Contact> AbandonAsync(string id, CloseReason? reason = null, CancellationToken cancel = default) =>
        PostAsync(id, "abandon", new AbandonBody(reason), Types.AbandonBody, cancel);

    /// <summary>Changes the priority of a waiting contact, 0 to 9.</summary>
    public Task<Contact> ChangePriorityAsync(string id, int priority, CancellationToken cancel = default) =>
        PostAsync(id, "priority", new PriorityBody(priority), Types.PriorityBody, cancel);

    /// <summary>Turns a waiting contact into a callback, which keeps its place.</summary>
    /// <param name="id">The contact.</param>
    /// <param name="number">The number to call. Null for the caller's.</param>
    /// <param name="cancel">Ends the request.</param>
    public Task<Contact> RequestCallbackAsync(string id, string? number = null, CancellationToken cancel = default) =>
        PostAsync(id, "callback", new CallbackBody(number), Types.CallbackBody, cancel);

    /// <summary>Reports that a callback reached nobody.</summary>
    public Task<Contact> FailCallbackAsync(string id, string? offer = null, CancellationToken cancel = default) =>
        _sender.CommandAsync(
            new("contacts", id, "callback", "failed"), new(offer), Types.ConnectionBody, Types.Contact, cancel);

    /// <summary>Queues a closed contact again, for its last agent first.</summary>
    public Task<Contact> ReopenAsync(string id, Reopening? reopening = null, CancellationToken cancel = default) =>
        PostAsync(id, "reopen", reopening ?? new(), Types.Reopening, cancel);

    /// <summary>Offers a contact to a named agent now. A connected one is handed over.</summary>
    /// <exception cref="AcdException"><c>agent.noRoom</c>, <c>agent.offline</c>.</exception>
    public Task<Contact> AssignAsync(string id, string agent, CancellationToken cancel = default) =>
        PostAsync(id, "assign", new AssignBody(agent), Types.AssignBody, cancel);

    /// <summary>Puts a contact back in line: with other skills, in another queue, or for a named agent first.</summary>
    public Task<Contact> TransferAsync(string id, Transfer transfer, CancellationToken cancel = default) =>
        PostAsync(id, "transfer", transfer, Types.Transfer, cancel);

    /// <summary>
    /// Lets a connected contact ring at a named agent. It stays with its agent until the named one accepts;
    /// <see cref="HandoverFailed"/> tells that this did not happen.
    /// </summary>
    /// <exception cref="AcdException"><c>agent.noRoom</c>, <c>agent.offline</c>, <c>contact.notConnected</c>.</exception>
    public Task<Contact> HandOverAsync(string id, string agent, string? offer = null, CancellationToken cancel = default) =>
        PostAsync(id, "handover", new HandoverBody(agent, offer), Types.HandoverBody, cancel);

    /// <summary>Puts a contact back in line as it is.</summary>
    public Task<Contact> RequeueAsync(string id, string? offer = null, CancellationToken cancel = default) =>
        PostAsync(id, "requeue", new ConnectionBody(offer), Types.ConnectionBody, cancel);

    /// <summary>Puts a connected contact on hold.</summary>
    public Task<Contact> HoldAsync(string id, string? offer = null, CancellationToken cancel = default) =>
        PostAsync(id, "hold", new ConnectionBody(offer), Types.ConnectionBody, cancel);

    /// <summary>Takes a contact off hold.</summary>
    public Task<Contact> ResumeAsync(string id, string? offer = null, CancellationToken cancel = default) =>
        PostAsync(id, "resume", new ConnectionBody(offer), Types.ConnectionBody, cancel);

    /// <summary>Parks a connected contact: no room is taken, and it comes back to its agent first.</summary>
    public Task<Contact> ParkAsync(string id, Parking? parking = null, CancellationToken cancel = default) =>
        PostAsync(id, "park", parking ?? new(), Types.Parking, cancel);

    /// <summary>Puts a parked contact back in line.</summary>
    public Task<Contact> UnparkAsync(string id, CancellationToken cancel = default) =>
        _sender.CommandAsync(new("contacts", id, "unpark"), Types.Contact, cancel);

    /// <summary>Ends the conversation: wrap-up, or closed.</summary>
    public Task<Contact> CompleteAsync(string id, string? offer = null, CancellationToken cancel = default) =>
        PostAsync(id, "complete", new ConnectionBody(offer), Types.ConnectionBody, cancel);

    /// <summary>Reports that somebody hung up: ends the contact in any state. A promised callback stays.</summary>
    /// <param name="id">The contact.</param>
    /// <param name="by">Who hung up. Null for the key's agent, or the customer.</param>
    /// <param name="offer">The offer of the connection that is meant. Null for the present one.</param>
    /// <param name="cancel">Ends the request.</param>
    public Task<Contact> HangUpAsync(
        string id, Party? by = null, string? offer = null, CancellationToken cancel = default) =>
        PostAsync(id, "hangup", new HangUpBody(by, offer), Types.HangUpBody, cancel);

    /// <summary>Ends the wrap-up early.</summary>
    public Task<Contact> EndWrapUpAsync(string id, string? offer = null, CancellationToken cancel = default) =>
        _sender.CommandAsync(new("contacts", id, "wrap-up", "end"), new(offer), Types.ConnectionBody, Types.Contact, cancel);

    /// <summary>Lets the wrap-up last for a time from now, 1 to 3,600 s, if it would end earlier.</summary>
    public Task<Contact> ExtendWrapUpAsync(
        string id, TimeSpan time, string? offer = null, CancellationToken cancel = default) =>
        _sender.CommandAsync(
            new("contacts", id, "wrap-up", "extend"), new(time, offer), Types.WrapUpBody, Types.Contact, cancel);

    private Task<Contact> PostAsync<T>(
        string id, string action, T body, JsonTypeInfo<T> type, CancellationToken cancel) =>
        _sender.CommandAsync(new("contacts", id, action), body, type, Types.Contact, cancel);
}

/// <summary>Offers of contacts to agents.</summary>
public sealed class OffersClient
{
    private readonly HttpSender _sender;

    internal OffersClient(HttpSender sender) => _sender = sender;

    /// <summary>Accepts an offer: the contact is connected.</summary>
    /// <exception cref="AcdException"><c>offer.notPending</c>: the contact is elsewhere.</exception>
    public Task<Contact> AcceptAsync(string offer, CancellationToken cancel = default) =>
        _sender.CommandAsync(new("offers", offer, "accept"), ClientJson.Default.Contact, cancel);

    /// <summary>Declines an offer: the contact goes back to its place in line.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="cause">One of <see cref="DeclineCause"/>, or another text. Null for none.</param>
    /// <param name="cancel">Ends the request.</param>
    /// <exception cref="AcdException"><c>offer.notPending</c>: the contact is elsewhere.</exception>
    public Task<Contact> DeclineAsync(string offer, string? cause = null, CancellationToken cancel = default) =>
        _sender.CommandAsync(
            new("offers", offer, "decline"), new(cause), ClientJson.Default.DeclineBody, ClientJson.Default.Contact, cancel);
}
