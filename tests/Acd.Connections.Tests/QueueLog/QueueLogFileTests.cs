using System.Text;
using Acd.Core;
using Acd.Hosting;
using Acd.Storage;
using Acd.Testing;

namespace Acd.Connections.Tests;

/// <summary>The file of queue_log, through ends at any moment.</summary>
public sealed class QueueLogFileTests
{
    [Fact]
    public async Task Terms_that_end_at_any_moment_leave_each_line_once()
    {
        using var folder = new TempFolder();
        var options = new QueueLogOptions { Path = folder.File("queue_log") };
        await using var store = StoreFactory.Open(new StoreOptions { Url = "memory:" });
        await using var host = await ActiveHost.StartAsync(store);
        var random = new Random(7);
        for (var round = 0; round < 12; round++)
        {
            for (var call = 0; call < 25; call++)
            {
                await host.SendAsync(new EnqueueContact(new($"call-{round}-{call}")));
                await host.SendAsync(new AbandonContact(new($"call-{round}-{call}")));
            }

            await RunTermAsync(host, options, pages: random.Next(1, 4), random);
        }

        await RunToEndAsync(host, options);
        Assert.Equal(await ExpectedAsync(store), await File.ReadAllTextAsync(options.Path));
    }

    [Fact]
    public async Task A_large_file_is_renamed_and_the_lines_are_whole_across_the_files()
    {
        using var folder = new TempFolder();
        var options = new QueueLogOptions { Path = folder.File("queue_log"), RotateMegabytes = 1, KeepFiles = 3 };
        await using var store = StoreFactory.Open(new StoreOptions { Url = "memory:" });
        await using var host = await ActiveHost.StartAsync(store);
        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 2_500).Select(async call =>
            {
                var id = new ContactId($"{new string('c', 40)}-{round}-{call}");
                await host.SendAsync(new EnqueueContact(id) { CallerId = new string('9', 60) });
                await host.SendAsync(new AbandonContact(id));
            }));
            await RunToEndAsync(host, options);
        }

        var files = new[] { ".3", ".2", ".1", "" }.Select(end => options.Path + end).Where(File.Exists).ToList();
        Assert.True(files.Count >= 2, $"{files.Count} files.");
        Assert.Equal(await ExpectedAsync(store), string.Concat(files.Select(File.ReadAllText)));
    }

    [Fact]
    public async Task A_file_that_somebody_else_renamed_goes_on_as_a_new_one()
    {
        using var folder = new TempFolder();
        var options = new QueueLogOptions { Path = folder.File("queue_log") };
        await using var store = StoreFactory.Open(new StoreOptions { Url = "memory:" });
        await using var host = await ActiveHost.StartAsync(store);
        await host.SendAsync(new EnqueueContact(new("one")));
        await RunToEndAsync(host, options);
        File.Move(options.Path, folder.File("queue_log-old"));
        await host.SendAsync(new AbandonContact(new("one")));
        await RunToEndAsync(host, options);

        Assert.Equal(
            await ExpectedAsync(store),
            await File.ReadAllTextAsync(folder.File("queue_log-old")) + await File.ReadAllTextAsync(options.Path));
    }

    /// <summary>A term that ends after some pages without a checkpoint, and may have torn its last line.</summary>
    private static async Task RunTermAsync(EngineHost host, QueueLogOptions options, int pages, Random random)
    {
        var sink = new QueueLogSink(options, TimeProvider.System);
        var position = await sink.OpenAsync(new ConnectionTerm(host, new ConnectionState("queueLog")), CancellationToken.None);
        for (var page = 0; page < pages; page++)
        {
            var events = (await host.ReadNextAsync(position, random.Next(1, 40), TimeSpan.Zero)).Events;
            if (events.Count == 0) break;
            await sink.WriteAsync(events, CancellationToken.None);
            position = events[^1].Sequence;
            if (random.Next(3) == 0) await sink.FlushAsync(CancellationToken.None);
        }

        if (random.Next(2) == 0 || !File.Exists(options.Path!)) return;
        using var file = File.OpenWrite(options.Path!);
        var torn = file.Length - random.Next(1, 30);
        if (torn > 0 && sink.SureLength <= torn) file.SetLength(torn);
    }

    private static async Task RunToEndAsync(EngineHost host, QueueLogOptions options)
    {
        var sink = new QueueLogSink(options, TimeProvider.System);
        var position = await sink.OpenAsync(new ConnectionTerm(host, new ConnectionState("queueLog")), CancellationToken.None);
        while ((await host.ReadNextAsync(position, 500, TimeSpan.Zero)).Events is { Count: > 0 } events)
        {
            await sink.WriteAsync(events, CancellationToken.None);
            position = events[^1].Sequence;
        }

        await sink.FlushAsync(CancellationToken.None);
    }

    private static async Task<string> ExpectedAsync(IStore store)
    {
        var (text, lines) = (new StringBuilder(), new List<QueueLogLine>());
        var projection = new QueueLogProjection(new QueueLogState(), gateInQueueName: false);
        for (var after = 0L; (await store.ReadEventsAsync(after, 1_000)).Events is { Count: > 0 } events;)
        {
            foreach (var one in events) projection.Apply(one, lines);
            after = events[^1].Sequence;
        }

        foreach (var line in lines) line.AppendTo(text);
        return text.ToString();
    }
}
