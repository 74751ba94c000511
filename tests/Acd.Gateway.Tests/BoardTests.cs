using System.Text.Json;
using Acd.Core;
using Acd.Hosting;
using Acd.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Acd.Gateway.Tests;

/// <summary>The board and its stream: one gathering a second for all viewers, and only what changed.</summary>
public sealed class BoardTests : IAsyncLifetime
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    private readonly FakeContactCenter _center = new();
    private readonly ManualTime _clock = new();
    private BoardReply _board = Board(1, Row("sales", 3), Row("help", 0));
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _center.Respond = request => request is GetBoard ? _board : SampleReplies.Reply(request);
        _gateway = await TestGateway.StartAsync(builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(_clock);
            builder.Services.AddSingleton<IContactCenter>(_center);
            builder.Services.AddSingleton<IAgentDevices>(new LocalAgentDevices(_center, new FakeSessionStore(), _clock));
        });
    }

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task The_board_has_the_center_each_queue_and_the_agents_by_state()
    {
        var got = await _gateway.SendAsync("GET /v1/board");

        Assert.Equal((200, "1"), (got.Status, got.Member("sequence")));
        Assert.Equal(3, got.Json.GetProperty("queues")[0].GetProperty("waiting").GetInt32());
        Assert.Equal(20, got.Json.GetProperty("queues")[0].GetProperty("target").GetDouble());
        Assert.Equal(5, got.Json.GetProperty("agents").GetProperty("busy").GetInt32());
        Assert.Equal(0, got.Json.GetProperty("alarms").GetArrayLength());
        Assert.True(got.Json.TryGetProperty("center", out _));
    }

    [Fact]
    public async Task The_stream_begins_with_the_whole_and_goes_on_with_the_rows_that_changed()
    {
        await using var stream = await _gateway.OpenEventsAsync("/v1/board/events");
        var whole = Data(await stream.ReadEventAsync("board"));
        Assert.Equal(["sales", "help"], Queues(whole));

        _board = Board(5, Row("sales", 4), Row("help", 0));
        await TickAsync();
        var change = await stream.ReadEventAsync("boardChanged");
        Assert.StartsWith("id: 5|", change, StringComparison.Ordinal);
        Assert.Equal(["sales"], Queues(Data(change)));
        Assert.Equal(4, Data(change).GetProperty("queues")[0].GetProperty("waiting").GetInt32());
        Assert.Equal(0, Data(change).GetProperty("removedQueues").GetArrayLength());

        _board = Board(6, Row("sales", 4), Row("new", 1));
        await TickAsync();
        var moved = Data(await stream.ReadEventAsync("boardChanged"));
        Assert.Equal(["new"], Queues(moved));
        Assert.Equal("help", Assert.Single(moved.GetProperty("removedQueues").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task A_board_without_changes_tells_its_time_every_five_seconds()
    {
        await using var stream = await _gateway.OpenEventsAsync("/v1/board/events");
        await stream.ReadEventAsync("board");
        _board = _board with { At = SampleReplies.Now + TimeSpan.FromSeconds(99) };

        for (var second = 0; second < 5; second++)
            await TickAsync();
        var quiet = Data(await stream.ReadEventAsync("boardChanged"));

        Assert.Empty(Queues(quiet));
        Assert.Equal(SampleReplies.Now.ToDateTimeOffset().AddSeconds(99), quiet.GetProperty("at").GetDateTimeOffset());
        Assert.Equal(6, Asked());
    }

    [Fact]
    public async Task All_viewers_share_one_gathering_and_it_ends_after_the_last()
    {
        var first = await _gateway.OpenEventsAsync("/v1/board/events");
        await first.ReadEventAsync("board");
        await using (var second = await _gateway.OpenEventsAsync("/v1/board/events"))
        {
            await second.ReadEventAsync("board");
            Assert.Equal(1, Asked());
            _board = Board(2, Row("sales", 9));
            await TickAsync();
            Assert.Equal(
                Data(await first.ReadEventAsync("boardChanged")).ToString(),
                Data(await second.ReadEventAsync("boardChanged")).ToString());
            Assert.Equal(2, Asked());
        }

        await first.DisposeAsync();
        var streams = _gateway.App.Services.GetRequiredService<EventStreamRegistry>();
        await UntilAsync(() => streams.OpenCount == 0, "A stream is still open.");
        await _clock.WhenArmedAsync(BoardFeed.Interval).WaitAsync(MaxWait);
        var asked = Asked();
        _clock.Advance(BoardFeed.Interval);
        var feed = _gateway.App.Services.GetRequiredService<BoardFeed>();
        await UntilAsync(() => !feed.IsGathering, "The board is still gathered.");
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(asked, Asked());

        _board = Board(7, Row("sales", 1));
        await using var later = await _gateway.OpenEventsAsync("/v1/board/events");
        Assert.StartsWith("id: 7|", await later.ReadEventAsync("board"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_center_does_not_serve_viewers_wait_and_new_ones_are_refused()
    {
        await using var stream = await _gateway.OpenEventsAsync("/v1/board/events");
        await stream.ReadEventAsync("board");
        var serving = _board;
        _center.Respond = request => HostRefusals.Unavailable;
        await TickAsync();

        var refused = await _gateway.SendAsync("GET /v1/board/events");
        Assert.Equal((503, "center.unavailable"), (refused.Status, refused.Code));
        _center.Status = CenterStatus.Standby;
        Assert.Equal("center.standby", (await _gateway.SendAsync("GET /v1/board/events")).Code);

        _board = serving with { Sequence = 9, Queues = [Row("sales", 1)] };
        (_center.Status, _center.Respond) = (CenterStatus.Active, _ => _board);
        await TickAsync();
        Assert.StartsWith("id: 9|", await stream.ReadEventAsync("boardChanged"), StringComparison.Ordinal);
    }

    /// <summary>Lets a second pass, and waits until the board of that second is gathered.</summary>
    private async Task TickAsync()
    {
        await _clock.WhenArmedAsync(BoardFeed.Interval).WaitAsync(MaxWait);
        var asked = Asked();
        _clock.Advance(BoardFeed.Interval);
        await UntilAsync(() => Asked() > asked, "The board is not gathered.");
    }

    private static Task UntilAsync(Func<bool> holds, string missing) =>
        Polling.UntilAsync(() => Task.FromResult(holds()), MaxWait, () => missing);

    private int Asked() => _center.Requests.Count(request => request is GetBoard);

    private static JsonElement Data(string block) =>
        JsonDocument.Parse(block[(block.IndexOf("data: ", StringComparison.Ordinal) + 6)..]).RootElement;

    private static IEnumerable<string?> Queues(JsonElement board) =>
        board.GetProperty("queues").EnumerateArray().Select(row => row.GetProperty("queue").GetString());

    private static BoardReply Board(long sequence, params BoardQueue[] rows) =>
        new(sequence, SampleReplies.Now, new BoardTotals { Open = true }, rows, new BoardAgents(1, 2, 5, 0, 0, 3));

    private static BoardQueue Row(string queue, int waiting) =>
        new(new(queue), queue) { Waiting = waiting, Target = TimeSpan.FromSeconds(20) };
}
