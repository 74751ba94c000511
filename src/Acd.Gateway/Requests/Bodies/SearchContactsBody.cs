using Acd.Core;

namespace Acd.Gateway;

/// <summary>A search for contacts. Unlike a query string, its values do not get into logs.</summary>
internal sealed class SearchContactsBody
{
    public static readonly RequestSchema<SearchContactsBody> Schema = AddPlaces(new("SearchContacts"))
        .Id<SearchContactsBody, AgentId>("agent", "Contacts that this agent serves, or served last.",
            (body, agent) => body.Search = body.Search with { Agent = agent })
        .Text("callerId", Limits.CallerIdLength, "Contacts of this caller.",
            (body, caller) => body.Search = body.Search with { CallerId = caller }, min: 1)
        .Flag("callback", "true: callbacks only; false: no callbacks.",
            (body, callback) => body.Search = body.Search with { Callback = callback })
        .OneOf("reason", Enum.GetValues<CloseReason>(), "Contacts that closed for this reason.",
            (body, reason) => body.Search = body.Search with { Reason = reason })
        .Instant("from", "Contacts that entered at this time or later.",
            (body, from) => body.Search = body.Search with { From = from })
        .Instant("to", "Contacts that entered before this time.",
            (body, to) => body.Search = body.Search with { To = to })
        .Attributes("attributes", "Contacts with these values (strings, numbers, true or false) in their attributes, at most 8.",
            (body, attributes) => body.Search = body.Search with { Attributes = [.. ContactAttributes.Of(attributes)] })
        .Cursor("after", "The value of next on the page before; 0 for the first page.",
            (body, after) => body.Search = body.Search with { After = after })
        .Integer("limit", 1, Limits.PageSize, "The most contacts of a page; 100 by default.",
            (body, limit) => body.Search = body.Search with { Limit = limit })
        .Example("The contacts of a caller", """{"callerId": "+49 30 901820"}""")
        .Example("The callers who gave up in the morning", """
            {"queue": "sales", "reason": "abandoned", "from": "2026-03-02T08:00:00Z", "to": "2026-03-02T12:00:00Z"}
            """);

    private static RequestSchema<SearchContactsBody> AddPlaces(RequestSchema<SearchContactsBody> schema) => schema
        .OneOf("state", Enum.GetValues<ContactState>(), "Contacts in this state; by default in every state but closed.",
            (body, state) => body.Search = body.Search with { State = state })
        .Id<SearchContactsBody, QueueId>("queue", "Contacts in this queue.",
            (body, queue) => body.Search = body.Search with { Queue = queue })
        .Id<SearchContactsBody, SkillId>("skill", "Contacts that require this skill, at any level.",
            (body, skill) => body.Search = body.Search with { Skill = skill })
        .Id<SearchContactsBody, GateId>("gate", "Contacts that entered by this gate.",
            (body, gate) => body.Search = body.Search with { Gate = gate })
        .Id<SearchContactsBody, ChannelId>("channel", "Contacts on this channel.",
            (body, channel) => body.Search = body.Search with { Channel = channel });

    public ListContacts Search { get; set; } = new();

    /// <summary>The search. A reason implies closed contacts.</summary>
    public ListContacts ToQuery() =>
        Search is { State: null, Reason: not null } ? Search with { State = ContactState.Closed } : Search;
}
