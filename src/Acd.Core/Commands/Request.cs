namespace Acd.Core;

/// <summary>A request to the center. Requests are immutable.</summary>
public abstract record Request;

/// <summary>A request that may change the center. Repeated with the same ids it changes nothing more.</summary>
public abstract record Command : Request
{
    /// <summary>
    /// The condition on the queue, gate, agent or options that the command puts or removes. Null for none; no other command may
    /// have one.
    /// </summary>
    public Precondition? If { get; init; }

    /// <summary>The key by which the command may be repeated. Null for none.</summary>
    public RequestKey? Key { get; init; }

    /// <summary>Who gives the command, if it is to be written down. The engine does not read it.</summary>
    public AuditNote? Audit { get; init; }
}

/// <summary>A request that changes nothing. Its reply shows only stored state.</summary>
public abstract record Query : Request;
