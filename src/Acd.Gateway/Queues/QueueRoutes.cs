using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>Queues and their settings.</summary>
internal sealed class QueueRoutes(IContactCenter center)
{
    public async ValueTask<Reply> List(HttpContext http)
    {
        if (!IdPage<QueueId>.TryRead(http, out var page, out var bad))
            return bad;
        var reply = await center.SendAsync(new GetCenter());
        if (reply is not CenterReply { Settings.Queues: var all })
            return reply;
        return page.TryTake(all, queue => queue.Id, out var rows, out var next)
            ? new QueuesReply(rows, next)
            : Refusals.QueueUnknown(page.After!.Value) with { Field = "after" };
    }

    public ValueTask<Reply> Get(HttpContext http) =>
        http.TryId<QueueId>("id", out var queue, out var bad) ? center.SendAsync(new GetQueue(queue)) : new(bad);

    public async ValueTask<Reply> Put(HttpContext http)
    {
        if (!http.TryId<QueueId>("id", out var queue, out var bad))
            return bad;
        var (body, refusal) = await Body.ReadAsync(http, QueueBody.Shape);
        if (refusal is null && body.Id is { } other && other != queue)
            refusal = RequestRefusals.OtherId(queue.Value);
        return refusal ?? await center.SendAsync(new PutQueue(body.Queue with { Id = queue }));
    }

    public ValueTask<Reply> Remove(HttpContext http) =>
        http.TryId<QueueId>("id", out var queue, out var bad) ? center.SendAsync(new RemoveQueue(queue)) : new(bad);
}

internal static class QueueMapping
{
    public static void MapQueues(this IEndpointRouteBuilder app)
    {
        const string Unknown = "There is no such queue.";
        var noSuch = Refusals.QueueUnknown(new("sale"));
        var routes = new QueueRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var queues = app.MapGroup("/v1/queues").WithTags("Queues");

        queues.MapGet("", Handler.Of(routes.List)).Allow(Access.Read)
            .Describe("listQueues", "A page of queues' settings, by the order of their making.")
            .ReadsIdPage("default").Gives(200, AnswerSchema.Queues)
            .MayRefuse(404, "There is no such queue to go on after.", noSuch);
        queues.MapGet("{id}", Handler.Of(routes.Get)).Allow(Access.Read)
            .Describe("getQueue", "A queue's settings.").Gives(200, AnswerSchema.Queue).MayRefuse(404, Unknown, noSuch);
        queues.MapPut("{id}", Handler.Of(routes.Put)).Allow(Access.Supervise)
            .Describe("putQueue", "Makes a queue, or replaces its settings; they hold at once, for waiting contacts too.")
            .Takes(QueueBody.Shape).Gives(201, AnswerSchema.Queue).Gives(200, AnswerSchema.Queue)
            .MayRefuse(404, "A plan or an action leads to a queue or gate that is not there.", noSuch);
        queues.MapDelete("{id}", Handler.Of(routes.Remove)).Allow(Access.Supervise)
            .Describe("removeQueue", "Removes a queue that has no open contact, and that no gate, plan or action leads to.")
            .Gives(204).MayRefuse(404, Unknown, noSuch)
            .MayRefuse(409, "The queue is default, or in use.", Refusals.InUse("queue", "sales", "the gate sales-hotline"));
    }
}
