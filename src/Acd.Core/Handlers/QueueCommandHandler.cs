using System.Text.Json;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>Handles the commands about queues.</summary>
internal sealed class QueueCommandHandler(EngineState state)
{
    public CommandResult Put(QueueSettings queue)
    {
        if (QueueValidator.Check(queue, state) is { } refusal) return CommandResult.Of(refusal);
        if (state.FindQueue(queue.Id) is not { } known)
        {
            if (state.Settings.Queues.Count >= Limits.Queues)
                return CommandResult.Of(Refusals.OutOfRange("queues", $"at most {Limits.Queues} queues"));
            state.ChangeSettings(new SettingsChanged { Queue = queue });
            return CommandResult.Of(new QueueReply(queue, Created: true));
        }

        var before = known.Settings;
        if (AreEqual(before, queue)) return CommandResult.Of(new QueueReply(before));
        state.ChangeSettings(new SettingsChanged { Queue = queue });

        if (queue.OffersAtOnce != before.OffersAtOnce) state.FurtherRings.UpdateAll(queue.Id);

        // The new plan and limits apply to waiting contacts, and some may be due now.
        state.Pending.DueChecks.AddRange(state.WaitingIn(queue.Id));
        return CommandResult.Of(new QueueReply(queue));
    }

    public CommandResult Remove(QueueId queue)
    {
        if (queue == QueueId.Default) return CommandResult.Of(Refusals.QueueIsDefault());
        if (state.FindQueue(queue) is null) return CommandResult.Of(Refusals.QueueUnknown(queue));
        if (UsageFinder.FirstUserOf(queue, state) is { } user)
            return CommandResult.Of(Refusals.InUse("queue", queue.Value, user));
        state.ChangeSettings(new SettingsChanged { RemovedQueue = queue });
        return CommandResult.Of(new RemovedReply(queue.Value));
    }

    /// <summary>Compares settings by their JSON, since lists have no value equality.</summary>
    private static bool AreEqual(QueueSettings one, QueueSettings other) => one == other || Json(one) == Json(other);

    private static string Json(QueueSettings queue) => JsonSerializer.Serialize(queue, CenterJson.Default.QueueSettings);
}
