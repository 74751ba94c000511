using System.Text.Json;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>What commands about queues do.</summary>
internal sealed class QueueRules(Center center)
{
    public Result Put(QueueSettings queue)
    {
        if (QueueChecks.Check(queue, center) is { } refusal) return Result.Of(refusal);
        var queues = center.Settings.Queues;
        if (center.FindQueue(queue.Id) is not { } known)
        {
            if (queues.Count >= Limits.Queues)
                return Result.Of(Refusals.OutOfRange("queues", $"at most {Limits.Queues} queues"));
            center.Change(center.Settings with { Queues = [.. queues, queue] });
            return Result.Of(new QueueReply(queue, Created: true));
        }

        if (AreEqual(known.Settings, queue)) return Result.Of(new QueueReply(known.Settings));
        center.Change(center.Settings with { Queues = [.. queues.Select(other => other.Id == queue.Id ? queue : other)] });

        // Its plan and its limits hold for those who wait, and something may be due of them now.
        center.Agenda.Lined.AddRange(known.Waiting.InOrder());
        return Result.Of(new QueueReply(queue));
    }

    public Result Remove(QueueId queue)
    {
        if (queue == QueueId.Default) return Result.Of(Refusals.QueueIsDefault());
        if (center.FindQueue(queue) is null) return Result.Of(Refusals.QueueUnknown(queue));
        if (Leads.To(queue, center) is { } user) return Result.Of(Refusals.InUse("queue", queue.Value, user));
        center.Change(center.Settings with { Queues = [.. center.Settings.Queues.Where(other => other.Id != queue)] });
        return Result.Of(new RemovedReply(queue.Value));
    }

    /// <summary>Settings are equal if they say the same: if their JSON does.</summary>
    private static bool AreEqual(QueueSettings one, QueueSettings other) => one == other || Json(one) == Json(other);

    private static string Json(QueueSettings queue) => JsonSerializer.Serialize(queue, CenterJson.Default.QueueSettings);
}
