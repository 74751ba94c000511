using System.Text.Json;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>What commands about queues do.</summary>
internal sealed class QueueCommandHandler(EngineState center)
{
    public CommandResult Put(QueueSettings queue)
    {
        if (QueueValidator.Check(queue, center) is { } refusal) return CommandResult.Of(refusal);
        var queues = center.Settings.Queues;
        if (center.FindQueue(queue.Id) is not { } known)
        {
            if (queues.Count >= Limits.Queues)
                return CommandResult.Of(Refusals.OutOfRange("queues", $"at most {Limits.Queues} queues"));
            center.ChangeSettings(center.Settings with { Queues = [.. queues, queue] });
            return CommandResult.Of(new QueueReply(queue, Created: true));
        }

        if (AreEqual(known.Settings, queue)) return CommandResult.Of(new QueueReply(known.Settings));
        center.ChangeSettings(center.Settings with { Queues = [.. queues.Select(other => other.Id == queue.Id ? queue : other)] });

        // Its plan and its limits hold for those who wait, and something may be due of them now.
        center.Pending.DueChecks.AddRange(known.Waiting.InOrder());
        return CommandResult.Of(new QueueReply(queue));
    }

    public CommandResult Remove(QueueId queue)
    {
        if (queue == QueueId.Default) return CommandResult.Of(Refusals.QueueIsDefault());
        if (center.FindQueue(queue) is null) return CommandResult.Of(Refusals.QueueUnknown(queue));
        if (UsageFinder.FirstUserOf(queue, center) is { } user) return CommandResult.Of(Refusals.InUse("queue", queue.Value, user));
        center.ChangeSettings(center.Settings with { Queues = [.. center.Settings.Queues.Where(other => other.Id != queue)] });
        return CommandResult.Of(new RemovedReply(queue.Value));
    }

    /// <summary>Settings are equal if they say the same: if their JSON does.</summary>
    private static bool AreEqual(QueueSettings one, QueueSettings other) => one == other || Json(one) == Json(other);

    private static string Json(QueueSettings queue) => JsonSerializer.Serialize(queue, CenterJson.Default.QueueSettings);
}
