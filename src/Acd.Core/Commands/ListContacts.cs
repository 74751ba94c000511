namespace Acd.Core;

/// <summary>
/// Asks for a page of contacts by sequence. The sequence never changes, so a reader of all pages sees each contact once, despite
/// changes meanwhile. The engine only validates the query; its host runs the search.
/// </summary>
public sealed record ListContacts : Query
{
    /// <summary>Only contacts in this state. By default all states except closed.</summary>
    public ContactState? State { get; init; }

    /// <summary>Only contacts in this queue.</summary>
    public QueueId? Queue { get; init; }

    /// <summary>Only contacts that require this skill, at any level.</summary>
    public SkillId? Skill { get; init; }

    /// <summary>Only contacts that entered by this gate.</summary>
    public GateId? Gate { get; init; }

    /// <summary>Only contacts on this channel.</summary>
    public ChannelId? Channel { get; init; }

    /// <summary>Only contacts with all of these attributes, at most 8.</summary>
    public IReadOnlyList<AttributeValue> Attributes { get; init; } = [];

    /// <summary>Only contacts that this agent serves, or served last.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>Only contacts of the caller with this number, 1 to 64 characters.</summary>
    public string? CallerId { get; init; }

    /// <summary>Only callbacks, or only other contacts.</summary>
    public bool? Callback { get; init; }

    /// <summary>Only contacts that closed for this reason. The state must be closed.</summary>
    public CloseReason? Reason { get; init; }

    /// <summary>Only contacts that entered at this time or later.</summary>
    public Timestamp? From { get; init; }

    /// <summary>Only contacts that entered before this time.</summary>
    public Timestamp? To { get; init; }

    /// <summary>Whether a filter selects few contacts of many, so that an index is worth its round trip.</summary>
    public bool IsNarrow() => Attributes.Count > 0 || CallerId is not null || Agent is not null;

    /// <summary>The sequence number before the page's first contact, 0 for the first page.</summary>
    public long After { get; init; }

    /// <summary>The page size, 1 to 1,000.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Whether a contact matches the filters. The page is ignored.</summary>
    public bool Matches(ContactDocument contact) =>
        (State is { } state ? contact.State == state : contact.State != ContactState.Closed)
        && (Queue is not { } queue || contact.Queue == queue)
        && (Gate is not { } gate || contact.Gate == gate)
        && (Channel is not { } channel || contact.Channel == channel)
        && (Skill is not { } skill || contact.Requirements.Any(requirement => requirement.Skill == skill))
        && (Agent is not { } agent || contact.Agent == agent)
        && (CallerId is null || contact.CallerId == CallerId)
        && (Callback is not { } callback || contact.Callback is not null == callback)
        && (Reason is not { } reason || contact.Reason == reason)
        && !(contact.EnteredAt < From) && !(contact.EnteredAt >= To)
        && (Attributes.Count == 0 || ContactAttributes.Have(contact.Attributes, Attributes));
}

/// <summary>A member of a contact's attributes.</summary>
/// <param name="Name">The name, 1 to 256 characters.</param>
/// <param name="Value">
/// The string, or the JSON text of a number or boolean, at most 256 characters. Other members have no value.
/// </param>
public sealed record AttributeValue(string Name, string Value);
