using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Acd.Simulator;

/// <summary>The scenario over the routes of Redis' basic-acd demo.</summary>
public sealed class BasicScenarioApi(GatewayClient gateway) : IScenarioApi
{
    // The demo's routes do not report assignments, so the client polls.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private const string AgentPrefix = "agent:";
    private readonly Dictionary<string, HashSet<string>> _agentsSeen = [];

    /// <inheritdoc/>
    public async Task OpenAsync(IReadOnlyList<SkillPair> agents, CancellationToken cancel)
    {
        for (var agent = 0; agent < agents.Count; agent++)
        {
            var path = AgentPath(agent);
            var number = agent.ToString(CultureInfo.InvariantCulture);
            var body = new { fname = "Agent", lname = number, skills = agents[agent].Skills };
            await RemoveAsync(path, cancel);
            await gateway.SendAsync(HttpMethod.Post, path, body, cancel);
        }

        await gateway.SendAsync(HttpMethod.Post, "acd", new { state = 1 }, cancel);
    }

    /// <inheritdoc/>
    public async Task<string> EnqueueAsync(int number, ScenarioContact contact, CancellationToken cancel)
    {
        var response = await gateway.SendAsync(HttpMethod.Post, "contact", new { skills = contact.Needs.Skills }, cancel);
        return response?.GetProperty("contact_key").GetString() ?? throw new GatewayException("A contact has no key.");
    }

    /// <inheritdoc/>
    public async Task<Assignment> WaitForAssignmentAsync(string contact, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            if (await AgentOfAsync(contact, cancel) is { } agent)
                return new Assignment(NumberOf(agent), watch.Elapsed);
            await Task.Delay(PollInterval, cancel);
        }
    }

    /// <inheritdoc/>
    public async Task CompleteAsync(string contact, Assignment assignment, CancellationToken cancel)
    {
        await AgentOfAsync(contact, cancel);
        if (assignment.Agent is { } agent)
            await gateway.SendAsync(HttpMethod.Patch, AgentPath(agent) + "/state", new { state = 1 }, cancel);
        await gateway.SendAsync(HttpMethod.Patch, ContactPath(contact), null, cancel);
    }

    /// <inheritdoc/>
    public int TimesAssigned(string contact)
    {
        lock (_agentsSeen)
            return _agentsSeen.TryGetValue(contact, out var agents) ? agents.Count : 0;
    }

    /// <inheritdoc/>
    public Task WithdrawAsync(string contact, CancellationToken cancel) =>
        gateway.SendAsync(HttpMethod.Patch, ContactPath(contact), null, cancel);

    /// <inheritdoc/>
    public async Task CloseAsync(int agents, bool keep, CancellationToken cancel)
    {
        await gateway.SendAsync(HttpMethod.Post, "acd", new { state = 0 }, cancel);
        for (var agent = 0; agent < agents && !keep; agent++)
            await RemoveAsync(AgentPath(agent), cancel);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string AgentPath(int agent) => $"agent/{AgentPrefix}{agent}";

    private static string ContactPath(string contact) => $"contact/{contact}";

    private static int? NumberOf(string agent) =>
        agent.StartsWith(AgentPrefix, StringComparison.Ordinal)
        && int.TryParse(agent.AsSpan(AgentPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private async Task<string?> AgentOfAsync(string contact, CancellationToken cancel)
    {
        var response = await gateway.SendAsync(HttpMethod.Get, ContactPath(contact), null, cancel);
        if (response?.GetProperty("agent") is not { ValueKind: JsonValueKind.String } element)
            return null;
        var agent = element.GetString()!;
        lock (_agentsSeen)
        {
            if (!_agentsSeen.TryGetValue(contact, out var seen))
                _agentsSeen[contact] = seen = [];
            seen.Add(agent);
        }

        return agent;
    }

    private async Task RemoveAsync(string path, CancellationToken cancel)
    {
        try
        {
            await gateway.SendAsync(HttpMethod.Delete, path, null, cancel);
        }
        catch (GatewayException gone) when (gone.Status == HttpStatusCode.NotFound)
        {
            // It did not exist, which is the wanted state.
        }
    }
}
