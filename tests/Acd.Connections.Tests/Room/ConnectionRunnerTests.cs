using Acd.Core;
using Acd.Hosting;
using Acd.Storage;
using Acd.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acd.Connections.Tests;

/// <summary>Connections begin, fail, begin again, and follow the center.</summary>
public sealed class ConnectionRunnerTests
{
    [Fact]
    public async Task One_that_fails_begins_again_and_says_so_and_the_others_go_on()
    {
        await using var store = StoreFactory.Open(new StoreOptions { Url = "memory:" });
        await using var host = await ActiveHost.StartAsync(store);
        using var states = new ConnectionStates();
        var failures = 0;
        var ill = new Scripted("ill", (term, ended) =>
        {
            if (Interlocked.Increment(ref failures) <= 2) throw new IOException("It is gone.");
            term.Report(7, 1);
            return Task.Delay(Timeout.Infinite, ended);
        });
        var well = new Scripted("well", (term, ended) =>
        {
            term.Report(9, 1);
            return Task.Delay(Timeout.Infinite, ended);
        });
        using var runner = new ConnectionRunner(
            [ill, well], new FixedCenter(host), states, TimeProvider.System,
            NullLogger<ConnectionRunner>.Instance);
        await runner.StartAsync(CancellationToken.None);
        await UntilAsync(() => states.Of("ill").Current is { Position: 7, Failures: 2, FailingSince: null });
        Assert.Equal((ConnectionStatus.Running, 9L, 0L),
            (states.Of("well").Current.Status, states.Of("well").Current.Position, states.Of("well").Current.Failures));
        await UntilAsync(() => WrittenAsync(host).GetAwaiter().GetResult() == 2);
        await runner.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_term_ends_when_the_center_is_elsewhere_and_another_begins_when_it_is_back()
    {
        await using var store = StoreFactory.Open(new StoreOptions { Url = "memory:" });
        await using var host = await ActiveHost.StartAsync(store);
        using var states = new ConnectionStates();
        var (running, terms) = (0, 0);
        var one = new Scripted("one", async (_, ended) =>
        {
            Interlocked.Increment(ref running);
            Interlocked.Increment(ref terms);
            try
            {
                await Task.Delay(Timeout.Infinite, ended);
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        });
        var center = new FixedCenter(host);
        using var runner = new ConnectionRunner(
            [one], center, states, TimeProvider.System, NullLogger<ConnectionRunner>.Instance);
        await runner.StartAsync(CancellationToken.None);
        await UntilAsync(() => running == 1);
        center.ActiveHost = null;
        await UntilAsync(() => running == 0 && states.Of("one").Current.Status == ConnectionStatus.Elsewhere);
        center.ActiveHost = host;
        await UntilAsync(() => running == 1 && terms == 2);
        await runner.StopAsync(CancellationToken.None);
        Assert.Equal(0, running);
    }

    [Fact]
    public async Task Documents_are_written_by_the_holder_of_the_lease_alone()
    {
        await using var store = StoreFactory.Open(new StoreOptions { Url = "memory:" });
        ConnectionTerm term;
        await using (var host = await ActiveHost.StartAsync(store))
        {
            term = new ConnectionTerm(host, new ConnectionState("one"));
            await term.WriteAsync(new NamedDocument("one", "1"), new NamedDocument("one:part", "2"));
            Assert.Equal("1", await term.ReadAsync("one"));
            Assert.Equal(["one", "one:part"], (await term.ReadAllAsync("one")).Select(document => document.Name));
            await term.WriteAsync(new NamedDocument("one", null));
            Assert.Null(await term.ReadAsync("one"));
        }

        await Assert.ThrowsAsync<ConnectionRefusedException>(() => term.WriteAsync(new NamedDocument("one", "3")));
    }

    [Theory]
    [InlineData(0, 0.0, 500)]
    [InlineData(0, 1.0, 1_000)]
    [InlineData(3, 1.0, 8_000)]
    [InlineData(30, 1.0, 30_000)]
    [InlineData(5_000, 0.0, 15_000)]
    public void Pauses_double_up_to_a_limit_and_differ_by_chance(int failures, double chance, int milliseconds) =>
        Assert.Equal(
            TimeSpan.FromMilliseconds(milliseconds),
            Backoff.After(failures, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), chance));

    private static async Task<int> WrittenAsync(EngineHost host) =>
        ((ConnectionDocumentsReply)await host.SendAsync(new ReadConnectionDocuments("connection:status:", IsPrefix: true)))
            .Documents.Count;

    private static Task UntilAsync(Func<bool> holds) =>
        Polling.UntilAsync(() => Task.FromResult(holds()), TimeSpan.FromSeconds(30), () => "It does not come about.");

    private sealed class Scripted(string name, Func<ConnectionTerm, CancellationToken, Task> run) : IConnection
    {
        public string Name => name;

        public Task RunAsync(ConnectionTerm term, CancellationToken ended) => run(term, ended);
    }
}
