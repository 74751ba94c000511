using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>The handlers of the board.</summary>
internal sealed class BoardRoutes(IContactCenter center, BoardFeed feed, EventStreamRegistry streams)
{
    public ValueTask<Reply> Get(HttpContext http) => center.SendAsync(new GetBoard(), http);

    public async Task Stream(HttpContext http)
    {
        var refusal = center.Status switch
        {
            CenterStatus.Active => streams.TryAcquire() ? null : RequestRefusals.TooManyStreams,
            CenterStatus.Standby => HostRefusals.Standby,
            _ => HostRefusals.Unavailable,
        };
        if (refusal is null)
        {
            feed.Join();
            try
            {
                refusal = await RunAsync(http);
            }
            finally
            {
                feed.Leave();
                streams.Release();
            }
        }

        if (refusal is not null)
            await ProblemWriter.WriteAsync(http, refusal);
    }

    private async Task<Refusal?> RunAsync(HttpContext http)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, streams.Stopping, http.GetKeyEnded());
        try
        {
            var (seen, refusal) = await feed.FirstAsync(ended.Token);
            if (seen is null)
                return refusal;
            var body = http.Response.BodyWriter;
            SseResponse.Start(http);
            body.Write(seen.Whole);
            while (!(await body.FlushAsync(ended.Token)).IsCompleted)
            {
                var next = await feed.NextAsync(seen, streams.HeartbeatInterval, ended.Token);
                body.Write(next is null ? SseFrame.Heartbeat
                    : next.Number == seen.Number + 1 ? next.Change
                    : next.Whole);
                seen = next ?? seen;
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // A viewer that hung up, or the gateway stops. A flush that waits for a slow reader ends with its connection.
            if (!http.RequestAborted.IsCancellationRequested && http.Response.HasStarted)
                http.Abort();
        }

        return null;
    }
}

internal static class BoardRouteExtensions
{
    private static readonly BoardReply Example = new(
        812, Timestamp.From(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero)),
        new BoardTotals { Open = true, Waiting = 3, Available = 4, Offered = 41, Answered = 36, Abandoned = 2 },
        [
            new BoardQueue(new("sales"), "Sales")
            {
                Open = true,
                Waiting = 3,
                Ringing = 1,
                Connected = 4,
                WrapUp = 1,
                LongestWaitingSince = Timestamp.From(new DateTimeOffset(2026, 3, 2, 9, 28, 30, TimeSpan.Zero)),
                Estimate = TimeSpan.FromSeconds(45),
                EstimateP90 = TimeSpan.FromSeconds(120),
                Available = 4,
                Target = TimeSpan.FromSeconds(20),
                Offered = 41,
                Answered = 36,
                Abandoned = 2,
                ServiceLevel = 0.8158m,
                AbandonedShare = 0.0526m,
                AverageSpeedOfAnswer = TimeSpan.FromSeconds(14.2),
            },
        ],
        new BoardAgents(4, 1, 4, 1, 2, 8));

    private static readonly ResponseSchema Board = ResponseSchema.Of("Board", typeof(BoardReply), Example);

    private static readonly ResponseSchema Updates =
        new("BoardUpdate", typeof(BoardReply), ResponseSchema.Object(("removedQueues", new()
        {
            Type = Microsoft.OpenApi.JsonSchemaType.Array,
            Items = ValueFields.IdSchema(),
            Description = "The queues that are no more; in boardChanged only.",
        })), "text/event-stream")
        {
            Example = JsonValue.Create(Encoding.UTF8.GetString(
                [.. SseFrame.Opening(1_234), .. BoardFrame.Write("board", Example, null),
                    .. BoardFrame.Write("boardChanged", Example with { Sequence = 815 }, [])])),
        };

    public static void AddBoard(this IServiceCollection services) => services.AddSingleton<BoardFeed>();

    public static void MapBoard(this IEndpointRouteBuilder app)
    {
        var routes = ActivatorUtilities.CreateInstance<BoardRoutes>(app.ServiceProvider);
        var board = app.MapGroup("/v1/board").WithTags("Board");

        board.MapGet("", CsvTable.Create(routes.Get)).RequireAuthorization(AccessPolicy.Board)
            .WithOperation("getBoard", "Returns every queue and the agents by state now, with the figures of today.")
            .ProducesReply(200, Board);
        board.MapGet("events", routes.Stream).RequireAuthorization(AccessPolicy.Board)
            .WithOperation("streamBoard",
                "Streams the board, as server-sent events: first the whole, then the changed rows, once a second at the most.")
            .ProducesReply(200, Updates);
    }
}
