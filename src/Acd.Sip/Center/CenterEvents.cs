using System.Text.Json;

namespace Acd.Sip;

/// <summary>What happened in the center.</summary>
public abstract record CenterEvent;

/// <summary>The stream is open: what happens from now on comes.</summary>
public sealed record StreamOpened : CenterEvent;

/// <summary>Events are missing.</summary>
public sealed record StreamReset : CenterEvent;

/// <summary>An event about a contact.</summary>
/// <param name="Type">Its type: <c>contactOffered</c>.</param>
/// <param name="Contact">The contact.</param>
/// <param name="Number">The event's number within the contact.</param>
public sealed record ContactHappened(string Type, string Contact, int Number) : CenterEvent
{
    /// <summary>The agent, where the event has one.</summary>
    public string? Agent { get; init; }

    /// <summary>The offer, where the event has one.</summary>
    public string? Offer { get; init; }

    /// <summary>How long the offer rings before it times out.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Where the agent's telephone is.</summary>
    public string? Address { get; init; }

    /// <summary>The number to call, if the contact is a callback.</summary>
    public string? Callback { get; init; }

    /// <summary>Why the contact closed.</summary>
    public string? Reason { get; init; }

    /// <summary>The agent that hands the contact over by this offer, if it is a hand-over.</summary>
    public string? From { get; init; }
}

/// <summary>An agent's profile or presence changed.</summary>
/// <param name="Agent">The agent.</param>
public sealed record AgentHappened(string Agent) : CenterEvent
{
    /// <summary>Whether <see cref="Address"/> is news.</summary>
    public bool HasProfile { get; init; }

    /// <summary>The address, where the profile changed and has one.</summary>
    public string? Address { get; init; }

    /// <summary>The presence, where it changed.</summary>
    public string? Presence { get; init; }

    /// <summary>The presence's reason.</summary>
    public string? Reason { get; init; }
}

/// <summary>An agent.</summary>
public sealed record AgentView(string Id, string? Address, string Presence, string? Reason);

/// <summary>A contact, as far as the connector needs it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State"><c>queued</c>, <c>offered</c>, <c>connected</c>, <c>wrapUp</c> or <c>closed</c>.</param>
public sealed record ContactView(string Id, string State)
{
    /// <summary>The number of its events.</summary>
    public int Events { get; init; }

    /// <summary>Why it is closed.</summary>
    public string? Reason { get; init; }

    /// <summary>Its position in line.</summary>
    public int? Position { get; init; }

    /// <summary>The time that it may still wait.</summary>
    public TimeSpan? EstimatedWait { get; init; }

    /// <summary>Whether it is a callback, whose caller is not on the line.</summary>
    public bool IsCallback { get; init; }

    /// <summary>Its pending offers, or the one by which it is connected.</summary>
    public IReadOnlyList<OfferView> Offers { get; init; } = [];
}

/// <summary>An offer that is pending or accepted.</summary>
public sealed record OfferView(string Id, string Agent, bool IsAccepted, TimeSpan? Timeout);

/// <summary>Reads the center's JSON.</summary>
internal static class CenterJson
{
    public static ContactView ReadContact(JsonElement json)
    {
        var state = Text(json, "state") ?? "";
        return new ContactView(Text(json, "id") ?? "", state)
        {
            Events = json.TryGetProperty("events", out var events) ? events.GetInt32() : 0,
            Reason = Text(json, "reason"),
            Position = json.TryGetProperty("position", out var position) ? position.GetInt32() : null,
            EstimatedWait = ReadEstimate(json),
            IsCallback = json.TryGetProperty("callback", out var callback) && callback.ValueKind == JsonValueKind.Object,
            Offers = json.TryGetProperty("offers", out var offers) && offers.ValueKind == JsonValueKind.Array
                ? [.. offers.EnumerateArray().Where(offer => IsLive(offer, state)).Select(ReadOffer)]
                : [],
        };
    }

    public static AgentView ReadAgent(JsonElement json) => new(
        Text(json, "id") ?? "",
        json.TryGetProperty("profile", out var profile) ? Text(profile, "address") : null,
        Text(json, "presence") ?? "",
        Text(json, "reason"));

    /// <summary>The event, or null where it concerns neither a contact nor an agent.</summary>
    public static CenterEvent? ReadEvent(JsonElement json)
    {
        var type = Text(json, "type") ?? "";
        if (Text(json, "contact") is { } contact)
        {
            return new ContactHappened(type, contact, json.GetProperty("contactSequence").GetInt32())
            {
                Agent = Text(json, "agent"),
                Offer = Text(json, "offer"),
                Timeout = ReadTimeout(json),
                Address = Text(json, "address"),
                Callback = Text(json, "callback"),
                Reason = Text(json, "reason"),
                From = Text(json, "from"),
            };
        }

        if (Text(json, "agent") is not { } agent) return null;
        var hasProfile = json.TryGetProperty("profile", out var profile);
        return new AgentHappened(agent)
        {
            HasProfile = hasProfile,
            Address = hasProfile ? Text(profile, "address") : null,
            Presence = Text(json, "presence"),
            Reason = Text(json, "reason"),
        };
    }

    public static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsLive(JsonElement offer, string state) => Text(offer, "state") switch
    {
        "pending" => true,
        // One that was left by a transfer or a hand-over stays accepted, and tells how it ended.
        "accepted" => state is "connected" or "wrapUp" && !offer.TryGetProperty("end", out _),
        _ => false,
    };

    private static OfferView ReadOffer(JsonElement offer) => new(
        Text(offer, "id") ?? "",
        Text(offer, "agent") ?? "",
        Text(offer, "state") == "accepted",
        ReadTimeout(offer));

    // Both times are the center's, so that the clock of this machine does not matter.
    private static TimeSpan? ReadTimeout(JsonElement json) =>
        json.TryGetProperty("due", out var due) && json.TryGetProperty("at", out var at)
            ? due.GetDateTimeOffset() - at.GetDateTimeOffset()
            : null;

    private static TimeSpan? ReadEstimate(JsonElement json) =>
        json.TryGetProperty("estimatedWait", out var estimate) && estimate.ValueKind == JsonValueKind.Object
        && estimate.TryGetProperty("p50", out var half) && half.ValueKind == JsonValueKind.Number
            ? TimeSpan.FromSeconds(half.GetDouble())
            : null;
}
