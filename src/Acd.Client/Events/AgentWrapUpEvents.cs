namespace Acd.Client;

/// <summary>An agent's wrap-up of a contact that it passed on began.</summary>
public sealed record AgentWrapUpStarted : CenterEvent
{
    /// <summary>The contact that the agent passed on.</summary>
    public required string Contact { get; init; }

    /// <summary>The offer by which the agent had it.</summary>
    public required string Offer { get; init; }

    /// <summary>The queue that it was in.</summary>
    public required string Queue { get; init; }

    /// <summary>The gate by which it had entered that queue, if any.</summary>
    public string? Gate { get; init; }

    /// <summary>Its channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The agent's capacity that stays taken.</summary>
    public required int Cost { get; init; }

    /// <summary>When the wrap-up ends by itself.</summary>
    public required DateTimeOffset Due { get; init; }
}

/// <summary>An agent's wrap-up of a contact that it passed on ended.</summary>
public sealed record AgentWrapUpEnded : CenterEvent
{
    /// <summary>The contact that the agent passed on.</summary>
    public required string Contact { get; init; }

    /// <summary>The offer by which the agent had it.</summary>
    public required string Offer { get; init; }

    /// <summary>The queue that it was in.</summary>
    public required string Queue { get; init; }

    /// <summary>The gate by which it had entered that queue, if any.</summary>
    public string? Gate { get; init; }

    /// <summary>The length of the wrap-up.</summary>
    public required TimeSpan WrapUp { get; init; }
}
