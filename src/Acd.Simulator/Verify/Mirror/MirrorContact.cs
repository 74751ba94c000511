using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>A contact as the events tell it.</summary>
internal sealed class MirrorContact(ContactQueued queued)
{
    public ContactId Id { get; } = queued.Contact;

    public long Sequence { get; } = queued.Sequence;

    public ChannelId Channel { get; } = queued.Channel;

    public Timestamp EnteredAt { get; } = queued.At;

    public QueueId Queue { get; set; } = queued.Queue;

    public IReadOnlyList<Requirement> Requirements { get; set; } = queued.Requirements;

    public int Priority { get; set; } = queued.Priority;

    public Timestamp Rank { get; set; } = queued.Rank;

    public ContactState State { get; set; } = ContactState.Queued;

    /// <summary>The number of its last event within the contact.</summary>
    public int Events { get; set; } = queued.ContactSequence;

    /// <summary>Offers that are pending, or the one by which it is connected or in wrap-up.</summary>
    public List<MirrorOffer> Offers { get; } = [];

    /// <summary>Who serves it.</summary>
    public AgentId? Agent { get; set; }

    /// <summary>
    /// Agents to whom it is not offered for a while. Events do not tell when a cooldown is removed: after each commit these are
    /// the document's.
    /// </summary>
    public List<Cooldown> Cooldowns { get; set; } = [];

    public bool ToldUnservable { get; set; }

    /// <summary>Its place in line: the lower goes first.</summary>
    public (long Rank, long Sequence) Key => (Rank.Milliseconds, Sequence);
}

/// <summary>An offer as the events tell it.</summary>
/// <param name="Id">The offer.</param>
/// <param name="Agent">Whom it is held out to.</param>
/// <param name="Cost">What it takes of the agent's capacity.</param>
/// <param name="Accepted">Whether the agent has taken it.</param>
internal sealed record MirrorOffer(OfferId Id, AgentId Agent, int Cost, bool Accepted = false);
