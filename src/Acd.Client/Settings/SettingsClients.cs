namespace Acd.Client;

/// <summary>Queues.</summary>
public sealed class QueuesClient
{
    private static readonly ClientJson Types = ClientJson.Default;

    private readonly HttpSender _sender;

    internal QueuesClient(HttpSender sender) => _sender = sender;

    /// <summary>A page of queues, in the order of their creation.</summary>
    /// <param name="after"><see cref="QueuePage.Next"/> of the page before. Null for the first page.</param>
    /// <param name="limit">The most queues of a page, 1 to 1,000. Null for 100.</param>
    /// <param name="cancel">Ends the request.</param>
    public Task<QueuePage> ListAsync(string? after = null, int? limit = null, CancellationToken cancel = default) =>
        _sender.GetAsync(new PathBuilder("queues").With("after", after).With("limit", limit), Types.QueuePage, cancel);

    /// <summary>A queue's settings.</summary>
    /// <exception cref="AcdException"><c>queue.unknown</c>.</exception>
    public Task<QueueSettings> GetAsync(string id, CancellationToken cancel = default) =>
        _sender.GetAsync(new("queues", id), Types.QueueSettings, cancel);

    /// <summary>Makes a queue, or replaces its settings, at once for waiting contacts too.</summary>
    /// <param name="id">The queue.</param>
    /// <param name="settings">The settings. What is null has its default.</param>
    /// <param name="ifMatch">The <see cref="Answer.Tag"/> that it must have. Null for any.</param>
    /// <param name="mustBeNew">Whether it must not exist yet.</param>
    /// <param name="applyToRunning">Whether a changed offer timeout and wrap-up also hold for what runs now.</param>
    /// <param name="cancel">Ends the request.</param>
    /// <exception cref="AcdException"><c>request.changed</c>: the condition does not hold.</exception>
    public Task<QueueSettings> PutAsync(
        string id, QueueSettings settings, string? ifMatch = null, bool mustBeNew = false, bool applyToRunning = false,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        // The id in the path says which queue it is, also where the settings were read from another one.
        var body = settings with { Id = null, ApplyToRunning = applyToRunning ? true : null };
        return _sender.PutAsync(
            new("queues", id), body, Types.QueueSettings, Types.QueueSettings, cancel, ifMatch, mustBeNew);
    }

    /// <summary>Removes a queue that nothing uses.</summary>
    /// <exception cref="AcdException"><c>queue.unknown</c>, <c>queue.inUse</c>, <c>queue.isDefault</c>.</exception>
    public Task RemoveAsync(string id, string? ifMatch = null, CancellationToken cancel = default) =>
        _sender.DeleteAsync(new("queues", id), cancel, ifMatch);
}

/// <summary>Gates, the named entries into queues.</summary>
public sealed class GatesClient
{
    private static readonly ClientJson Types = ClientJson.Default;

    private readonly HttpSender _sender;

    internal GatesClient(HttpSender sender) => _sender = sender;

    /// <summary>A page of gates, in the order of their creation.</summary>
    /// <param name="after"><see cref="GatePage.Next"/> of the page before. Null for the first page.</param>
    /// <param name="limit">The most gates of a page, 1 to 1,000. Null for 100.</param>
    /// <param name="cancel">Ends the request.</param>
    public Task<GatePage> ListAsync(string? after = null, int? limit = null, CancellationToken cancel = default) =>
        _sender.GetAsync(new PathBuilder("gates").With("after", after).With("limit", limit), Types.GatePage, cancel);

    /// <summary>A gate's settings.</summary>
    /// <exception cref="AcdException"><c>gate.unknown</c>.</exception>
    public Task<GateSettings> GetAsync(string id, CancellationToken cancel = default) =>
        _sender.GetAsync(new("gates", id), Types.GateSettings, cancel);

    /// <summary>Makes a gate, or replaces its settings.</summary>
    /// <param name="id">The gate.</param>
    /// <param name="settings">The settings. What is null has its default.</param>
    /// <param name="ifMatch">The <see cref="Answer.Tag"/> that it must have. Null for any.</param>
    /// <param name="mustBeNew">Whether it must not exist yet.</param>
    /// <param name="cancel">Ends the request.</param>
    /// <exception cref="AcdException"><c>queue.unknown</c>; <c>request.changed</c>: the condition does not hold.</exception>
    public Task<GateSettings> PutAsync(
        string id, GateSettings settings, string? ifMatch = null, bool mustBeNew = false, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return _sender.PutAsync(
            new("gates", id), settings with { Id = null }, Types.GateSettings, Types.GateSettings, cancel, ifMatch, mustBeNew);
    }

    /// <summary>Removes a gate that nothing uses.</summary>
    /// <exception cref="AcdException"><c>gate.unknown</c>, <c>gate.inUse</c>.</exception>
    public Task RemoveAsync(string id, string? ifMatch = null, CancellationToken cancel = default) =>
        _sender.DeleteAsync(new("gates", id), cancel, ifMatch);
}

/// <summary>Skills.</summary>
public sealed class SkillsClient
{
    private static readonly ClientJson Types = ClientJson.Default;

    private readonly HttpSender _sender;

    internal SkillsClient(HttpSender sender) => _sender = sender;

    /// <summary>Every skill in use, with its agents and waiting contacts.</summary>
    public Task<SkillList> ListAsync(CancellationToken cancel = default) =>
        _sender.GetAsync(new("skills"), Types.SkillList, cancel);

    /// <summary>One skill.</summary>
    public Task<Skill> GetAsync(string id, CancellationToken cancel = default) =>
        _sender.GetAsync(new("skills", id), Types.Skill, cancel);

    /// <summary>Describes a skill, in at most 256 characters. A skill works without that.</summary>
    public Task<Skill> PutAsync(string id, string description, CancellationToken cancel = default) =>
        _sender.PutAsync(new("skills", id), new(description), Types.DescriptionBody, Types.Skill, cancel);

    /// <summary>Takes a skill from every agent.</summary>
    public Task RemoveAsync(string id, CancellationToken cancel = default) => _sender.DeleteAsync(new("skills", id), cancel);
}

/// <summary>The whole center, and its channels.</summary>
public sealed class CenterClient
{
    private static readonly ClientJson Types = ClientJson.Default;

    private readonly HttpSender _sender;

    internal CenterClient(HttpSender sender) => _sender = sender;

    /// <summary>All settings, and the numbers of contacts and agents in each state.</summary>
    public Task<CenterOverview> GetAsync(CancellationToken cancel = default) =>
        _sender.GetAsync(new("center"), Types.CenterOverview, cancel);

    /// <summary>Opens the center: contacts are offered.</summary>
    /// <param name="agentsToo">Whether every agent is set available as well.</param>
    /// <param name="cancel">Ends the request.</param>
    public Task<CenterOverview> OpenAsync(bool agentsToo = false, CancellationToken cancel = default) =>
        PutStateAsync(new(Open: true, agentsToo), cancel);

    /// <summary>Closes the center: nothing is offered.</summary>
    /// <param name="agentsToo">Whether every agent is set not ready as well.</param>
    /// <param name="cancel">Ends the request.</param>
    public Task<CenterOverview> CloseAsync(bool agentsToo = false, CancellationToken cancel = default) =>
        PutStateAsync(new(Open: false, agentsToo), cancel);

    /// <summary>The settings of the whole center.</summary>
    public Task<GeneralSettings> GetSettingsAsync(CancellationToken cancel = default) =>
        _sender.GetAsync(new("center", "settings"), Types.GeneralSettings, cancel);

    /// <summary>Replaces the settings of the whole center.</summary>
    /// <param name="settings">The settings. What is null has its default.</param>
    /// <param name="ifMatch">The <see cref="Answer.Tag"/> that they must have. Null for any.</param>
    /// <param name="cancel">Ends the request.</param>
    public Task<GeneralSettings> PutSettingsAsync(
        GeneralSettings settings, string? ifMatch = null, CancellationToken cancel = default) =>
        _sender.PutAsync(
            new("center", "settings"), settings, Types.GeneralSettings, Types.GeneralSettings, cancel, ifMatch);

    /// <summary>Sets the time zone in which a day begins, by its IANA name.</summary>
    public Task<CenterOverview> PutTimeZoneAsync(string timeZone, CancellationToken cancel = default) =>
        _sender.PutAsync(new("center", "time-zone"), new(timeZone), Types.TimeZoneBody, Types.CenterOverview, cancel);

    /// <summary>Sets how long agents keep room for the first contact that needs more of it, 0 s to 1 day.</summary>
    public Task<CenterOverview> PutKeepRoomAsync(TimeSpan time, CancellationToken cancel = default) =>
        _sender.PutAsync(new("center", "keep-room"), new(time), Types.KeepRoomBody, Types.CenterOverview, cancel);

    /// <summary>Every channel and what its contacts cost.</summary>
    public Task<ChannelList> ListChannelsAsync(CancellationToken cancel = default) =>
        _sender.GetAsync(new("channels"), Types.ChannelList, cancel);

    /// <summary>Adds a channel, or changes its cost from the next offer on.</summary>
    public Task<ChannelCost> PutChannelAsync(ChannelCost channel, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return _sender.PutAsync(new("channels", channel.Channel), channel, Types.ChannelCost, Types.ChannelCost, cancel);
    }

    private Task<CenterOverview> PutStateAsync(StateBody state, CancellationToken cancel) =>
        _sender.PutAsync(new("center"), state, Types.StateBody, Types.CenterOverview, cancel);
}
