using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Simulator;

/// <summary>The scenario over <c>/v1</c>: it accepts the offers that the center's event stream reports.</summary>
public sealed class V1ScenarioApi : IScenarioApi
{
    private readonly GatewayClient _gateway;
    private readonly string _prefix;
    private readonly ConcurrentDictionary<string, ScenarioContactState> _contacts = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly EventStream<CenterEvent?> _events;
    private Task _listening = Task.CompletedTask;

    /// <summary>Prepares a run.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="run">The run's own prefix for the ids of contacts and agents.</param>
    public V1ScenarioApi(GatewayClient gateway, string run)
    {
        _gateway = gateway;
        _prefix = run;
        _events = new EventStream<CenterEvent?>(gateway, Parse);
    }

    /// <inheritdoc/>
    public async Task OpenAsync(IReadOnlyList<SkillPair> agents, CancellationToken cancel)
    {
        _listening = _events.RunAsync(OnEvent, _stop.Token);
        await _events.Opened.WaitAsync(cancel);
        await _gateway.SendAsync(HttpMethod.Put, "v1/center", new { open = true }, cancel);
        for (var agent = 0; agent < agents.Count; agent++)
        {
            var (path, profile) = (AgentPath(agent), new { name = $"Agent {agent}", skills = agents[agent].Skills });
            await _gateway.SendAsync(HttpMethod.Put, path, profile, cancel);
            await _gateway.SendAsync(HttpMethod.Put, $"{path}/presence", new { presence = "available" }, cancel);
        }
    }

    /// <inheritdoc/>
    public async Task<string> EnqueueAsync(int number, ScenarioContact contact, CancellationToken cancel)
    {
        var id = $"{_prefix}:contact:{number}";
        _contacts[id] = new ScenarioContactState();
        await _gateway.SendAsync(HttpMethod.Post, "v1/contacts", new { id, skills = contact.Needs.Skills }, cancel);
        return id;
    }

    /// <inheritdoc/>
    public Task<Assignment> WaitForAssignmentAsync(string contact, CancellationToken cancel) =>
        _contacts[contact].Connected.Task.WaitAsync(cancel);

    /// <inheritdoc/>
    public Task CompleteAsync(string contact, Assignment assignment, CancellationToken cancel) =>
        _gateway.SendAsync(HttpMethod.Post, $"v1/contacts/{contact}/complete", null, cancel);

    /// <inheritdoc/>
    public int TimesAssigned(string contact) => _contacts[contact].TimesConnected;

    /// <inheritdoc/>
    public async Task WithdrawAsync(string contact, CancellationToken cancel)
    {
        try
        {
            await _gateway.SendAsync(HttpMethod.Post, $"v1/contacts/{contact}/abandon", null, cancel);
        }
        catch (GatewayException refused) when (refused.Code == "contact.connected")
        {
            await _gateway.SendAsync(HttpMethod.Post, $"v1/contacts/{contact}/complete", null, cancel);
        }
        catch (GatewayException refused) when (refused.Code is "contact.closed" or "contact.unknown")
        {
            // It ended while the run did.
        }
    }

    /// <inheritdoc/>
    public async Task CloseAsync(int agents, bool keep, CancellationToken cancel)
    {
        GatewayException? busy = null;
        for (var agent = 0; agent < agents && !keep; agent++)
        {
            try
            {
                await _gateway.SendAsync(HttpMethod.Delete, AgentPath(agent), null, cancel);
            }
            catch (GatewayException gone) when (gone.Status == HttpStatusCode.NotFound)
            {
                // The run was stopped before it created this agent.
            }
            catch (GatewayException refused) when (refused.Status == HttpStatusCode.Conflict)
            {
                // The remaining agents are removed all the same.
                busy = refused;
            }
        }

        if (busy is not null)
            throw busy;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening;
        _stop.Dispose();
    }

    private string AgentPath(int agent) => $"v1/agents/{_prefix}:agent:{agent}";

    private static CenterEvent? Parse(string type, ReadOnlySpan<byte> data) =>
        type is "contactOffered" or "contactConnected" ? JsonSerializer.Deserialize(data, CenterJson.Default.CenterEvent) : null;

    private void OnEvent(CenterEvent? centerEvent)
    {
        switch (centerEvent)
        {
            case ContactOffered offered when _contacts.ContainsKey(offered.Contact.Value) && NumberOf(offered.Agent) is not null:
                _ = AcceptAsync(offered.Offer);
                break;
            case ContactConnected connected when _contacts.TryGetValue(connected.Contact.Value, out var contact):
                contact.Connect(new Assignment(NumberOf(connected.Agent), connected.Wait));
                break;
        }
    }

    private async Task AcceptAsync(OfferId offer)
    {
        try
        {
            await _gateway.SendAsync(HttpMethod.Post, $"v1/offers/{offer}/accept", null, _stop.Token);
        }
        catch (Exception refused) when (refused is GatewayException or OperationCanceledException)
        {
            // The offer timed out or was revoked. The contact goes to another agent, or counts as lost at the end.
        }
    }

    private int? NumberOf(AgentId? agent)
    {
        var start = $"{_prefix}:agent:";
        if (agent?.Value is not { } id || !id.StartsWith(start, StringComparison.Ordinal))
            return null;
        return int.TryParse(id.AsSpan(start.Length), out var number) ? number : null;
    }
}

/// <summary>A contact as the event stream reports it.</summary>
public sealed class ScenarioContactState
{
    private int _timesConnected;

    /// <summary>Completes when the contact is connected.</summary>
    public TaskCompletionSource<Assignment> Connected { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How often it was connected to an agent.</summary>
    public int TimesConnected => Volatile.Read(ref _timesConnected);

    /// <summary>Counts a connection.</summary>
    public void Connect(Assignment assignment)
    {
        Interlocked.Increment(ref _timesConnected);
        Connected.TrySetResult(assignment);
    }
}
