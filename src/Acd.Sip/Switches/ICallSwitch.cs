namespace Acd.Sip;

/// <summary>
/// A telephone switch, as the connector sees it. Commands tell the switch what to do and return when they are sent; what came of
/// them is told by events. A command about a call that is over does nothing.
/// </summary>
public interface ICallSwitch
{
    /// <summary>
    /// Connects, and reads what happens. Each connection begins with the calls that the switch has (<see cref="CallFound"/>),
    /// and <see cref="CallsListed"/> after them. It connects again by itself, and ends with the token alone.
    /// </summary>
    IAsyncEnumerable<SwitchEvent> ReadAsync(CancellationToken cancel);

    /// <summary>
    /// Rings telephones for a waiting call, 1 to 50, all at once, for <paramref name="ring"/> at the most. The first that
    /// answers has the call.
    /// </summary>
    ValueTask DialAsync(string call, IReadOnlyList<Phone> phones, TimeSpan ring, CancellationToken cancel);

    /// <summary>Rings more telephones beside those that ring. One that cannot be added is told as refused.</summary>
    ValueTask DialMoreAsync(string call, IReadOnlyList<Phone> ringing, IReadOnlyList<Phone> more, CancellationToken cancel);

    /// <summary>Stops every telephone that rings for the call. The call waits again: <see cref="RingingEnded"/>.</summary>
    ValueTask StopRingingAsync(string call, CancellationToken cancel);

    /// <summary>Ends a waiting call with a final answer: a code of SIP, 400 to 699, and its phrase.</summary>
    ValueTask RejectAsync(string call, int code, string phrase, CancellationToken cancel);

    /// <summary>Hangs up both sides of a call.</summary>
    ValueTask HangUpAsync(string call, CancellationToken cancel);

    /// <summary>
    /// Takes a caller from the agent, back into the line: the call comes again as a new one (<see cref="CallFound"/>) with the
    /// contact's id, and the former one ends. A caller that cannot be moved stays.
    /// </summary>
    ValueTask MoveAsync(string call, string contact, CancellationToken cancel);

    /// <summary>Tells a waiting caller its place in line, and the time that it may take.</summary>
    ValueTask TellAsync(string call, int position, TimeSpan? estimate, CancellationToken cancel);

    /// <summary>Lets the switch forget a call that is over, after the center knows its end.</summary>
    ValueTask ForgetAsync(string call, CancellationToken cancel);

    /// <summary>Asks for the list of calls again: <see cref="CallFound"/> for each, and <see cref="CallsListed"/>.</summary>
    ValueTask ListCallsAsync(CancellationToken cancel);
}

/// <summary>A telephone to ring.</summary>
/// <param name="Offer">The offer for which it rings.</param>
/// <param name="Agent">The agent whose telephone it is.</param>
/// <param name="Address">A SIP URI, or the name under which it is registered.</param>
public sealed record Phone(string Offer, string Agent, string Address);
