using System.Text.Json;

namespace Acd.Client;

/// <summary>A contact to put in line.</summary>
public sealed record NewContact : ApiObject
{
    /// <summary>The id, 1 to 64 characters. Null for a new one.</summary>
    public string? Id { get; init; }

    /// <summary>The queue. Null for the gate's, or <c>default</c>. Not together with a gate.</summary>
    public string? Queue { get; init; }

    /// <summary>The gate by which it enters. It adds skills, a priority, a whisper and attributes.</summary>
    public string? Gate { get; init; }

    /// <summary>The channel. Null for <c>voice</c>.</summary>
    public string? Channel { get; init; }

    /// <summary>The skills that an agent must have, at most 32.</summary>
    public IReadOnlyList<SkillLevel>? Skills { get; init; }

    /// <summary>The priority, 0 to 9, higher first. Null for the gate's, or 0.</summary>
    public int? Priority { get; init; }

    /// <summary>The agent that it is reserved for at first.</summary>
    public string? PreferredAgent { get; init; }

    /// <summary>How long it is reserved for that agent, 0 to 600 s. Null for what its queue says.</summary>
    public TimeSpan? PreferredFor { get; init; }

    /// <summary>The steps that change it while it waits. Null for the queue's plan; an empty list is no plan.</summary>
    public IReadOnlyList<PlanStep>? Plan { get; init; }

    /// <summary>The caller's number.</summary>
    public string? CallerId { get; init; }

    /// <summary>An object of the application, at most 4,096 bytes.</summary>
    public JsonElement? Attributes { get; init; }

    /// <summary>The agent that it is offered to at once, past the line.</summary>
    public string? AssignTo { get; init; }

    /// <summary>Whether it is connected to that agent already, because their telephones talk.</summary>
    public bool? Connected { get; init; }
}

/// <summary>A search for contacts: each member that is not null narrows it.</summary>
public sealed record ContactSearch : ApiObject
{
    /// <summary>Contacts in this state. Null for every state but closed.</summary>
    public ContactState? State { get; init; }

    /// <summary>Contacts in this queue.</summary>
    public string? Queue { get; init; }

    /// <summary>Contacts that require this skill.</summary>
    public string? Skill { get; init; }

    /// <summary>Contacts that entered by this gate.</summary>
    public string? Gate { get; init; }

    /// <summary>Contacts on this channel.</summary>
    public string? Channel { get; init; }

    /// <summary>Contacts that this agent serves, or served last.</summary>
    public string? Agent { get; init; }

    /// <summary>Contacts of this caller.</summary>
    public string? CallerId { get; init; }

    /// <summary>True for callbacks only, false for none.</summary>
    public bool? Callback { get; init; }

    /// <summary>Contacts that closed for this reason.</summary>
    public CloseReason? Reason { get; init; }

    /// <summary>Contacts that entered at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Contacts that entered before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Contacts with these values in their attributes, at most 8.</summary>
    public JsonElement? Attributes { get; init; }

    /// <summary><see cref="ContactPage.Next"/> of the page before. Null for the first page.</summary>
    public long? After { get; init; }

    /// <summary>The most contacts of a page, 1 to 1,000. Null for 100.</summary>
    public int? Limit { get; init; }
}

/// <summary>A change of a waiting contact.</summary>
public sealed record ContactPatch : ApiObject
{
    /// <summary>The attributes to change. A member that is null in it is removed.</summary>
    public JsonElement? Attributes { get; init; }

    /// <summary>The skills that replace those it asked for. Null to leave them.</summary>
    public IReadOnlyList<SkillLevel>? Skills { get; init; }
}

/// <summary>The target of a transfer.</summary>
public sealed record Transfer : ApiObject
{
    /// <summary>The skills that replace those it asked for. Null to leave them.</summary>
    public IReadOnlyList<SkillLevel>? Skills { get; init; }

    /// <summary>The queue that it moves to. Not together with a gate.</summary>
    public string? Queue { get; init; }

    /// <summary>The gate by which it moves.</summary>
    public string? Gate { get; init; }

    /// <summary>The agent that it is reserved for at first.</summary>
    public string? Agent { get; init; }

    /// <summary>How long it is reserved for that agent, 0 to 600 s. Null for what its queue says.</summary>
    public TimeSpan? PreferredFor { get; init; }

    /// <summary>Whether it loses its place in line.</summary>
    public bool? NewPlace { get; init; }

    /// <summary>The offer of the connection that is meant. Null for the present one.</summary>
    public string? Offer { get; init; }
}

/// <summary>Where a closed contact is queued again.</summary>
public sealed record Reopening : ApiObject
{
    /// <summary>The queue. Null for its last one. Not together with a gate.</summary>
    public string? Queue { get; init; }

    /// <summary>The gate. Null for its last one.</summary>
    public string? Gate { get; init; }

    /// <summary>How long it is reserved for its last agent, 0 to 600 s. Null for what its queue says.</summary>
    public TimeSpan? PreferredFor { get; init; }
}

/// <summary>How long a contact is parked, and why.</summary>
public sealed record Parking : ApiObject
{
    /// <summary>When it comes back by itself, at most 30 days from now. Null for never.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The reason, at most 64 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>The offer of the connection that is meant. Null for the present one.</summary>
    public string? Offer { get; init; }
}

internal sealed record ConnectionBody(string? Offer);

internal sealed record PickBody(string Contact);

internal sealed record AbandonBody(CloseReason? Reason);

internal sealed record PriorityBody(int Priority);

internal sealed record CallbackBody(string? Number);

internal sealed record AssignBody(string Agent, bool? OnlyWaiting = null);

internal sealed record HandoverBody(string Agent, string? Offer);

internal sealed record HangUpBody(Party? By, string? Offer);

internal sealed record WrapUpBody(TimeSpan Seconds, string? Offer);

internal sealed record DeclineBody(string? Cause);
