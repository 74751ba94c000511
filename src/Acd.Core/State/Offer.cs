using System.Globalization;

namespace Acd.Core;

/// <summary>An offer of a contact to an agent, pending or accepted.</summary>
internal sealed class Offer(OfferDocument document, Contact contact, Agent agent)
{
    public OfferId Id => Document.Id;

    /// <summary>The sequence number of the offer's event.</summary>
    public long Number { get; } =
        NumberOf(document.Id) ?? throw new InvalidOperationException($"{document.Id} is not an offer id.");

    public Contact Contact { get; } = contact;

    public Agent Agent { get; } = agent;

    public Deadline? Timeout { get; set; }

    /// <summary>The offer as it is in its contact's document.</summary>
    public OfferDocument Document { get; private set; } = document;

    public OfferState State => Document.State;

    /// <summary>Whether it waits for the agent's answer. An offer that is accepted automatically never rings.</summary>
    public bool Rings { get; set; }

    /// <summary>Whether the agent picked the contact. It is accepted at once then.</summary>
    public bool IsPicked { get; init; }

    /// <summary>Whether it is the hand-over of a contact that another agent has meanwhile.</summary>
    public bool IsHandover => Contact.Handover == this;

    /// <summary>The contact's state as this agent sees it. While a hand-over rings, another agent has the contact.</summary>
    public ContactState StateAtAgent => State == OfferState.Pending ? ContactState.Offered : Contact.State;

    /// <summary>Whether it was made to the contact's preferred agent while the preference lasted.</summary>
    public bool IsToPreferredAgent => Contact.PreferredAgent == Agent.Id && Document.At < Contact.PreferredUntil;

    /// <summary>The agent's capacity that the contact takes.</summary>
    public int Cost => Document.Cost;

    public static OfferId IdOf(long number) => new($"o{number}");

    /// <summary>The number in an offer's id. Null if the id has another form.</summary>
    public static long? NumberOf(OfferId id) =>
        id.Value is ['o', >= '1' and <= '9', ..]
        && long.TryParse(id.Value.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public void End(OfferState state, Timestamp now, ConnectionEnd? end = null) =>
        Document = Document with { State = state, EndedAt = now, End = end };

    /// <summary>Changes when it times out.</summary>
    public void MoveTo(Timestamp due) => Document = Document with { Due = due };

    /// <summary>Keeps why it is declined, if that is known.</summary>
    public void DeclinedFor(string? cause)
    {
        if (cause is not null) Document = Document with { Cause = cause };
    }

    /// <summary>Ends the connection of an accepted offer.</summary>
    public void Leave(ConnectionEnd end) => Document = Document with { End = end };
}
