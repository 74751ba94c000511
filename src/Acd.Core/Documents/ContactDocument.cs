using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>A contact in the store and in replies. It contains everything the engine knows about the contact.</summary>
public sealed record ContactDocument
{
    /// <summary>The contact.</summary>
    public required ContactId Id { get; init; }

    /// <summary>The state.</summary>
    public required ContactState State { get; init; }

    /// <summary>The queue.</summary>
    public required QueueId Queue { get; init; }

    /// <summary>The gate by which it entered the queue, if any.</summary>
    public GateId? Gate { get; init; }

    /// <summary>The channel.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>The skills that an agent must have: its own requirements and its gate's.</summary>
    [JsonConverter(typeof(RequirementsConverter))]
    public required IReadOnlyList<Requirement> Requirements { get; init; }

    /// <summary>Its own requirements, if its gate adds some.</summary>
    public IReadOnlyList<Requirement>? Asked { get; init; }

    /// <summary>The priority, 0 to 9, higher first.</summary>
    public required int Priority { get; init; }

    /// <summary>When it entered the center.</summary>
    public required Timestamp EnteredAt { get; init; }

    /// <summary>Its rank in line: the time of entry minus the head start.</summary>
    public required Timestamp Rank { get; init; }

    /// <summary>The sequence number of its <c>contactQueued</c> event. Of equal ranks the lower sequence is first.</summary>
    public required long Sequence { get; init; }

    /// <summary>The number of its events.</summary>
    public required int Events { get; init; }

    /// <summary>When the customer began to wait: at the entry, or when an agent last put the contact back in line.</summary>
    public required Timestamp WaitingSince { get; init; }

    /// <summary>When it entered its current queue. The queue's plan and limits count from here.</summary>
    public Timestamp? InQueueSince { get; init; }

    /// <summary>The caller's number, if known.</summary>
    public string? CallerId { get; init; }

    /// <summary>The caller's number in one spelling, if it is not <see cref="CallerId"/>.</summary>
    public string? Caller { get; init; }

    /// <summary>Its preferred agent, also after the preference has ended.</summary>
    public AgentId? PreferredAgent { get; init; }

    /// <summary>The end of its preference.</summary>
    public Timestamp? PreferredUntil { get; init; }

    /// <summary>Its own plan, if any.</summary>
    public IReadOnlyList<PlanStep>? Plan { get; init; }

    /// <summary>The waiting time up to which its plan steps have run.</summary>
    public TimeSpan? PlanDone { get; init; }

    /// <summary>Whether it has expired in its current queue.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Expired { get; init; }

    /// <summary>The callback, if its caller hung up and kept the place.</summary>
    public CallbackDocument? Callback { get; init; }

    /// <summary>The JSON object of the application, merged with its gate's.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? Attributes { get; init; }

    /// <summary>Its pending or accepted offers and the last 16 ended ones, by age.</summary>
    [JsonConverter(typeof(OffersConverter))]
    public IReadOnlyList<OfferDocument> Offers { get; init; } = [];

    /// <summary>The agents it is not offered to for a while, unless no other agent could serve it.</summary>
    [JsonConverter(typeof(ListConverter<Cooldown>))]
    public IReadOnlyList<Cooldown> Cooldowns { get; init; } = [];

    /// <summary>The agent that keeps room for it, if one does.</summary>
    public AgentId? RoomAt { get; init; }

    /// <summary>When an agent first kept room for it in this stay in line.</summary>
    public Timestamp? RoomKeptSince { get; init; }

    /// <summary>Whether it waits unservable, and that was reported.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ToldUnservable { get; init; }

    /// <summary>The agent that serves it, or served it last.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>When it was connected to that agent.</summary>
    public Timestamp? ConnectedAt { get; init; }

    /// <summary>When the current hold began, if it is on hold.</summary>
    public Timestamp? HeldSince { get; init; }

    /// <summary>The time on hold with that agent, without the current hold.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TimeSpan Held { get; init; }

    /// <summary>When the talk ended.</summary>
    public Timestamp? TalkEndedAt { get; init; }

    /// <summary>When the wrap-up ends automatically, if it is in wrap-up.</summary>
    public Timestamp? WrapUpDue { get; init; }

    /// <summary>When it closed.</summary>
    public Timestamp? ClosedAt { get; init; }

    /// <summary>The reason why it closed.</summary>
    public CloseReason? Reason { get; init; }

    /// <summary>Who hung up, if a hang-up ended the talk or the wait.</summary>
    public Party? EndedBy { get; init; }

    /// <summary>How it ended, in the agent's words: <c>sold</c>, <c>call back later</c>.</summary>
    public string? Disposition { get; init; }

    /// <summary>The agent's note on it.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// Since when it waits unstaffed in a queue with <see cref="QueueSettings.LeaveWhenEmpty"/>, until that has acted.
    /// </summary>
    public Timestamp? UnstaffedSince { get; init; }

    /// <summary>Whether that action has acted on it since it is unstaffed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LeftEmpty { get; init; }

    /// <summary>The offers that agents declined or missed in this stay in its queue.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Refusals { get; init; }

    /// <summary>Whether <see cref="QueueSettings.WhenRefused"/> has acted on it in this stay.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MetWhenRefused { get; init; }

    /// <summary>Why its queue rejected it, if it closed as rejected for a limit.</summary>
    public RejectCause? RejectedFor { get; init; }

    /// <summary>Its release from its agent, if that agent is offline and its queue does not keep it connected.</summary>
    public ReleaseDocument? Release { get; init; }

    /// <summary>Its parking, if it is parked. It is queued then, and in no line.</summary>
    public ParkedDocument? Parked { get; init; }

    /// <summary>How often it was opened again after it closed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Round { get; init; }

    /// <summary>The <see cref="EnqueueFingerprint"/> of the request that enqueued it.</summary>
    public long? Request { get; init; }

    /// <summary>The agent that served it last, if one did.</summary>
    [JsonIgnore]
    public AgentId? LastAgent => Agent ?? Offers.LastOrDefault(offer => offer.State == OfferState.Accepted)?.Agent;

    /// <summary>Until when it is not offered to any agent in cooldown.</summary>
    public Timestamp? PausedUntil { get; init; }

    /// <summary>
    /// The pending offer by which its agent hands it over to another one. The contact stays connected meanwhile.
    /// </summary>
    public OfferDocument? Handover { get; init; }
}

/// <summary>An offer in its contact's document.</summary>
/// <param name="Id">The offer.</param>
/// <param name="Agent">The agent it was made to.</param>
/// <param name="State">The state.</param>
/// <param name="At">When it was made.</param>
/// <param name="Due">When it times out, or would have.</param>
/// <param name="EndedAt">When it ended, if it has.</param>
public sealed record OfferDocument(
    OfferId Id, AgentId Agent, OfferState State, Timestamp At, Timestamp Due, Timestamp? EndedAt = null)
{
    /// <summary>The agent's capacity that the contact takes while the offer is active.</summary>
    public int Cost { get; init; }

    /// <summary>Whether a supervisor assigned the contact.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Assigned { get; init; }

    /// <summary>The command that ended the connection, or that revoked the pending offer, if one did.</summary>
    public ConnectionEnd? End { get; init; }

    /// <summary>Why it was declined, if that is known.</summary>
    public string? Cause { get; init; }
}

/// <summary>A callback: the caller hung up and is to be called back.</summary>
/// <param name="Number">The number to call.</param>
/// <param name="Expires">When it expires, if no agent has it by then.</param>
/// <param name="Attempts">The number of failed attempts.</param>
/// <param name="NotBefore">The time of the next attempt after a failed one.</param>
public sealed record CallbackDocument(string Number, Timestamp Expires, int Attempts = 0, Timestamp? NotBefore = null);

/// <summary>The release of a connected contact whose agent is offline.</summary>
/// <param name="Due">When it happens, if the agent is not back by then.</param>
/// <param name="Do">The action: requeue or close.</param>
public sealed record ReleaseDocument(Timestamp Due, AgentGoneAction Do);

/// <summary>The parking of a contact.</summary>
/// <param name="Agent">The agent that parked it, its owner.</param>
/// <param name="Since">When it was parked.</param>
/// <param name="Until">When it comes back by itself, if it does.</param>
/// <param name="Reason">The agent's reason, if given.</param>
public sealed record ParkedDocument(AgentId Agent, Timestamp Since, Timestamp? Until, string? Reason);

/// <summary>A cooldown: the contact is not offered to an agent for a while, unless no other agent could serve it.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Until">The end of the cooldown.</param>
public sealed record Cooldown(AgentId Agent, Timestamp Until)
{
    /// <summary>
    /// Until when it holds whoever else could serve the contact, if it is the cooldown of an agent that sent the contact to
    /// another.
    /// </summary>
    public Timestamp? FirmUntil { get; init; }
}

/// <summary>The remembered part of a closed contact, so that late commands get the right reply.</summary>
/// <param name="Id">The contact.</param>
/// <param name="At">When it closed.</param>
/// <param name="Reason">The reason why it closed.</param>
public sealed record ClosedContact(ContactId Id, Timestamp At, CloseReason Reason);
