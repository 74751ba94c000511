using System.Globalization;
using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Simulator;

/// <summary>People who call and agents who answer, until it is stopped. It touches nobody else's contacts and agents.</summary>
/// <param name="gateway">The gateway.</param>
/// <param name="options">The size and the pace.</param>
public sealed class DemoTraffic(GatewayClient gateway, TrafficOptions options)
{
    private const string AgentPrefix = "demo-";

    private static readonly TimeSpan TimeToLogOut = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Random _random = new(options.Seed);
    private readonly string _prefix = $"demo:{RunPrefix.New()}:";
    private int _called;

    /// <summary>Runs until it is stopped. Then its agents log out.</summary>
    /// <exception cref="GatewayException">The center is not there, or refuses the demo.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        var events = new EventStream<CenterEvent?>(gateway, Parse);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var listening = events.RunAsync(happened => OnEvent(happened, ended.Token), ended.Token);
        try
        {
            await OpenAsync(ended.Token);
            await Task.WhenAny(events.Opened, listening).WaitAsync(ended.Token);
            await Task.WhenAll(ArriveAsync(ended.Token), TakeBreaksAsync(ended.Token), listening);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Stopped, which is its only end.
        }
        finally
        {
            await ended.CancelAsync();
            await LogOutAsync();
        }
    }

    private static CenterEvent? Parse(string type, ReadOnlySpan<byte> data) =>
        type is "contactOffered" or "contactConnected" or "agentPresenceChanged"
            ? JsonSerializer.Deserialize(data, CenterJson.Default.CenterEvent)
            : null;

    private static string AgentOf(int agent) => string.Create(CultureInfo.InvariantCulture, $"{AgentPrefix}{agent + 1}");

    private async Task OpenAsync(CancellationToken cancel)
    {
        await gateway.SendAsync(HttpMethod.Put, "v1/center", new { open = true }, cancel);
        foreach (var (id, name, _) in DemoCenter.Queues)
        {
            var settings = new { name, offerTimeout = 15, wrapUp = Math.Round(15 / options.Speed, 2), serviceLevelTarget = 20 };
            await gateway.SendAsync(HttpMethod.Put, $"v1/queues/{id}", settings, cancel);
        }

        for (var agent = 0; agent < options.Agents; agent++)
        {
            var profile = new { name = DemoCenter.NameOf(agent), skills = DemoCenter.SkillsOf(agent) };
            await gateway.SendAsync(HttpMethod.Put, $"v1/agents/{AgentOf(agent)}", profile, cancel);
            await SetPresenceAsync(AgentOf(agent), "available", null, cancel);
        }
    }

    private async Task ArriveAsync(CancellationToken cancel)
    {
        while (true)
        {
            await PauseAsync(Exponential(60 / options.CallsPerMinute), cancel);
            _ = CallAsync(string.Create(CultureInfo.InvariantCulture, $"{_prefix}{++_called}"), cancel);
        }
    }

    // A caller waits a minute and a half on average, and hangs up then.
    private async Task CallAsync(string contact, CancellationToken cancel)
    {
        var (queue, number) = (Roll(DemoCenter.AnyQueue), Roll(random => random.Next(1_000_000, 9_999_999)));
        var body = new { id = contact, queue, skills = new[] { queue }, callerId = $"+49 30 {number}" };
        if (!await TryAsync(HttpMethod.Post, "v1/contacts", body, cancel)) return;
        await PauseAsync(20 + Exponential(70), cancel);
        await TryAsync(HttpMethod.Post, $"v1/contacts/{contact}/abandon", null, cancel);
    }

    private async Task TakeBreaksAsync(CancellationToken cancel)
    {
        while (true)
        {
            await PauseAsync(Exponential(25), cancel);
            var agent = AgentOf(Roll(random => random.Next(options.Agents)));
            _ = BreakAsync(agent, cancel);
        }
    }

    private async Task BreakAsync(string agent, CancellationToken cancel)
    {
        var reason = Roll(random => DemoCenter.Breaks[random.Next(DemoCenter.Breaks.Length)]);
        await SetPresenceAsync(agent, "notReady", reason, cancel);
        await PauseAsync(30 + Exponential(60), cancel);
        await SetPresenceAsync(agent, "available", null, cancel);
    }

    private void OnEvent(CenterEvent? happened, CancellationToken cancel)
    {
        _ = happened switch
        {
            ContactOffered offered when IsMine(offered.Agent) => AnswerAsync(offered.Offer, cancel),
            ContactConnected connected when IsMine(connected.Agent) => TalkAsync(connected.Contact, cancel),
            AgentPresenceChanged { Reason: "ringNoAnswer" or "declined", Agent: { } agent } when IsMine(agent) =>
                ReturnAsync(agent.Value, cancel),
            _ => Task.CompletedTask,
        };
    }

    private static bool IsMine(AgentId? agent) => agent?.Value.StartsWith(AgentPrefix, StringComparison.Ordinal) == true;

    // One call in thirty rings in vain.
    private async Task AnswerAsync(OfferId offer, CancellationToken cancel)
    {
        if (Roll(random => random.Next(30)) == 0) return;
        await PauseAsync(1 + Roll(random => random.NextDouble() * 5), cancel);
        await TryAsync(HttpMethod.Post, $"v1/offers/{offer}/accept", null, cancel);
    }

    private async Task TalkAsync(ContactId contact, CancellationToken cancel)
    {
        await PauseAsync(15 + Exponential(35), cancel);
        if (Roll(random => random.Next(8)) == 0)
        {
            await TryAsync(HttpMethod.Post, $"v1/contacts/{contact}/hold", null, cancel);
            await PauseAsync(5 + Exponential(15), cancel);
            await TryAsync(HttpMethod.Post, $"v1/contacts/{contact}/resume", null, cancel);
            await PauseAsync(Exponential(10), cancel);
        }

        await TryAsync(HttpMethod.Post, $"v1/contacts/{contact}/complete", null, cancel);
    }

    private async Task ReturnAsync(string agent, CancellationToken cancel)
    {
        await PauseAsync(15 + Exponential(15), cancel);
        await SetPresenceAsync(agent, "available", null, cancel);
    }

    private Task SetPresenceAsync(string agent, string presence, string? reason, CancellationToken cancel) =>
        TryAsync(HttpMethod.Put, $"v1/agents/{agent}/presence", new { presence, reason }, cancel);

    private async Task LogOutAsync()
    {
        using var late = new CancellationTokenSource(TimeToLogOut);
        for (var agent = 0; agent < options.Agents; agent++)
            await SetPresenceAsync(AgentOf(agent), "offline", null, late.Token);
    }

    // People at the pages take the same contacts, and the center restarts while somebody looks. A command that comes too
    // late, or nowhere, is part of a demo; the next one follows.
    private async Task<bool> TryAsync(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        try
        {
            await gateway.SendAsync(method, path, body, cancel);
            return true;
        }
        catch (Exception refused) when (refused is GatewayException or OperationCanceledException)
        {
            return false;
        }
    }

    private Task PauseAsync(double seconds, CancellationToken cancel) =>
        Task.Delay(TimeSpan.FromSeconds(seconds / options.Speed), cancel);

    private double Exponential(double mean) => Roll(random => -Math.Log(1 - random.NextDouble()) * mean);

    private T Roll<T>(Func<Random, T> roll)
    {
        lock (_lock) return roll(_random);
    }
}
