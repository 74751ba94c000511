using Acd.Core;
using Microsoft.AspNetCore.Http;

namespace Acd.Simulator.Tests;

public sealed class LoadRunTests
{
    private static readonly LoadOptions Quick = new()
    {
        Rate = 200,
        Duration = TimeSpan.FromSeconds(0.5),
        WarmUp = TimeSpan.FromSeconds(0.1),
        Talk = TimeSpan.FromMilliseconds(10),
        Agents = 20,
        Skills = 8,
        Arrivals = ArrivalKind.Constant,
        Connections = 8,
        LimitDuration = TimeSpan.FromMilliseconds(20),
    };

    [Fact]
    public async Task An_open_loop_begins_every_scheduled_contact_and_completes_it()
    {
        await using var gateway = await FakeGateway.StartAsync();

        var report = await RunAsync(gateway, Quick);

        // One every 5 ms over 0.6 s, the last one on the end.
        Assert.Equal(119, report.Begun);
        Assert.Equal(119, report.Completed);
        Assert.Empty(report.Errors);
        var check = report.Check;
        Assert.Equal((119, 119, 0, 0), (check.Acknowledged, check.Closed, check.Missing, check.ConnectedTwice));
        Assert.True(report.GoalMet);
        Assert.All(report.Latencies.Values, figures => Assert.InRange(figures.Count, 98, 101));
        Assert.Empty(gateway.Agents());
    }

    [Fact]
    public async Task A_closed_loop_keeps_its_number_of_contacts_in_progress_until_it_is_stopped()
    {
        await using var gateway = await FakeGateway.StartAsync();
        using var stop = new CancellationTokenSource();
        var (posts, mostAtOnce) = (0, 0);
        gateway.Before = request =>
        {
            if (!Ends(request, "/contacts"))
                return Task.CompletedTask;

            // The posted contact adds one to the open contacts of the center.
            var counts = ((CenterReply)gateway.Ask(new GetCenter())).Counts;
            InterlockedMax(ref mostAtOnce, counts.Queued + counts.Offered + counts.Connected + 1);
            return Interlocked.Increment(ref posts) == 50 ? stop.CancelAsync() : Task.CompletedTask;
        };
        var options = Quick with { Closed = 4, Talk = TimeSpan.Zero, SkillsPerContact = 2, Duration = TimeSpan.FromMinutes(5) };

        var report = await RunAsync(gateway, options, stop: stop.Token);

        Assert.Equal(4, mostAtOnce);
        Assert.True(report.Interrupted);
        Assert.True(report.Check.Passed);
        Assert.InRange(report.Completed, 46, report.Begun);
        Assert.Empty(gateway.Agents());
    }

    [Fact]
    public async Task Latency_counts_from_the_scheduled_time_while_the_gateway_hangs()
    {
        await using var gateway = await FakeGateway.StartAsync();

        // With two connections, no post gets a response before the fifth progress report, which comes after 400 ms.
        var paused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reports = 0;
        gateway.Before = request => request.Path == "/v1/contacts" ? paused.Task : Task.CompletedTask;

        var report = await RunAsync(gateway, Quick with { Connections = 2, WarmUp = TimeSpan.Zero }, _ =>
        {
            if (++reports == 5)
                paused.SetResult();
        });

        // A generator that waits for responses would have two slow posts and many fast ones. Here half of the posts were due
        // during the pause.
        Assert.True(report.GoalMet);
        Assert.InRange(report.Latencies[LatencyKind.Post].P50, 20, 10_000);
    }

    [Fact]
    public async Task Refused_posts_are_counted_by_their_code()
    {
        await using var gateway = await FakeGateway.StartAsync();
        gateway.Fault = request => request.Path == "/v1/contacts" ? 429 : null;

        var report = await RunAsync(gateway, Quick);

        Assert.Equal(119, report.Errors["post: fake.fault"]);
        Assert.Equal(0, report.Check.Acknowledged);
        Assert.False(report.GoalMet);
    }

    [Fact]
    public async Task A_request_that_is_refused_as_unavailable_is_retried()
    {
        await using var gateway = await FakeGateway.StartAsync();
        var faults = 10;
        gateway.Fault = request => Ends(request, "accept") && Interlocked.Decrement(ref faults) >= 0 ? 503 : null;

        var report = await RunAsync(gateway, Quick);

        Assert.Equal(10, report.Errors["accept: fake.fault"]);
        Assert.Equal(report.Begun, report.Completed);
        Assert.True(report.Check.Passed);
    }

    [Fact]
    public async Task A_contact_that_the_gateway_has_forgotten_is_lost()
    {
        await using var gateway = await FakeGateway.StartAsync();
        gateway.Fault = request => Ends(request, "complete") || IsRead(request) ? 404 : null;

        var report = await RunAsync(gateway, Quick with { Drain = TimeSpan.FromMilliseconds(300) });

        Assert.True(report.Check.Acknowledged > 0);
        Assert.Equal(report.Check.Acknowledged, report.Check.Missing);
        Assert.False(report.GoalMet);
    }

    [Fact]
    public async Task A_gateway_that_hangs_at_the_end_leaves_contacts_unknown()
    {
        await using var gateway = await FakeGateway.StartAsync();
        var never = new TaskCompletionSource();
        gateway.Before = request => Ends(request, "complete") || IsRead(request) ? never.Task : Task.CompletedTask;

        var timeout = TimeSpan.FromMilliseconds(200);
        var report = await RunAsync(gateway, Quick with { Agents = 3, Drain = timeout, CleanUp = timeout });
        never.SetResult();

        Assert.True(report.Check.Unknown > 0);
        Assert.Equal(0, report.Check.Missing);
        Assert.False(report.GoalMet);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen;)
            seen = Interlocked.CompareExchange(ref most, value, seen) is var before && before == seen ? value : before;
    }

    private static bool Ends(HttpRequest request, string with) => request.Path.Value!.EndsWith(with, StringComparison.Ordinal);

    private static bool IsRead(HttpRequest request) =>
        request.Method == "GET" && request.Path.StartsWithSegments("/v1/contacts");

    private static async Task<LoadReport> RunAsync(
        FakeGateway gateway, LoadOptions options, Action<string>? progress = null, CancellationToken stop = default)
    {
        using var run = new LoadRun(gateway.Url, null, options, progress ?? (_ => { }));
        return await run.RunAsync(stop).WaitAsync(TimeSpan.FromSeconds(60));
    }
}
