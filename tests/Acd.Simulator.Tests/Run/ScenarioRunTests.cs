namespace Acd.Simulator.Tests;

public sealed class ScenarioRunTests
{
    private static readonly RunOptions Quick = new()
    {
        Agents = 8,
        Contacts = 40,
        Interval = TimeSpan.FromMilliseconds(2),
        ShortestTalk = TimeSpan.FromMilliseconds(5),
        LongestTalk = TimeSpan.FromMilliseconds(15),
        Patience = TimeSpan.FromSeconds(30),
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_contact_is_completed_by_one_agent(bool basic)
    {
        await using var gateway = await FakeGateway.StartAsync();

        var report = await PlayAsync(gateway, Quick, basic);

        Assert.True(report.GoalMet);
        Assert.Equal((40, 40, 40), (report.Enqueued, report.Assigned, report.Completed));
        Assert.Equal((0, 0), (report.Lost, report.AssignedTwice));
        Assert.Equal(40, report.Pairs.Sum(pair => pair.Completed));
        Assert.Equal(40.0 / 8, report.PerAgent.Mean);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Its_agents_are_removed_at_the_end(bool basic)
    {
        await using var gateway = await FakeGateway.StartAsync();

        await PlayAsync(gateway, Quick, basic);

        Assert.Empty(gateway.Agents());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Its_agents_stay_if_requested_and_the_next_run_succeeds(bool basic)
    {
        await using var gateway = await FakeGateway.StartAsync();

        await PlayAsync(gateway, Quick with { Keep = true }, basic);
        Assert.Equal(8, gateway.Agents().Count);

        // The agents that stay are available, but no client accepts their offers. The basic run creates its agents anew.
        foreach (var agent in gateway.Agents())
            gateway.Do(new Core.SetPresence(agent.Agent.Id, Core.Presence.NotReady, "gone"));
        Assert.True((await PlayAsync(gateway, Quick, basic)).GoalMet);
    }

    [Fact]
    public async Task A_contact_without_an_agent_is_lost_and_withdrawn()
    {
        await using var gateway = await FakeGateway.StartAsync();
        gateway.Fault = request => request.Path.Value!.EndsWith("/accept", StringComparison.Ordinal) ? 503 : null;

        var options = Quick with { Contacts = 3, Patience = TimeSpan.FromMilliseconds(50) };
        var report = await PlayAsync(gateway, options, basic: false);

        Assert.False(report.GoalMet);
        Assert.Equal((3, 0, 3), (report.Enqueued, report.Assigned, report.Lost));
        Assert.Equal(3, gateway.Requests.Count(request => request.EndsWith("/abandon", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_stopped_run_reports_its_results_and_cleans_up()
    {
        await using var gateway = await FakeGateway.StartAsync();
        using var stop = new CancellationTokenSource();
        var options = Quick with { ShortestTalk = TimeSpan.FromMinutes(5), LongestTalk = TimeSpan.FromMinutes(5), Contacts = 5 };

        var report = await PlayAsync(gateway, options, basic: false, stop);

        Assert.True(report.Interrupted);
        Assert.False(report.GoalMet);
        Assert.InRange(report.Assigned, 1, 5);
        Assert.Equal(0, report.Lost);
        Assert.Equal(report.Enqueued, report.TakenBack);
        Assert.Empty(gateway.Agents());
    }

    [Fact]
    public async Task A_contact_in_flight_when_the_run_is_stopped_is_withdrawn()
    {
        await using var gateway = await FakeGateway.StartAsync();
        using var stop = new CancellationTokenSource();
        gateway.Before = request => request.Path == "/v1/contacts" ? stop.CancelAsync() : Task.CompletedTask;

        var report = await PlayAsync(gateway, Quick with { Contacts = 1 }, basic: false, stop);

        Assert.Equal((1, 0, 1, null), (report.Enqueued, report.Completed, report.TakenBack, report.CleanUpFailure));
        Assert.Empty(gateway.Agents());
    }

    [Fact]
    public async Task An_agent_that_cannot_be_removed_is_reported_and_the_others_are_removed()
    {
        await using var gateway = await FakeGateway.StartAsync();
        gateway.Fault = request => request.Method == "DELETE" && IsFirst(request.Path.Value!) ? 409 : null;

        var report = await PlayAsync(gateway, Quick, basic: false);

        Assert.Contains("409", report.CleanUpFailure);
        Assert.False(report.GoalMet);
        Assert.Single(gateway.Agents());

        static bool IsFirst(string path) => path.EndsWith(":agent:1", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_contact_ends_the_run_with_the_gateways_code()
    {
        await using var gateway = await FakeGateway.StartAsync();
        gateway.Fault = request => request.Path == "/v1/contacts" ? 400 : null;

        var refused = await Assert.ThrowsAsync<GatewayException>(() => PlayAsync(gateway, Quick, basic: false));

        Assert.Equal("fake.fault", refused.Code);
        Assert.Empty(gateway.Agents());
    }

    // Cancels stop, if given, as soon as an agent talks.
    private static async Task<RunReport> PlayAsync(
        FakeGateway gateway, RunOptions options, bool basic, CancellationTokenSource? stop = null)
    {
        using var client = new GatewayClient(gateway.Url, null);
        await using IScenarioApi api = basic ? new BasicScenarioApi(client) : new V1ScenarioApi(client, RunPrefix.New());
        var run = new ScenarioRun(api, options, progress =>
        {
            if (progress.Count(ContactPhase.Talking) > 0)
                stop?.Cancel();
        });
        return await run.PlayAsync(stop?.Token ?? CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
    }
}
