namespace Acd.Sip;

/// <summary>
/// The center, as the connector sees it. A request is repeated until it is answered, so each one is answered, or the token ends
/// it. Refusals are answers.
/// </summary>
public interface ICenterClient
{
    /// <summary>
    /// Reads the center's events from now on, over lost connections too. The first one is <see cref="StreamOpened"/>;
    /// <see cref="StreamReset"/> says that some are missing. It ends with the token alone.
    /// </summary>
    IAsyncEnumerable<CenterEvent> ReadAsync(CancellationToken cancel);

    /// <summary>Puts a call in line.</summary>
    Task<CenterAnswer> EnqueueAsync(NewCall call, CancellationToken cancel);

    /// <summary>The contact, with its position and its estimated wait.</summary>
    Task<CenterAnswer> GetContactAsync(string contact, CancellationToken cancel);

    /// <summary>The open contacts whose attribute <c>switch</c> has this name.</summary>
    Task<IReadOnlyList<ContactView>> ListContactsAsync(string name, CancellationToken cancel);

    /// <summary>The agents, with their addresses.</summary>
    Task<IReadOnlyList<AgentView>> ListAgentsAsync(CancellationToken cancel);

    /// <summary>Connects the contact to the agent of the offer.</summary>
    Task<CenterAnswer> AcceptAsync(string offer, CancellationToken cancel);

    /// <summary>Returns the contact to its place in line.</summary>
    Task<CenterAnswer> DeclineAsync(string offer, string cause, CancellationToken cancel);

    /// <summary>Offers the contact to an agent now, unless another one has it.</summary>
    Task<CenterAnswer> AssignAsync(string contact, string agent, CancellationToken cancel);

    /// <summary>Ends the contact in any state: <c>customer</c>, <c>agent</c> or <c>system</c> hung up.</summary>
    Task<CenterAnswer> HangUpAsync(string contact, string by, CancellationToken cancel);

    /// <summary>Back in line as it is.</summary>
    Task<CenterAnswer> RequeueAsync(string contact, CancellationToken cancel);

    /// <summary>Puts the contact on hold, or takes it from hold.</summary>
    Task<CenterAnswer> HoldAsync(string contact, bool hold, CancellationToken cancel);

    /// <summary>Sets an agent's presence.</summary>
    Task<CenterAnswer> SetPresenceAsync(string agent, string presence, string? reason, CancellationToken cancel);

    /// <summary>A sign of life of the agent's telephone.</summary>
    Task<CenterAnswer> HeartbeatAsync(string agent, CancellationToken cancel);
}

/// <summary>A call to put in line.</summary>
/// <param name="Contact">The contact's id.</param>
/// <param name="Gate">The gate.</param>
/// <param name="CallerId">The caller's number.</param>
/// <param name="Attributes">What the desktop shows, and what names the call: texts by name.</param>
public sealed record NewCall(
    string Contact, string Gate, string? CallerId, IReadOnlyDictionary<string, string> Attributes);

/// <summary>The center's answer to a request.</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Code">The code of a refusal.</param>
/// <param name="Contact">The contact, where the answer has one.</param>
public sealed record CenterAnswer(int Status, string? Code = null, ContactView? Contact = null)
{
    /// <summary>Whether the request was carried out.</summary>
    public bool IsOk => Status is >= 200 and < 300;
}
