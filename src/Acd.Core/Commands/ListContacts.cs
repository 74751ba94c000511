namespace Acd.Core;

/// <summary>
/// A page of contacts by sequence, which is the order in which they came: it never changes, so that whoever reads page after
/// page meets each contact once, whatever happens meanwhile. The engine says only whether it may be asked; its host has the
/// answer.
/// </summary>
public sealed record ListContacts : Query
{
    /// <summary>In this state; in any but closed where none is given.</summary>
    public ContactState? State { get; init; }

    /// <summary>In this queue.</summary>
    public QueueId? Queue { get; init; }

    /// <summary>That require this skill, at any level.</summary>
    public SkillId? Skill { get; init; }

    /// <summary>That came by this gate.</summary>
    public GateId? Gate { get; init; }

    /// <summary>On this channel.</summary>
    public ChannelId? Channel { get; init; }

    /// <summary>With all of these attributes, at most 8.</summary>
    public IReadOnlyList<AttributeValue> Attributes { get; init; } = [];

    /// <summary>The sequence number after which the page starts, 0 for the first page.</summary>
    public long After { get; init; }

    /// <summary>How many at the most, 1 to 1,000.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Whether a contact is one of those asked for, wherever the page starts.</summary>
    public bool Matches(ContactDocument contact) =>
        (State is { } state ? contact.State == state : contact.State != ContactState.Closed)
        && (Queue is not { } queue || contact.Queue == queue)
        && (Gate is not { } gate || contact.Gate == gate)
        && (Channel is not { } channel || contact.Channel == channel)
        && (Skill is not { } skill || contact.Requirements.Any(requirement => requirement.Skill == skill))
        && (Attributes.Count == 0 || ContactAttributes.Have(contact.Attributes, Attributes));
}

/// <summary>A member of a contact's attributes.</summary>
/// <param name="Name">Its name, 1 to 256 characters.</param>
/// <param name="Value">
/// Its text, or the number, true or false as it stands in the JSON, at most 256 characters; members of other kinds have no
/// value.
/// </param>
public sealed record AttributeValue(string Name, string Value);
