using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;
using Acd.Storage;
using Acd.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Acd.Connections.Tests;

/// <summary>The export to a real PostgreSQL: each event once through kills, and figures that equal the boards.</summary>
public sealed class PostgresTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    private static readonly string[] Tables =
    [
        "contact", "contact_segment", "offer", "agent_state", "outcome", "queue_target", "queue_log", "queue_log_state",
    ];

    [Fact]
    public async Task The_views_equal_the_boards_and_the_tables_do_not_depend_on_how_events_were_batched()
    {
        var server = await fixture.StartAsync();
        var run = RandomDay.Play(seed: 11, steps: LongForm.Or(20_000, 3_000), handOvers: true);
        Assert.True(run.Events.Count(one => one is ContactTransferred { To: not null }) > 10, "Hardly anybody handed over.");
        var started = System.Diagnostics.Stopwatch.StartNew();
        await BringAsync(server, "one", run.Events, _ => 2_000, _ => false);
        var rate = run.Events.Count / started.Elapsed.TotalSeconds;
        LongForm.Write($"{run.Events.Count} events to PostgreSQL, {rate:F0} a second");
        var random = new Random(3);
        await BringAsync(server, "many", run.Events, _ => random.Next(1, 90), _ => random.Next(4) == 0);

        await AssertSameTablesAsync(server, "one", "many");
        foreach (var queue in new[] { "sales", "support" })
        {
            var board = run.Ask<ContactStatsReply>(new GetQueueStats(new(queue)) { From = EngineRun.Start }).Total;
            Assert.True(board.Answered >= 5, $"{queue} answered {board.Answered}.");
            var row = await RowAsync(
                server,
                $"""
                SELECT sum(entered), sum(answered), sum(answered_in_target), sum(abandoned), sum(short_abandoned), sum(expired),
                    sum(overflowed), sum(canceled), sum(rejected), sum(callbacks_answered), sum(handled), sum(answer_wait_ms),
                    sum(abandon_wait_ms), sum(talk_ms), sum(hold_ms), sum(wrap_up_ms) FROM one.figures WHERE queue = '{queue}'
                """);
            Assert.Equal(
                [
                    board.Entered, board.Answered, board.AnsweredInTarget, board.Abandoned, board.ShortAbandoned, board.Expired,
                    board.Overflowed, board.Canceled, board.Rejected, board.CallbacksAnswered, board.Handled,
                    Milliseconds(board.AnswerWait), Milliseconds(board.AbandonWait), Milliseconds(board.TalkTime),
                    Milliseconds(board.HoldTime), Milliseconds(board.WrapUpTime),
                ],
                row.Select(Convert.ToInt64));
            var day = await RowAsync(
                server,
                $"""
                SELECT service_level_of_answered, service_level_of_offered, average_speed_of_answer, average_handle_time
                FROM one.queue_day WHERE queue = '{queue}'
                """);
            Assert.Equal((decimal?)board.ServiceLevel.OfAnswered, (decimal)day[0]);
            Assert.Equal((decimal?)board.ServiceLevel.OfOffered, (decimal)day[1]);
            Assert.Equal(board.AverageSpeedOfAnswer!.Value.TotalSeconds, (double)(decimal)day[2], tolerance: 0.0011);
            Assert.Equal(board.AverageHandleTime!.Total.TotalSeconds, (double)(decimal)day[3], tolerance: 0.0011);
        }
    }

    [Fact]
    public async Task Segments_of_a_contact_follow_each_other_and_end_with_it()
    {
        var server = await fixture.StartAsync();
        var run = RandomDay.Play(seed: 12, steps: 800, handOvers: true);
        await BringAsync(server, "acd", run.Events, _ => 500, _ => false);

        Assert.Equal(0L, await CountAsync(server, "acd.contact WHERE closed_at IS NULL"));
        Assert.Equal(0L, await CountAsync(server, "acd.contact_segment WHERE ended_at IS NULL"));
        Assert.Equal(0L, await CountAsync(server, "acd.offer WHERE ended_at IS NULL"));
        Assert.Equal(
            0L,
            await CountAsync(
                server,
                """
                (SELECT began_at, lag(ended_at) OVER (PARTITION BY contact_number ORDER BY segment) AS before
                FROM acd.contact_segment WHERE kind <> 'ringing') AS parts WHERE before <> began_at
                """));
        Assert.True(await CountAsync(server, "acd.contact_segment WHERE kind = 'talk'") > 20);
    }

    [Fact]
    public async Task Kills_of_exporter_and_server_lose_and_double_nothing()
    {
        var server = await fixture.StartAsync();
        await KillAndCompareAsync(server, rounds: LongForm.Or(5, 3), contacts: LongForm.Or(2_300, 60));
    }

    private static async Task KillAndCompareAsync(PostgresServer server, int rounds, int contacts)
    {
        await using var store = StoreFactory.Open(new StoreOptions { Url = "memory:" });
        await using var host = await ActiveHost.StartAsync(store);
        var options = new PostgresOptions { Connection = server.Connection };
        using var states = new ConnectionStates();
        for (var round = 0; round < rounds; round++)
        {
            using var runner = new ConnectionRunner(
                [new EventExport("postgres", () => new PostgresSink(options))], new FixedCenter(host), states,
                TimeProvider.System, NullLogger<ConnectionRunner>.Instance);
            await runner.StartAsync(CancellationToken.None);
            await ServeAsync(host, round, contacts);
            await server.KillAsync();
            await ServeAsync(host, round + 100, contacts);
            await server.RestartAsync();
            await ServeAsync(host, round + 200, contacts);

            // It ends in the middle of whatever it does.
            await runner.StopAsync(CancellationToken.None);
        }

        using var last = new ConnectionRunner(
            [new EventExport("postgres", () => new PostgresSink(options))], new FixedCenter(host), states, TimeProvider.System,
            NullLogger<ConnectionRunner>.Instance);
        await last.StartAsync(CancellationToken.None);
        await CenterApp.UntilAsync(
            () => Task.FromResult(states.Of("postgres").Current is { FailingSince: null } now && now.Position == host.LastEvent),
            () => $"It is {states.Of("postgres").Current}.");
        await last.StopAsync(CancellationToken.None);
        await AssertSameAsync(server, store, host);
    }

    [Fact]
    public async Task Events_that_the_store_no_longer_keeps_come_from_the_tables()
    {
        var server = await fixture.StartAsync();
        await using var center = await CenterApp.StartAsync(
            "memory:", ("Connections:Postgres:Connection", server.Connection), ("Storage:EventsKept", "1000"),
            ("Engine:BoardsEvery", "500"));
        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(number =>
            center.Host.SendAsync(new EnqueueContact(new($"c{number}"))).AsTask()));
        await CenterApp.UntilAsync(
            () => Task.FromResult(
                center.App.Services.GetRequiredService<ConnectionStates>().Of("postgres").Current.Position
                    == center.Host.LastEvent),
            () => "The tables lag behind.");

        var first = await center.DoAsync("GET /v1/events?limit=3");
        Assert.Equal([1L, 2, 3], first.GetProperty("events").EnumerateArray().Select(one =>
            one.GetProperty("sequence").GetInt64()));
        Assert.Equal((1L, 3L, center.Host.LastEvent),
            (first.GetProperty("firstKept").GetInt64(), first.GetProperty("next").GetInt64(),
                first.GetProperty("last").GetInt64()));
        var (after, found) = (0L, 0);
        do
        {
            var page = await center.DoAsync($"GET /v1/events?after={after}&limit=1000&type=contactQueued");
            found += page.GetProperty("events").GetArrayLength();
            after = page.GetProperty("next").GetInt64();
        }
        while (after < center.Host.LastEvent);
        Assert.Equal(2_000, found);
    }

    [Fact]
    public async Task Tables_of_an_earlier_version_are_made_again_from_the_events()
    {
        var server = await fixture.StartAsync();
        var run = RandomDay.Play(seed: 13, steps: 600);
        var half = run.Events.Count / 2;
        await BringAsync(server, "whole", run.Events, _ => 500, _ => false);
        await BringAsync(server, "acd", run.Events.Take(half), _ => 100, _ => false);
        await DoAsync(server, "UPDATE acd.progress SET version = 0; DROP VIEW acd.queue_day; DROP TABLE acd.offer");
        await BringAsync(server, "acd", run.Events.Skip(half), _ => 100, _ => false);

        await AssertSameTablesAsync(server, "whole", "acd");
        await DoAsync(server, "UPDATE acd.progress SET version = 999");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            BringAsync(server, "acd", [], _ => 1, _ => false));
        Assert.Contains("version 999", error.Message, StringComparison.Ordinal);
    }

    private static async Task AssertSameAsync(PostgresServer server, IStore store, EngineHost host)
    {
        var expected = new List<CenterEvent>();
        while ((await store.ReadEventsAsync(expected.Count, 1_000)).Events is { Count: > 0 } page) expected.AddRange(page);
        Assert.Equal(host.LastEvent, expected.Count);
        await using var connection = new NpgsqlConnection(server.Connection);
        await connection.OpenAsync();
        await using (var command = new NpgsqlCommand("SELECT sequence, json FROM acd.event ORDER BY sequence", connection))
        {
            await using var row = await command.ExecuteReaderAsync();
            foreach (var one in expected)
            {
                Assert.True(await row.ReadAsync(), $"Event {one.Sequence} is missing.");
                Assert.Equal(one.Sequence, row.GetInt64(0));
                Assert.Equal(System.Text.Encoding.UTF8.GetString(EventJson.GetUtf8(one).Span), row.GetString(1));
            }

            Assert.False(await row.ReadAsync(), "There is one more row.");
        }

        await BringAsync(server, "again", expected, _ => 1_000, _ => false);
        await AssertSameTablesAsync(server, "again", "acd");
    }

    /// <summary>Brings events to a schema, in batches of some sizes, by an exporter that is now and then another one.</summary>
    private static async Task BringAsync(
        PostgresServer server, string schema, IEnumerable<CenterEvent> events, Func<int, int> size, Func<int, bool> isNew)
    {
        var options = new PostgresOptions { Connection = server.Connection, Schema = schema };
        PostgresSink? sink = null;
        var (left, batches) = (new Queue<CenterEvent>(events), 0);
        do
        {
            if (sink is null || isNew(batches))
            {
                if (sink is not null) await sink.DisposeAsync();
                sink = new PostgresSink(options);
                await sink.OpenAsync(CancellationToken.None);
            }

            var batch = new List<CenterEvent>();
            for (var number = size(batches++); number > 0 && left.TryDequeue(out var one); number--) batch.Add(one);
            if (batch.Count > 0) await sink.WriteAsync(batch, CancellationToken.None);
        }
        while (left.Count > 0);
        await sink.DisposeAsync();
    }

    private static async Task AssertSameTablesAsync(PostgresServer server, string one, string other)
    {
        foreach (var table in Tables) Assert.Equal(await RowsAsync(server, one, table), await RowsAsync(server, other, table));
    }

    private static Task ServeAsync(EngineHost host, int round, int contacts) =>
        Task.WhenAll(Enumerable.Range(0, contacts).Select(async number =>
        {
            var id = new ContactId($"call-{round}-{number}");
            await host.SendAsync(new EnqueueContact(id) { CallerId = $"+49\0{number}" });
            await host.SendAsync(new ChangePriority(id, 3));
            await host.SendAsync(new AbandonContact(id));
        }));

    private static async Task<string> RowsAsync(PostgresServer server, string schema, string table)
    {
        await using var connection = new NpgsqlConnection(server.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"SELECT string_agg(line, E'\\n' ORDER BY line) FROM (SELECT {table}::text AS line FROM {schema}.{table}) AS lines",
            connection);
        return await command.ExecuteScalarAsync() as string ?? "";
    }

    private static async Task<object[]> RowAsync(PostgresServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var row = await command.ExecuteReaderAsync();
        Assert.True(await row.ReadAsync());
        var values = new object[row.FieldCount];
        row.GetValues(values);
        return values;
    }

    private static async Task<long> CountAsync(PostgresServer server, string from) =>
        (long)(await RowAsync(server, $"SELECT count(*) FROM {from}"))[0];

    private static async Task DoAsync(PostgresServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
