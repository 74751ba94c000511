namespace Acd.Simulator.Tests;

public sealed class RedisKamailioScenarioTests
{
    [Fact]
    public void Half_an_hour_in_virtual_time_drops_nothing_and_keeps_everyone_busy()
    {
        var report = new RedisKamailioSimulation(TimeSpan.FromMinutes(30), seed: 1, _ => { }).Run();

        // All enter in the first minute. From the second minute 2,000 talk, and a new contact follows each talk.
        Assert.Equal(report.Entered, report.Completed);
        Assert.Equal(RedisKamailioScenario.Contacts + (RedisKamailioScenario.Agents * 5), report.Entered);
        Assert.Equal(RedisKamailioScenario.Contacts, report.LongestQueue);
        Assert.InRange(report.Busy, 0.99, 1);
        Assert.True(report.GoalMet);
    }

    [Fact]
    public void Over_HTTP_every_duration_is_divided_by_the_speed()
    {
        var options = RedisKamailioScenario.ToLoadOptions(new LoadOptions { Connections = 7 }, TimeSpan.FromHours(10), 60);

        Assert.Equal((3600, 2000, 7), (options.Closed, options.Agents, options.Connections));
        Assert.Equal(
            (TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)),
            (options.Duration, options.Entering, options.Talk));
        options.Validate();
    }

    [Fact]
    public async Task Agents_become_available_after_the_first_contacts_have_entered()
    {
        await using var gateway = await FakeGateway.StartAsync();
        var (posts, postsAtLogin) = (0, -1);
        gateway.Before = request =>
        {
            if (request.Path == "/v1/contacts")
                Interlocked.Increment(ref posts);
            if (request.Path.Value!.EndsWith("/presence", StringComparison.Ordinal))
                Interlocked.CompareExchange(ref postsAtLogin, Volatile.Read(ref posts), -1);
            return Task.CompletedTask;
        };
        var options = new LoadOptions
        {
            Closed = 20,
            Agents = 4,
            Skills = 4,
            Entering = TimeSpan.FromSeconds(0.2),
            Duration = TimeSpan.FromSeconds(1),
            WarmUp = TimeSpan.Zero,
            Talk = TimeSpan.FromMilliseconds(20),
            LimitDuration = TimeSpan.FromMilliseconds(50),
        };

        using var run = new LoadRun(gateway.Url, null, options, _ => { });
        var report = await run.RunAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.InRange(postsAtLogin, 10, 20);
        Assert.True(report.GoalMet);
        Assert.True(report.Completed > 20);
    }
}
