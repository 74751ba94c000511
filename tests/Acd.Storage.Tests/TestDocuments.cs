using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;

namespace Acd.Storage.Tests;

/// <summary>Documents and batches for tests. Times are seconds after a fixed moment.</summary>
internal static class TestDocuments
{
    public static readonly Timestamp Start = new(1_760_000_000_000);

    public static Timestamp At(double seconds) => Start + TimeSpan.FromSeconds(seconds);

    /// <summary>A batch; everything else is unchanged.</summary>
    public static Changes CreateChanges(
        ContactDocument[]? contacts = null, AgentDocument[]? agents = null, CenterEvent[]? events = null,
        string[]? removed = null, string[]? forgotten = null, AvailabilityChange[]? availability = null,
        CenterSettings? settings = null, NamedDocument[]? named = null) => new()
        {
            Contacts = contacts ?? [],
            Agents = agents ?? [],
            Events = events ?? [],
            RemovedAgents = [.. (removed ?? []).Select(AgentId.Of)],
            ForgottenContacts = [.. (forgotten ?? []).Select(ContactId.Of)],
            Availability = availability ?? [],
            Settings = settings,
            Named = named ?? [],
        };

    public static ContactDocument Contact(string id, long sequence, ContactState state = ContactState.Queued) => new()
    {
        Id = new(id),
        State = state,
        Queue = QueueId.Default,
        Channel = ChannelId.Voice,
        Requirements = [new(new("en")), new(new("billing"), 3)],
        Priority = 2,
        EnteredAt = At(sequence),
        Rank = At(sequence - 120),
        Sequence = sequence,
        Events = 1,
        WaitingSince = At(sequence),
        Attributes = $$"""{"customer":{{sequence}}}""",
        Offers = state == ContactState.Queued
            ? []
            : [new(new("o" + (sequence + 1)), new("ada"), OfferState.Pending, At(2), At(22))],
    };

    public static ContactDocument Closed(string id, long sequence, double at, CloseReason reason = CloseReason.Completed) =>
        Contact(id, sequence, ContactState.Closed) with { ClosedAt = At(at), Reason = reason, Held = TimeSpan.FromSeconds(1.5) };

    public static AgentDocument Agent(string id, long sequence, Presence presence = Presence.Available) => new()
    {
        Id = new(id),
        Sequence = sequence,
        Profile = new AgentProfile { Name = id, Skills = [new(new("en")), new(new("billing"), 7)] },
        Presence = presence,
        PresenceSince = At(sequence),
        IdleOrder = (Start.Milliseconds * 4096) + sequence,
    };

    /// <summary>Events in a range of numbers.</summary>
    public static CenterEvent[] Events(long first, long last) =>
        [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => Event(first + i))];

    public static CenterEvent Event(long sequence) => new AgentPresenceChanged
    {
        Sequence = sequence,
        At = At(sequence),
        Agent = new("ada"),
        Presence = Presence.NotReady,
        Reason = "lunch " + sequence,
    };

    public static AvailabilityChange Enters(string agent, long idleOrder, params string[] skills) =>
        new(new(agent), [], [.. skills.Select(SkillId.Of)], idleOrder);

    public static AvailabilityChange Leaves(string agent, params string[] skills) =>
        new(new(agent), [.. skills.Select(SkillId.Of)], [], null);

    public static string Json(ContactDocument? contact) =>
        JsonSerializer.Serialize(contact!, CenterJson.Default.ContactDocument);

    public static string Json(AgentDocument agent) => JsonSerializer.Serialize(agent, CenterJson.Default.AgentDocument);

    public static string Json(CenterEvent @event) => JsonSerializer.Serialize(@event, CenterJson.Default.CenterEvent);

    public static string Json(CenterSettings? settings) =>
        JsonSerializer.Serialize(settings!, CenterJson.Default.CenterSettings);

    public static void SameContacts(IEnumerable<ContactDocument> expected, CenterDocuments documents) => Assert.Equal(
        expected.OrderBy(contact => contact.Sequence).Select(Json),
        documents.Contacts.OrderBy(contact => contact.Sequence).Select(Json));

    public static void SameAgents(IEnumerable<AgentDocument> expected, CenterDocuments documents) => Assert.Equal(
        expected.OrderBy(agent => agent.Sequence).Select(Json),
        documents.Agents.OrderBy(agent => agent.Sequence).Select(Json));

    /// <summary>The error of a call that says that the store has lost data.</summary>
    public static async Task<StoreUnavailableException> LosesAsync(Func<Task> call)
    {
        var lost = await Assert.ThrowsAsync<StoreUnavailableException>(call);
        Assert.True(lost.HasLostData, lost.Message);
        return lost;
    }
}
