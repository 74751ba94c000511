namespace Acd.Core;

/// <summary>
/// An agent's wrap-up of a contact that it passed on started. The contact is elsewhere by then, so it is an event of the agent.
/// </summary>
public sealed record AgentWrapUpStarted : CenterEvent
{
    /// <summary>The contact that the agent passed on.</summary>
    public required ContactId Contact { get; init; }

    /// <summary>The offer by which the agent had it.</summary>
    public required OfferId Offer { get; init; }

    /// <summary>The queue that it was in.</summary>
    public required QueueId Queue { get; init; }

    /// <summary>The gate by which it had entered that queue, if any.</summary>
    public GateId? Gate { get; init; }

    /// <summary>Its channel.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>The agent's capacity that stays taken.</summary>
    public required int Cost { get; init; }

    /// <summary>When the wrap-up ends automatically.</summary>
    public required Timestamp Due { get; init; }
}

/// <summary>An agent's wrap-up of a contact that it passed on ended.</summary>
public sealed record AgentWrapUpEnded : CenterEvent
{
    /// <summary>The contact that the agent passed on.</summary>
    public required ContactId Contact { get; init; }

    /// <summary>The offer by which the agent had it.</summary>
    public required OfferId Offer { get; init; }

    /// <summary>The queue that it was in.</summary>
    public required QueueId Queue { get; init; }

    /// <summary>The gate by which it had entered that queue, if any.</summary>
    public GateId? Gate { get; init; }

    /// <summary>The length of the wrap-up.</summary>
    public required TimeSpan WrapUp { get; init; }
}
