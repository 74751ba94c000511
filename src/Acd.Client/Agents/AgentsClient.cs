namespace Acd.Client;

/// <summary>Agents and their devices.</summary>
public sealed class AgentsClient
{
    private static readonly ClientJson Types = ClientJson.Default;

    private readonly HttpSender _sender;

    internal AgentsClient(HttpSender sender) => _sender = sender;

    /// <summary>A page of agents, in the order of their creation.</summary>
    /// <param name="after"><see cref="AgentPage.Next"/> of the page before. Null for the first page.</param>
    /// <param name="limit">The most agents of a page, 1 to 1,000. Null for 100.</param>
    /// <param name="cancel">Ends the request.</param>
    public Task<AgentPage> ListAsync(long? after = null, int? limit = null, CancellationToken cancel = default) =>
        _sender.GetAsync(new PathBuilder("agents").With("after", after).With("limit", limit), Types.AgentPage, cancel);

    /// <summary>An agent with its contacts.</summary>
    /// <exception cref="AcdException"><c>agent.unknown</c>.</exception>
    public Task<Agent> GetAsync(string id, CancellationToken cancel = default) =>
        _sender.GetAsync(new("agents", id), Types.Agent, cancel);

    /// <summary>Makes an agent, who is offline, or replaces its profile.</summary>
    /// <param name="id">The agent.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="ifMatch">The <see cref="Answer.Tag"/> that the profile must have. Null for any.</param>
    /// <param name="mustBeNew">Whether the agent must not exist yet.</param>
    /// <param name="cancel">Ends the request.</param>
    /// <exception cref="AcdException"><c>request.changed</c>: the condition does not hold.</exception>
    public Task<Agent> PutAsync(
        string id, AgentProfile profile, string? ifMatch = null, bool mustBeNew = false, CancellationToken cancel = default) =>
        _sender.PutAsync(new("agents", id), profile, Types.AgentProfile, Types.Agent, cancel, ifMatch, mustBeNew);

    /// <summary>Removes an agent without contacts.</summary>
    /// <exception cref="AcdException"><c>agent.unknown</c>, <c>agent.busy</c>.</exception>
    public Task RemoveAsync(string id, string? ifMatch = null, CancellationToken cancel = default) =>
        _sender.DeleteAsync(new("agents", id), cancel, ifMatch);

    /// <summary>Sets an agent's presence.</summary>
    /// <param name="id">The agent.</param>
    /// <param name="presence">The presence.</param>
    /// <param name="reason">Why it is not ready, at most 64 characters. Null for none.</param>
    /// <param name="keepOffers">Whether contacts that ring at an agent who becomes not ready go on ringing there.</param>
    /// <param name="cancel">Ends the request.</param>
    public Task<Agent> SetPresenceAsync(
        string id, Presence presence, string? reason = null, bool keepOffers = false, CancellationToken cancel = default) =>
        _sender.PutAsync(
            new("agents", id, "presence"), new(presence, reason, keepOffers ? true : null), Types.PresenceBody, Types.Agent,
            cancel);

    /// <summary>Gives an agent a skill, or another level in it.</summary>
    public Task<Agent> PutSkillAsync(string id, SkillLevel skill, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(skill);
        return _sender.PutAsync(
            new("agents", id, "skills", skill.Skill), new(skill.Level), Types.LevelBody, Types.Agent, cancel);
    }

    /// <summary>Takes a skill from an agent.</summary>
    public Task<Agent> RemoveSkillAsync(string id, string skill, CancellationToken cancel = default) =>
        _sender.SendAsync(
            new(HttpMethod.Delete, new PathBuilder("agents", id, "skills", skill).ToString()), Types.Agent, cancel);

    /// <summary>Reports that an agent's device is alive. After the first report, silence logs the agent out.</summary>
    /// <exception cref="AcdException"><c>agent.offline</c>.</exception>
    public Task<Agent> HeartbeatAsync(string id, CancellationToken cancel = default) =>
        _sender.CommandAsync(new("agents", id, "heartbeat"), Types.Agent, cancel);

    /// <summary>Ends an agent's wrap-up of contacts that it passed on: of one offer, or of all.</summary>
    /// <exception cref="AcdException"><c>offer.unknown</c>.</exception>
    public Task<Agent> EndWrapUpAsync(string id, string? offer = null, CancellationToken cancel = default) =>
        _sender.CommandAsync(new("agents", id, "wrap-up", "end"), new(offer), Types.ConnectionBody, Types.Agent, cancel);

    /// <summary>The first contacts in line that an agent may pick now.</summary>
    /// <param name="id">The agent.</param>
    /// <param name="limit">The most contacts, 1 to 100. Null for 20.</param>
    /// <param name="cancel">Ends the request.</param>
    public Task<ContactPage> ListPickableAsync(string id, int? limit = null, CancellationToken cancel = default) =>
        _sender.GetAsync(new PathBuilder("agents", id, "pickable").With("limit", limit), Types.ContactPage, cancel);

    /// <summary>Connects an agent to a waiting contact of its choice.</summary>
    /// <exception cref="AcdException"><c>contact.notPickable</c>, <c>agent.lacksSkills</c>, <c>agent.noRoom</c>.</exception>
    public Task<Contact> PickAsync(string id, string contact, CancellationToken cancel = default) =>
        _sender.CommandAsync(new("agents", id, "pick"), new(contact), Types.PickBody, Types.Contact, cancel);

    /// <summary>The devices of an agent that are connected.</summary>
    public Task<AgentDevices> GetDevicesAsync(string id, CancellationToken cancel = default) =>
        _sender.GetAsync(new("agents", id, "devices"), Types.AgentDevices, cancel);

    /// <summary>Connects a device of an agent, of which there may be 16.</summary>
    /// <exception cref="AcdException"><c>agent.tooManyDevices</c>.</exception>
    public Task<AgentDevices> ConnectDeviceAsync(string id, string device, CancellationToken cancel = default) =>
        _sender.CommandAsync(new("agents", id, "devices", device, "connect"), Types.AgentDevices, cancel);

    /// <summary>Reports that a device is alive, and its agent with it. A device is forgotten after 90 s of silence.</summary>
    /// <exception cref="AcdException"><c>agent.deviceUnknown</c>: it is to connect again.</exception>
    public Task<AgentDevices> RenewDeviceAsync(string id, string device, CancellationToken cancel = default) =>
        _sender.CommandAsync(new("agents", id, "devices", device, "heartbeat"), Types.AgentDevices, cancel);

    /// <summary>Disconnects a device of an agent.</summary>
    public Task<AgentDevices> DisconnectDeviceAsync(string id, string device, CancellationToken cancel = default) =>
        _sender.CommandAsync(new("agents", id, "devices", device, "disconnect"), Types.AgentDevices, cancel);

    /// <summary>Takes in what another system reports of an agent's presence, in the order of that system's numbers.</summary>
    public Task<PresenceReportResult> ReportPresenceAsync(
        string id, PresenceReport report, CancellationToken cancel = default) =>
        _sender.CommandAsync(
            new("agents", id, "presence-reports"), report, Types.PresenceReport, Types.PresenceReportResult, cancel);
}
