using Acd.Core;
using Acd.Hosting;
using Acd.Storage;

namespace Acd.Connections.Tests;

/// <summary>An export brings every event once in a term, and says what is gone.</summary>
public sealed class EventExportTests
{
    [Fact]
    public async Task Every_event_comes_once_and_a_new_term_goes_on_after_the_last_sure_one()
    {
        await using var store = StoreFactory.Open(new StoreOptions { Url = "memory:" });
        await using var host = await ActiveHost.StartAsync(store);
        var (sink, state) = (new ListSink(), new ConnectionState("list"));
        var export = new EventExport("list", () => sink);
        for (var round = 1; round <= 3; round++)
        {
            for (var number = 0; number < 50; number++) await host.SendAsync(new EnqueueContact(new($"c{round}-{number}")));
            await RunAsync(export, host, state, () => sink.Sure == host.LastEvent);
        }

        Assert.Equal(Enumerable.Range(1, (int)host.LastEvent).Select(number => (long)number), sink.Sequences);
        Assert.Equal((host.LastEvent, 0L, 0L), (state.Current.Position, state.Current.Behind, state.Current.Lost));
    }

    [Fact]
    public async Task Events_that_are_gone_are_counted_and_skipped()
    {
        await using var store = StoreFactory.Open(new StoreOptions { Url = "memory:", EventsKept = 100 });
        await using var host = await ActiveHost.StartAsync(store, recentEvents: 50);
        for (var number = 0; number < 1_000; number++) await host.SendAsync(new EnqueueContact(new($"c{number}")));
        var (sink, state) = (new ListSink(), new ConnectionState("list"));

        await RunAsync(new EventExport("list", () => sink), host, state, () => sink.Sure == host.LastEvent);

        Assert.True(sink.Skipped > 0);
        Assert.Equal(sink.Skipped, state.Current.Lost);
        Assert.Equal(sink.Skipped + 1, sink.Sequences[0]);
        Assert.Equal(host.LastEvent - sink.Skipped, sink.Sequences.Count);
    }

    [Fact]
    public async Task A_store_that_was_set_back_is_an_error_and_not_silence()
    {
        await using var store = StoreFactory.Open(new StoreOptions { Url = "memory:" });
        await using var host = await ActiveHost.StartAsync(store);
        var export = new EventExport("list", () => new ListSink { Sure = 5_000 });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            export.RunAsync(new ConnectionTerm(host, new ConnectionState("list")), CancellationToken.None));

        Assert.Contains("set back", error.Message, StringComparison.Ordinal);
    }

    private static async Task RunAsync(EventExport export, EngineHost host, ConnectionState state, Func<bool> isDone)
    {
        using var ended = new CancellationTokenSource();
        var running = export.RunAsync(new ConnectionTerm(host, state), ended.Token);
        await CenterApp.UntilAsync(() => Task.FromResult(isDone()), () => "It does not reach the end.");
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private sealed class ListSink : IEventSink
    {
        public List<long> Sequences { get; } = [];

        public long Sure { get; set; }

        public long Skipped { get; private set; }

        public Task<long> OpenAsync(ConnectionTerm term, CancellationToken ended) => Task.FromResult(Sure);

        public Task<long> WriteAsync(IReadOnlyList<CenterEvent> events, CancellationToken ended)
        {
            Sequences.AddRange(events.Select(one => one.Sequence));
            return Task.FromResult(Sure = events[^1].Sequence);
        }

        public Task SkipAsync(long until, CancellationToken ended)
        {
            Skipped = until;
            return Task.CompletedTask;
        }

        public Task<long> FlushAsync(CancellationToken ended) => Task.FromResult(Sure);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
