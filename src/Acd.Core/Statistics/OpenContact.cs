using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>What the boards know of a contact that is not closed, from its events alone.</summary>
internal sealed class OpenContact(ContactId id, long sequence, ChannelId channel)
{
    public ContactId Id { get; } = id;

    /// <summary>The number of the event that made it.</summary>
    public long Sequence { get; } = sequence;

    public ChannelId Channel { get; } = channel;

    public required QueueId Queue { get; set; }

    public GateId? Gate { get; set; }

    public required IReadOnlyList<Requirement> Requirements { get; set; }

    public required Timestamp Rank { get; set; }

    public ContactState State { get; set; }

    /// <summary>When its present stay in a line began: by this its figures are booked by arrival.</summary>
    public Timestamp StayBegan { get; set; }

    /// <summary>Since when the customer waits.</summary>
    public Timestamp WaitingSince { get; set; }

    public bool IsCallback { get; set; }

    /// <summary>The agent that serves it.</summary>
    public AgentStatistics? Agent { get; set; }

    /// <summary>Its pending offers.</summary>
    public List<(OfferId Offer, AgentStatistics Agent)> Offers { get; } = new(1);

    /// <summary>The wait that it was told when it entered, if it was.</summary>
    public WaitEstimate? ToldEstimate { get; set; }

    /// <summary>The paces of its line and its queue, while its place in them counts.</summary>
    public ThroughputEstimator? LineEstimator { get; set; }

    public ThroughputEstimator? QueueEstimator { get; set; }

    /// <summary>The boards on which it stands.</summary>
    public ContactStatistics[] Statistics { get; set; } = [];

    /// <summary>Its place among the open contacts of its gate.</summary>
    public LinkedListNode<OpenContact>? Node { get; set; }

    /// <summary>Whether it stands among what is to be written.</summary>
    public bool IsDirty { get; set; }

    /// <summary>Whether the store has a document of it.</summary>
    public bool IsStored { get; set; }

    public HeapKey Key => new(Rank.Milliseconds, Sequence);

    public bool IsWaiting => State <= ContactState.Offered;

    /// <summary>An offer has ended; false where it was not pending.</summary>
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
