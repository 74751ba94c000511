using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// The center as its events tell it: a board that is made of the stream alone, by the rules of <c>docs/rules.md</c>. It believes
/// what it is told; whether that can be is the checkers' to say. What events do not tell (a contact's own plan, for how long it
/// is kept for an agent, that a cooldown is over) it takes from the documents of a commit, where it is given them.
/// </summary>
/// <param name="settings">The settings at the beginning of the stream.</param>
internal sealed partial class ProjectedState(CenterSettings settings)
{
    private const long IdleUnits = 4096;

    private long _lastOrder;

    public CenterSettings Settings { get; private set; } = settings;

    public Dictionary<ContactId, ProjectedContact> Contacts { get; } = [];

    public Dictionary<AgentId, ProjectedAgent> Agents { get; } = [];

    /// <summary>Why and when contacts closed, as long as a store has to remember it.</summary>
    public Dictionary<ContactId, ClosedContact> Closed { get; } = [];

    /// <summary>The places of callers who hung up, and may come back to them.</summary>
    public ProjectedAbandonedPlaces AbandonedPlaces { get; } = new();

    /// <summary>Offers that were ever made, by contact and age.</summary>
    public List<(OfferId Offer, ContactId Contact, AgentId Agent)> OffersMade { get; } = [];

    /// <summary>The number of the last event.</summary>
    public long LastSequence { get; private set; }

    /// <summary>How far the engine's time has come for certain.</summary>
    public ProjectedTime Time { get; } = new();

    /// <summary>The contacts that wait, by rank.</summary>
    public IEnumerable<ProjectedContact> Waiting =>
        Contacts.Values.Where(contact => contact.State == ContactState.Queued).OrderBy(contact => contact.Key);

    /// <summary>The counts that a board shows.</summary>
    public CenterCounts Counts => new(
        CountIn(ContactState.Queued), CountIn(ContactState.Offered), CountIn(ContactState.Connected), CountIn(ContactState.WrapUp),
        CountWith(Presence.Offline), CountWith(Presence.Available), CountWith(Presence.NotReady), CountWith(Presence.Draining));

    public QueueSettings QueueOf(ProjectedContact contact) => QueueOf(contact.Queue);

    public QueueSettings QueueOf(QueueId id) =>
        Settings.Queues.FirstOrDefault(queue => queue.Id == id) ?? new QueueSettings(id);

    public GateSettings? FindGate(GateId? id) => id is null ? null : Settings.Gates.FirstOrDefault(gate => gate.Id == id);

    /// <summary>What a contact of a channel takes of an agent, and how many of them it may have.</summary>
    public ChannelCost CostOf(ProjectedAgent agent, ChannelId channel) =>
        agent.Profile.Channels.FirstOrDefault(own => own.Channel == channel)
        ?? Settings.Channels.FirstOrDefault(cost => cost.Channel == channel)
        ?? new ChannelCost(channel, 1);

    /// <summary>Follows an event.</summary>
    public void Apply(CenterEvent happened)
    {
        LastSequence = happened.Sequence;
        Time.Reach(happened.At);
        switch (happened)
        {
            case ContactEvent about:
                Apply(about);
                break;
            case AgentPresenceChanged presence:
                Apply(presence);
                break;
            case AgentChanged { Agent: { } id } changed:
                Apply(id, changed);
                break;
            case SettingsChanged changed:
                Settings = changed.Settings;
                break;
        }
    }

    private int CountIn(ContactState state) => Contacts.Values.Count(contact => contact.State == state);

    private int CountWith(Presence presence) => Agents.Values.Count(agent => agent.Presence == presence);
}
