using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>An open contact as the statistics see it, from its events alone.</summary>
internal sealed class OpenContact(ContactId id, long sequence, ChannelId channel)
{
    public ContactId Id { get; } = id;

    /// <summary>The sequence number of its first event.</summary>
    public long Sequence { get; } = sequence;

    public ChannelId Channel { get; } = channel;

    public required QueueId Queue { get; set; }

    public GateId? Gate { get; set; }

    public required IReadOnlyList<Requirement> Requirements { get; set; }

    public required Timestamp Rank { get; set; }

    public ContactState State { get; set; }

    /// <summary>When its current stay in a line began. It determines the arrival slot.</summary>
    public Timestamp StayBegan { get; set; }

    /// <summary>When the customer began to wait.</summary>
    public Timestamp WaitingSince { get; set; }

    public bool IsCallback { get; set; }

    /// <summary>Whether it is parked: queued, and in no line.</summary>
    public bool IsParked { get; set; }

    /// <summary>The agent that serves it.</summary>
    public AgentStatistics? Agent { get; set; }

    /// <summary>Its pending offers.</summary>
    public List<(OfferId Offer, AgentStatistics Agent)> Offers { get; } = new(1);

    /// <summary>Its pending offer that is a hand-over, if there is one. The contact stays connected meanwhile.</summary>
    public OfferId? Handover { get; set; }

    /// <summary>The wait that was estimated at its entry, if any.</summary>
    public WaitEstimate? ToldEstimate { get; set; }

    /// <summary>The estimators of its line and its queue, while it has a place in them.</summary>
    public ThroughputEstimator? LineEstimator { get; set; }

    public ThroughputEstimator? QueueEstimator { get; set; }

    /// <summary>The statistics that count it.</summary>
    public ContactStatistics[] Statistics { get; set; } = [];

    /// <summary>Its node in the list of its gate's open contacts.</summary>
    public LinkedListNode<OpenContact>? Node { get; set; }

    /// <summary>Whether its document must be written.</summary>
    public bool IsDirty { get; set; }

    /// <summary>Whether the store has its document.</summary>
    public bool IsStored { get; set; }

    public HeapKey Key => new(Rank.Milliseconds, Sequence);

    public bool IsWaiting => State <= ContactState.Offered;

    /// <summary>Removes an ended offer. False if it was not pending.</summary>
    public bool RemoveOffer(OfferId offer)
    {
        for (var index = 0; index < Offers.Count; index++)
        {
            if (Offers[index].Offer != offer) continue;
            Offers.RemoveAt(index);
            return true;
        }

        return false;
    }
}
