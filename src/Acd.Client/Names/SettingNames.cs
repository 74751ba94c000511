using System.Text.Json.Serialization;

namespace Acd.Client;

/// <summary>An agent's presence.</summary>
/// <param name="Value">The name as it is in JSON.</param>
[JsonConverter(typeof(WireNameConverter<Presence>))]
public readonly record struct Presence(string Value) : IWireName<Presence>
{
    /// <summary>Logged out.</summary>
    public static Presence Offline => new("offline");

    /// <summary>Ready for contacts while capacity is free.</summary>
    public static Presence Available => new("available");

    /// <summary>Logged in without offers, for a reason.</summary>
    public static Presence NotReady => new("notReady");

    /// <summary>Logged in without new offers. It goes offline after its last contact.</summary>
    public static Presence Draining => new("draining");

    /// <inheritdoc/>
    public static Presence Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>How a queue chooses one of the ready agents. The longest idle wins a tie.</summary>
/// <param name="Value">The name as it is in JSON.</param>
[JsonConverter(typeof(WireNameConverter<Strategy>))]
public readonly record struct Strategy(string Value) : IWireName<Strategy>
{
    /// <summary>The longest available agent (LAA).</summary>
    public static Strategy LongestIdle => new("longestIdle");

    /// <summary>The agent with the least of its capacity taken.</summary>
    public static Strategy LeastLoaded => new("leastLoaded");

    /// <summary>The agent with the fewest accepted contacts today, in the center's time zone.</summary>
    public static Strategy FewestContacts => new("fewestContacts");

    /// <summary>The agent with the greatest sum of levels in the required skills.</summary>
    public static Strategy MostSkilled => new("mostSkilled");

    /// <summary>The agent whose last offer is the longest ago.</summary>
    public static Strategy RoundRobin => new("roundRobin");

    /// <inheritdoc/>
    public static Strategy Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The start of an agent's idle time.</summary>
/// <param name="Value">The name as it is in JSON.</param>
[JsonConverter(typeof(WireNameConverter<IdleBasis>))]
public readonly record struct IdleBasis(string Value) : IWireName<IdleBasis>
{
    /// <summary>
    /// When it became available or its last contact ended, whichever was later. A break costs the agent its place.
    /// </summary>
    public static IdleBasis Available => new("available");

    /// <summary>When its last contact ended or it logged in. A break does not cost the agent its place.</summary>
    public static IdleBasis ContactEnded => new("contactEnded");

    /// <inheritdoc/>
    public static IdleBasis Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>How a contact's figures are assigned to intervals.</summary>
/// <param name="Value">The name as it is in JSON.</param>
[JsonConverter(typeof(WireNameConverter<StatsBasis>))]
public readonly record struct StatsBasis(string Value) : IWireName<StatsBasis>
{
    /// <summary>By the time of the event.</summary>
    public static StatsBasis Outcome => new("outcome");

    /// <summary>By the time when the contact entered the line that the event is about.</summary>
    public static StatsBasis Arrival => new("arrival");

    /// <inheritdoc/>
    public static StatsBasis Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The action on a connected contact whose agent is gone.</summary>
/// <param name="Value">The name as it is in JSON.</param>
[JsonConverter(typeof(WireNameConverter<AgentGoneAction>))]
public readonly record struct AgentGoneAction(string Value) : IWireName<AgentGoneAction>
{
    /// <summary>It stays connected to the agent.</summary>
    public static AgentGoneAction Keep => new("keep");

    /// <summary>It goes back in line at its rank, and prefers that agent.</summary>
    public static AgentGoneAction Requeue => new("requeue");

    /// <summary>It closes as completed.</summary>
    public static AgentGoneAction Close => new("close");

    /// <inheritdoc/>
    public static AgentGoneAction Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
