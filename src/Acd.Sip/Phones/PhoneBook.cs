using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Acd.Sip;

/// <summary>
/// Registrations and feature codes of agents' telephones, as presence. A telephone that is gone takes its agent offline; one
/// that is back lets an agent who was set aside as unreachable be available again. An agent says itself that it is ready.
/// </summary>
internal sealed partial class PhoneBook(ICenterClient center, SipOptions options, ILogger log)
{
    private const string Ready = "*45", NotReady = "*46", Unreachable = "deviceUnreachable";

    // Dropping the oldest would lose that a telephone is gone; the switch's reader waits instead.
    private readonly Channel<SwitchEvent> _inputs = Channel.CreateBounded<SwitchEvent>(16_384);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Known> _agents = [];
    private readonly Dictionary<string, string> _users = [];
    private readonly ILogger _log = log;

    public ValueTask TakeAsync(SwitchEvent happened, CancellationToken cancel) => _inputs.Writer.WriteAsync(happened, cancel);

    public void Set(AgentView agent)
    {
        lock (_lock)
        {
            Forget(agent.Id);
            _agents[agent.Id] = new Known(agent.Address, agent.Presence, agent.Reason);
            if (agent.Address is not null) _users[UserOf(agent.Address)] = agent.Id;
        }
    }

    public void Take(AgentHappened happened)
    {
        lock (_lock)
        {
            var known = _agents.GetValueOrDefault(happened.Agent) ?? new Known(null, "offline", null);
            Set(new AgentView(happened.Agent,
                happened.HasProfile ? happened.Address : known.Address,
                happened.Presence ?? known.Presence,
                happened.Presence is null ? known.Reason : happened.Reason));
        }
    }

    /// <summary>Handles registrations one after the other, until the token ends it.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await foreach (var happened in _inputs.Reader.ReadAllAsync(cancel))
        {
            var answer = happened switch
            {
                PhoneRegistered phone => await RegisteredAsync(AgentOf(phone.User), cancel),
                PhoneGone phone => await GoneAsync(AgentOf(phone.User), cancel),
                FeatureDialed { Code: Ready } phone => await SetAsync(AgentOf(phone.User), "available", null, cancel),
                FeatureDialed { Code: NotReady } phone => await SetAsync(AgentOf(phone.User), "notReady", "phone", cancel),
                _ => null,
            };
            if (answer is { IsOk: false }) LogRefused(happened, answer.Status, answer.Code);
        }
    }

    private static string UserOf(string address)
    {
        var start = address.IndexOf(':', StringComparison.Ordinal) + 1;
        var end = address.IndexOf('@', StringComparison.Ordinal);
        return end < start ? address[start..] : address[start..end];
    }

    private async Task<CenterAnswer?> RegisteredAsync(string agent, CancellationToken cancel)
    {
        var known = Find(agent);
        if (known is { Presence: "notReady", Reason: Unreachable })
            return await center.SetPresenceAsync(agent, "available", null, cancel);
        return options.Heartbeats && known is not null && known.Presence != "offline"
            ? await center.HeartbeatAsync(agent, cancel)
            : null;
    }

    private Task<CenterAnswer?> GoneAsync(string agent, CancellationToken cancel) =>
        Find(agent) is { Presence: not "offline" }
            ? SetAsync(agent, "offline", null, cancel)
            : Task.FromResult<CenterAnswer?>(null);

    private async Task<CenterAnswer?> SetAsync(string agent, string presence, string? reason, CancellationToken cancel) =>
        await center.SetPresenceAsync(agent, presence, reason, cancel);

    private string AgentOf(string user)
    {
        lock (_lock) return _users.GetValueOrDefault(user, user);
    }

    private Known? Find(string agent)
    {
        lock (_lock) return _agents.GetValueOrDefault(agent);
    }

    private void Forget(string agent)
    {
        if (_agents.Remove(agent, out var known) && known.Address is { } address
            && _users.GetValueOrDefault(UserOf(address)) == agent)
            _users.Remove(UserOf(address));
    }

    [LoggerMessage(1, LogLevel.Warning, "The center refused {Happened}: {Status} {Code}.")]
    private partial void LogRefused(SwitchEvent happened, int status, string? code);

    private sealed record Known(string? Address, string Presence, string? Reason);
}
