using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>A contact as the store keeps it and as callers see it. All that the engine knows of a contact is here.</summary>
public sealed record ContactDocument
{
    /// <summary>The contact.</summary>
    public required ContactId Id { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required ContactState State { get; init; }

    /// <summary>The queue.</summary>
    public required QueueId Queue { get; init; }

    /// <summary>The gate by which it came into the queue, if it came by one.</summary>
    public GateId? Gate { get; init; }

    /// <summary>The channel.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>What an agent must have: what the contact asks for, and what its gate adds.</summary>
    [JsonConverter(typeof(RequirementsConverter))]
    public required IReadOnlyList<Requirement> Requirements { get; init; }

    /// <summary>What it asks for itself, where its gate adds something.</summary>
    public IReadOnlyList<Requirement>? Asked { get; init; }

    /// <summary>0 to 9, the higher the earlier.</summary>
    public required int Priority { get; init; }

    /// <summary>When it entered.</summary>
    public required Timestamp EnteredAt { get; init; }

    /// <summary>Its place in line: its entry less its head start.</summary>
    public required Timestamp Rank { get; init; }

    /// <summary>The sequence number of its <c>contactQueued</c> event; of two with one rank the lower goes first.</summary>
    public required long Sequence { get; init; }

    /// <summary>How many events it has had.</summary>
    public required int Events { get; init; }

    /// <summary>When it was last put in line.</summary>
    public required Timestamp WaitingSince { get; init; }

    /// <summary>When it came into its present queue; of its queue's plan and limits this is the beginning.</summary>
    public Timestamp? InQueueSince { get; init; }

    /// <summary>Who calls, if that was said.</summary>
    public string? CallerId { get; init; }

    /// <summary>The agent it is kept for, if it is or was.</summary>
    public AgentId? PreferredAgent { get; init; }

    /// <summary>Until when it is kept for that agent.</summary>
    public Timestamp? PreferredUntil { get; init; }

    /// <summary>Its own plan, if it has one.</summary>
    public IReadOnlyList<PlanStep>? Plan { get; init; }

    /// <summary>Up to which time of waiting the steps of its plan are done.</summary>
    public TimeSpan? PlanDone { get; init; }

    /// <summary>Whether it has waited as long as its queue allows, and what that does is done.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Expired { get; init; }

    /// <summary>The callback it is, if its caller hung up and kept the place.</summary>
    public CallbackDocument? Callback { get; init; }

    /// <summary>The JSON object that its caller gave it, and what its gate added.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? Attributes { get; init; }

    /// <summary>Its offers: the pending and the accepted one, and the last 16 others; by age.</summary>
    [JsonConverter(typeof(OffersConverter))]
    public IReadOnlyList<OfferDocument> Offers { get; init; } = [];

    /// <summary>The agents it is not offered to for a while, unless nobody else could serve it.</summary>
    [JsonConverter(typeof(ListConverter<Cooldown>))]
    public IReadOnlyList<Cooldown> Cooldowns { get; init; } = [];

    /// <summary>Whether it was told as unservable since it was put in line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ToldUnservable { get; init; }

    /// <summary>The agent that serves it, or served it last.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>When it was connected to that agent.</summary>
    public Timestamp? ConnectedAt { get; init; }

    /// <summary>Since when it is on hold, if it is.</summary>
    public Timestamp? HeldSince { get; init; }

    /// <summary>How long it was on hold with that agent, without the present hold.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TimeSpan Held { get; init; }

    /// <summary>When the talk ended.</summary>
    public Timestamp? TalkEndedAt { get; init; }

    /// <summary>When the wrap-up ends by itself, if it is in wrap-up.</summary>
    public Timestamp? WrapUpDue { get; init; }

    /// <summary>When it closed.</summary>
    public Timestamp? ClosedAt { get; init; }

    /// <summary>Why it closed.</summary>
    public CloseReason? Reason { get; init; }
}

/// <summary>An offer as its contact's document keeps it.</summary>
/// <param name="Id">The offer.</param>
/// <param name="Agent">Whom it is, or was, held out to.</param>
/// <param name="State">What became of it.</param>
/// <param name="At">When it was made.</param>
/// <param name="Due">When it times out, or would have.</param>
/// <param name="EndedAt">When it ended, if it has.</param>
public sealed record OfferDocument(
    OfferId Id, AgentId Agent, OfferState State, Timestamp At, Timestamp Due, Timestamp? EndedAt = null)
{
    /// <summary>What the contact takes of the agent's capacity while this offer lasts.</summary>
    public int Cost { get; init; }

    /// <summary>Whether a supervisor gave it to this agent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Assigned { get; init; }
}

/// <summary>A caller who hung up and is to be called back.</summary>
/// <param name="Number">Whom to call.</param>
/// <param name="Expires">When it is given up, if no agent has it.</param>
/// <param name="Attempts">How often it was tried in vain.</param>
/// <param name="NotBefore">When it is tried again, after a failure.</param>
public sealed record CallbackDocument(string Number, Timestamp Expires, int Attempts = 0, Timestamp? NotBefore = null);

/// <summary>An agent to whom a contact is not offered for a while, unless nobody else could serve it.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Until">The end of that while.</param>
public sealed record Cooldown(AgentId Agent, Timestamp Until);

/// <summary>What is remembered of a closed contact, so that a late command about it is answered rightly.</summary>
/// <param name="Id">The contact.</param>
/// <param name="At">When it closed.</param>
/// <param name="Reason">Why.</param>
public sealed record ClosedContact(ContactId Id, Timestamp At, CloseReason Reason);
