using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>The handlers of queues.</summary>
internal sealed class QueueRoutes(IContactCenter center)
{
    public async ValueTask<Reply> List(HttpContext http)
    {
        if (!KeysetPage<QueueId>.TryRead(http, out var page, out var invalid))
            return invalid;
        var reply = await center.SendAsync(new GetCenter(), http);
        if (reply is not CenterReply { Settings.Queues: var all })
            return reply;
        return page.TryGetRows(all, queue => queue.Id, out var rows, out var next)
            ? new QueuesReply(rows, next) { AsOf = reply.AsOf }
            : Refusals.QueueUnknown(page.After!.Value) with { Field = "after" };
    }

    public async ValueTask<Reply> Get(HttpContext http) =>
        http.TryGetId<QueueId>("id", out var queue, out var invalid)
            ? http.WithTag(await center.SendAsync(new GetQueue(queue), http))
            : invalid;

    public async ValueTask<Reply> Put(HttpContext http)
    {
        if (!http.TryGetId<QueueId>("id", out var queue, out var invalid)
            || !http.TryReadCondition(out var condition, out invalid))
            return invalid;
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, QueueBody.Schema);
        if (refusal is null && body.Id is { } other && other != queue)
            refusal = RequestRefusals.IdMismatch(queue.Value);
        if (refusal is not null)
            return refusal;
        var put = new PutQueue(body.Queue with { Id = queue }) { If = condition, ApplyToRunning = body.ApplyToRunning };
        return http.WithTag(await center.SendAsync(put, http));
    }

    public ValueTask<Reply> Remove(HttpContext http) =>
        http.TryGetId<QueueId>("id", out var queue, out var invalid) && http.TryReadCondition(out var condition, out invalid)
            ? center.SendAsync(new RemoveQueue(queue) { If = condition }, http)
            : new(invalid);
}

internal static class QueueRouteExtensions
{
    public static void MapQueues(this IEndpointRouteBuilder app)
    {
        const string Unknown = "The queue is unknown.";
        var noSuch = Refusals.QueueUnknown(new("sale"));
        var routes = new QueueRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var queues = app.MapGroup("/v1/queues").WithTags("Queues");

        queues.MapGet("", ReplyHandler.Create(routes.List)).RequireAuthorization(AccessPolicy.Reader)
            .WithOperation("listQueues", "Returns a page of queues, in the order of their creation.")
            .WithPageParameters("default").ProducesReply(200, ResponseSchema.Queues)
            .ProducesRefusal(404, "The queue in after is unknown.", noSuch);
        queues.MapGet("{id}", ReplyHandler.Create(routes.Get)).RequireAuthorization(AccessPolicy.Reader)
            .WithOperation("getQueue", "Returns a queue's settings.")
            .ProducesReply(200, ResponseSchema.Queue).ProducesRefusal(404, Unknown, noSuch);
        queues.MapPut("{id}", ReplyHandler.Create(routes.Put)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("putQueue", "Creates a queue, or replaces its settings. They apply at once, to waiting contacts too.")
            .AcceptsBody(QueueBody.Schema).IsConditional()
            .ProducesReply(201, ResponseSchema.Queue).ProducesReply(200, ResponseSchema.Queue)
            .ProducesRefusal(404, "A plan or an action leads to an unknown queue or gate.", noSuch);
        queues.MapDelete("{id}", ReplyHandler.Create(routes.Remove)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("removeQueue", "Removes a queue that has no open contact and no gate, plan or action leads to.")
            .IsConditional().ProducesReply(204).ProducesRefusal(404, Unknown, noSuch)
            .ProducesRefusal(409, "The queue is default, or in use.",
                Refusals.InUse("queue", "sales", "the gate sales-hotline"));
    }
}
