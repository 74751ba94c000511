namespace Acd.Sip;

/// <summary>What happened at the switch.</summary>
public abstract record SwitchEvent;

/// <summary>What happened to a call.</summary>
/// <param name="Call">The call's id at the switch: the Call-ID of SIP.</param>
public abstract record CallEvent(string Call) : SwitchEvent;

/// <summary>Where a call is, as the switch has it.</summary>
public enum CallState
{
    /// <summary>The caller waits, and no telephone rings.</summary>
    Suspended,

    /// <summary>Telephones ring.</summary>
    Dialing,

    /// <summary>Telephones were told to stop ringing, and have not all done so.</summary>
    Cancelling,

    /// <summary>An agent's telephone has answered.</summary>
    Connected,

    /// <summary>The call is over.</summary>
    Ended,
}

/// <summary>A call came in, or is in the list of calls.</summary>
public sealed record CallFound(string Call) : CallEvent(Call)
{
    /// <summary>The state at the switch; a new call is <see cref="CallState.Suspended"/>.</summary>
    public CallState State { get; init; }

    /// <summary>The gate of the number that was dialed.</summary>
    public required string Gate { get; init; }

    /// <summary>The number that was dialed.</summary>
    public string? Number { get; init; }

    /// <summary>The caller's number.</summary>
    public string? Caller { get; init; }

    /// <summary>The caller's name, if the switch knows it.</summary>
    public string? Name { get; init; }

    /// <summary>The contact that this call continues, where the caller was moved.</summary>
    public string? Contact { get; init; }

    /// <summary>The telephones that ring, or the one that answered.</summary>
    public IReadOnlyList<Phone> Phones { get; init; } = [];

    /// <summary>Who ended it, if it is over.</summary>
    public CallParty EndedBy { get; init; }
}

/// <summary>The list of calls is complete.</summary>
public sealed record CallsListed : SwitchEvent;

/// <summary>A telephone did not take the call, while others may still ring.</summary>
/// <param name="Call">The call.</param>
/// <param name="Offer">The offer for which it rang.</param>
/// <param name="Code">The code of SIP: 486 busy, 480 not registered.</param>
public sealed record PhoneRefused(string Call, string Offer, int Code) : CallEvent(Call);

/// <summary>No telephone rings any longer, and the call waits again.</summary>
/// <param name="Call">The call.</param>
/// <param name="Code">The last telephone's code of SIP; 487 where it was told to stop, or rang to the end.</param>
public sealed record RingingEnded(string Call, int Code) : CallEvent(Call);

/// <summary>A telephone answered: the caller and the agent are connected.</summary>
/// <param name="Call">The call.</param>
/// <param name="Offer">The offer for which it rang.</param>
public sealed record PhoneAnswered(string Call, string Offer) : CallEvent(Call);

/// <summary>An agent put the call on hold at its telephone, or took it from hold.</summary>
public sealed record CallHeld(string Call, bool Held) : CallEvent(Call);

/// <summary>The call is over.</summary>
public sealed record CallEnded(string Call, CallParty By) : CallEvent(Call);

/// <summary>Who ended a call.</summary>
public enum CallParty
{
    /// <summary>The caller hung up.</summary>
    Caller,

    /// <summary>The agent hung up.</summary>
    Agent,

    /// <summary>The connector ended it, because the center said so.</summary>
    Center,

    /// <summary>The switch ended it, or does not know it any longer.</summary>
    Switch,
}

/// <summary>A telephone registered, or renewed its registration.</summary>
public sealed record PhoneRegistered(string User) : SwitchEvent;

/// <summary>A telephone's registration is over.</summary>
public sealed record PhoneGone(string User) : SwitchEvent;

/// <summary>An agent dialed a feature code: <c>*45</c> ready, <c>*46</c> not ready.</summary>
public sealed record FeatureDialed(string User, string Code) : SwitchEvent;
