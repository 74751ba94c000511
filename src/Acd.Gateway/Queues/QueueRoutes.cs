using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>A queue's settings; what is not given is as in a new queue.</summary>
internal sealed class QueueBody
{
    public static readonly Shape<QueueBody> Shape = new Shape<QueueBody>("QueueSettings")
        .Seconds("offerTimeout", 1, 600, "How long an agent has to answer an offer.",
            (body, time) => body.Queue = body.Queue with { OfferTimeout = time })
        .Seconds("wrapUp", 0, 3600, "How long an agent's capacity stays taken after a contact.",
            (body, time) => body.Queue = body.Queue with { WrapUp = time })
        .Integer("maxMissedOffers", 1, 100, "After how many unanswered offers in a row an agent is set not ready.",
            (body, number) => body.Queue = body.Queue with { MaxMissedOffers = number })
        .Seconds("retryCooldown", 0, 600,
            "How long a contact is not offered again to an agent who did not take it, unless nobody else could.",
            (body, time) => body.Queue = body.Queue with { RetryCooldown = time })
        .Flag("autoAccept", "Whether offers are accepted for the agent at once.",
            (body, auto) => body.Queue = body.Queue with { AutoAccept = auto })
        .Seconds("headStartPerPriority", 0, 3600, "How much earlier each step of priority puts a contact in line.",
            (body, time) => body.Queue = body.Queue with { HeadStartPerPriority = time })
        .Flag("strictPriority", "Whether each priority goes wholly before the next lower one.",
            (body, strict) => body.Queue = body.Queue with { StrictPriority = strict })
        .Seconds("serviceLevelTarget", 1, 86_400, "Within which time a contact should be answered.",
            (body, time) => body.Queue = body.Queue with { ServiceLevelTarget = time });

    public QueueSettings Queue { get; set; } = new(QueueId.Default);
}

/// <summary>Queues and their settings.</summary>
internal sealed class QueueRoutes(IContactCenter center)
{
    public async ValueTask<Reply> Get(HttpContext http) =>
        http.TryId<QueueId>("id", out var queue, out var bad) ? One(queue, await center.SendAsync(new GetCenter())) : bad;

    public async ValueTask<Reply> Put(HttpContext http)
    {
        if (!http.TryId<QueueId>("id", out var queue, out var bad))
            return bad;
        var (body, refusal) = await Body.ReadAsync(http, QueueBody.Shape);
        return refusal ?? One(queue, await center.SendAsync(new PutQueue(body.Queue with { Id = queue })));
    }

    private static Reply One(QueueId id, Reply reply)
    {
        if (reply is not CenterReply center)
            return reply;
        var queue = center.Settings.Queues.FirstOrDefault(queue => queue.Id == id);
        return queue is null ? Refusals.QueueUnknown(id) : new QueueReply(queue);
    }
}

internal static class QueueMapping
{
    public static void MapQueues(this IEndpointRouteBuilder app)
    {
        const string Unknown = "There is no such queue.";
        var routes = new QueueRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var queues = app.MapGroup("/v1/queues").WithTags("Queues");

        queues.MapGet("{id}", Handler.Of(routes.Get)).Allow(Access.Read)
            .Describe("getQueue", "A queue's settings.").Gives(200, AnswerSchema.Queue).MayRefuse(404, Unknown);
        queues.MapPut("{id}", Handler.Of(routes.Put)).Allow(Access.Supervise)
            .Describe("putQueue", "Replaces a queue's settings, from now on.")
            .Takes(QueueBody.Shape).Gives(200, AnswerSchema.Queue).MayRefuse(404, Unknown);
    }
}
