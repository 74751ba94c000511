using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>An agent as the events tell it.</summary>
internal sealed class MirrorAgent(AgentId id, long sequence, AgentProfile profile)
{
    public AgentId Id { get; } = id;

    public long Sequence { get; } = sequence;

    public AgentProfile Profile { get; set; } = profile;

    public Presence Presence { get; set; } = Presence.Offline;

    public string? Reason { get; set; }

    /// <summary>Its place among the idle, made of the events by the rules; the longest idle has the least.</summary>
    public long IdleOrder { get; set; }

    /// <summary>The contacts it has, with the offers by which it has them.</summary>
    public List<(MirrorContact Contact, MirrorOffer Offer)> Has { get; } = [];

    public int Taken => Has.Sum(one => one.Offer.Cost);
}
