using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acd.Client;

/// <summary>A contact. A closed one that the store has forgotten has its id, state, reason and time of closing only.</summary>
public sealed record Contact : Answer
{
    /// <summary>The contact.</summary>
    public required string Id { get; init; }

    /// <summary>The state.</summary>
    public required ContactState State { get; init; }

    /// <summary>The queue.</summary>
    public string? Queue { get; init; }

    /// <summary>The gate by which it entered the queue, if any.</summary>
    public string? Gate { get; init; }

    /// <summary>The channel.</summary>
    public string? Channel { get; init; }

    /// <summary>The skills that an agent must have: its own requirements and its gate's.</summary>
    public IReadOnlyList<SkillLevel> Requirements { get => field ?? []; init; }

    /// <summary>Its own requirements, if its gate adds some.</summary>
    public IReadOnlyList<SkillLevel>? Asked { get; init; }

    /// <summary>The priority, 0 to 9, higher first.</summary>
    public int Priority { get; init; }

    /// <summary>When it entered the center.</summary>
    public DateTimeOffset? EnteredAt { get; init; }

    /// <summary>Its rank in line: the time of entry minus the head start.</summary>
    public DateTimeOffset? Rank { get; init; }

    /// <summary>The sequence number of its <c>contactQueued</c> event. Of equal ranks the lower sequence is first.</summary>
    public long Sequence { get; init; }

    /// <summary>The number of its events.</summary>
    public int Events { get; init; }

    /// <summary>When the customer began to wait: at the entry, or when an agent last put it back in line.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>When it entered its current queue. The queue's plan and limits count from here.</summary>
    public DateTimeOffset? InQueueSince { get; init; }

    /// <summary>The caller's number, if known.</summary>
    public string? CallerId { get; init; }

    /// <summary>The caller's number in one spelling, if it is not <see cref="CallerId"/>.</summary>
    public string? Caller { get; init; }

    /// <summary>Its preferred agent, also after the preference has ended.</summary>
    public string? PreferredAgent { get; init; }

    /// <summary>The end of its preference.</summary>
    public DateTimeOffset? PreferredUntil { get; init; }

    /// <summary>Its own plan, if any.</summary>
    public IReadOnlyList<PlanStep>? Plan { get; init; }

    /// <summary>Whether it has expired in its current queue.</summary>
    public bool Expired { get; init; }

    /// <summary>The callback, if its caller hung up and kept the place.</summary>
    public Callback? Callback { get; init; }

    /// <summary>The JSON object of the application, merged with its gate's.</summary>
    public JsonElement? Attributes { get; init; }

    /// <summary>Its pending or accepted offers and the last 16 ended ones, by age.</summary>
    public IReadOnlyList<Offer> Offers { get => field ?? []; init; }

    /// <summary>The agents it is not offered to for a while, unless no other agent could serve it.</summary>
    public IReadOnlyList<Cooldown> Cooldowns { get => field ?? []; init; }

    /// <summary>The agent that serves it, or served it last.</summary>
    public string? Agent { get; init; }

    /// <summary>When it was connected to that agent.</summary>
    public DateTimeOffset? ConnectedAt { get; init; }

    /// <summary>When the current hold began, if it is on hold.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>The time on hold with that agent, without the current hold.</summary>
    public TimeSpan Held { get; init; }

    /// <summary>When the talk ended.</summary>
    public DateTimeOffset? TalkEndedAt { get; init; }

    /// <summary>When the wrap-up ends automatically, if it is in wrap-up.</summary>
    public DateTimeOffset? WrapUpDue { get; init; }

    /// <summary>When it closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The reason why it closed.</summary>
    public CloseReason? Reason { get; init; }

    /// <summary>The offers that agents declined or missed in this stay in its queue.</summary>
    public int Refusals { get; init; }

    /// <summary>Why its queue rejected it, if it closed as rejected for a limit.</summary>
    public RejectCause? RejectedFor { get; init; }

    /// <summary>Its release from its agent, if that agent is offline and its queue does not keep it connected.</summary>
    public Release? Release { get; init; }

    /// <summary>Its parking, if it is parked. It is queued then, and in no line.</summary>
    public ParkedContact? Parked { get; init; }

    /// <summary>The pending offer by which its agent hands it over to another one. It stays connected meanwhile.</summary>
    public Offer? Handover { get; init; }

    /// <summary>How often it was opened again after it closed.</summary>
    public int Round { get; init; }

    /// <summary>The agent that served it last, if one did.</summary>
    [JsonIgnore]
    public string? LastAgent => Agent ?? Offers.LastOrDefault(offer => offer.State == OfferState.Accepted)?.Agent;

    /// <summary>Who hung up, if a hang-up ended the talk or the wait.</summary>
    public Party? EndedBy { get; init; }

    /// <summary>How it ended, in the agent's words: <c>sold</c>, <c>call back later</c>.</summary>
    public string? Disposition { get; init; }

    /// <summary>The agent's note on it.</summary>
    public string? Note { get; init; }

    /// <summary>Until when it is not offered to any agent in cooldown.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>
    /// Its position in line, from 1, among those that compete for the same agents. Enqueuing and getting a contact tell it.
    /// </summary>
    public int? Position { get; init; }

    /// <summary>Whether it waits, and no available or not ready agent has its skills.</summary>
    public bool Unservable { get; init; }

    /// <summary>The estimate of its wait. Getting a waiting contact tells it, if there were recent answers.</summary>
    public EstimatedWait? EstimatedWait { get; init; }
}

/// <summary>An offer in its contact's document.</summary>
/// <param name="Id">The offer.</param>
/// <param name="Agent">The agent it was made to.</param>
/// <param name="State">The state.</param>
/// <param name="At">When it was made.</param>
/// <param name="Due">When it times out, or would have.</param>
/// <param name="EndedAt">When it ended, if it has.</param>
public sealed record Offer(
    string Id, string Agent, OfferState State, DateTimeOffset At, DateTimeOffset Due, DateTimeOffset? EndedAt = null) : ApiObject
{
    /// <summary>The agent's capacity that the contact takes while the offer is active.</summary>
    public int Cost { get; init; }

    /// <summary>Whether a supervisor assigned the contact.</summary>
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
public sealed record Callback(
    string Number, DateTimeOffset Expires, int Attempts = 0, DateTimeOffset? NotBefore = null) : ApiObject;

/// <summary>The release of a connected contact whose agent is offline.</summary>
/// <param name="Due">When it happens, if the agent is not back by then.</param>
/// <param name="Do">The action: requeue or close.</param>
public sealed record Release(DateTimeOffset Due, AgentGoneAction Do) : ApiObject;

/// <summary>The parking of a contact.</summary>
/// <param name="Agent">The agent that parked it, its owner.</param>
/// <param name="Since">When it was parked.</param>
/// <param name="Until">When it comes back by itself, if it does.</param>
/// <param name="Reason">The agent's reason, if given.</param>
public sealed record ParkedContact(string Agent, DateTimeOffset Since, DateTimeOffset? Until, string? Reason) : ApiObject;

/// <summary>A cooldown: the contact is not offered to an agent for a while, unless no other agent could serve it.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Until">The end of the cooldown.</param>
public sealed record Cooldown(string Agent, DateTimeOffset Until) : ApiObject
{
    /// <summary>
    /// Until when it holds whoever else could serve the contact, if the agent sent the contact to another one.
    /// </summary>
    public DateTimeOffset? FirmUntil { get; init; }
}

/// <summary>The estimate of a contact's remaining wait.</summary>
/// <param name="P50">Half of such contacts wait no longer.</param>
/// <param name="P90">Nine tenths of such contacts wait no longer.</param>
/// <param name="By">The source of the sample: <c>line</c> (contacts with the same needs) or <c>queue</c>.</param>
/// <param name="Answers">The number of intervals between answers in the sample.</param>
public sealed record EstimatedWait(TimeSpan P50, TimeSpan P90, string By, int Answers) : ApiObject;

/// <summary>A page of contacts, in the order of their arrival.</summary>
public sealed record ContactPage : Answer
{
    /// <summary>The contacts, without position and estimated wait. A page may be empty and have a next one.</summary>
    public IReadOnlyList<Contact> Contacts { get => field ?? []; init; }

    /// <summary>The <see cref="ContactSearch.After"/> of the next page. Null on the last page.</summary>
    public long? Next { get; init; }
}
