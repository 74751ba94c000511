using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A command with a condition is carried out only where the condition holds. A version that no queue ever had proves that it
/// did not hold; so does a queue that is new although the command asks for an old one, or old although it asks for a new one.
/// </summary>
internal sealed class ConditionsHold : Checker
{
    private readonly Dictionary<QueueId, HashSet<string>> _versions = [];

    public override string Rule => "A command with a condition is carried out only where the condition holds.";

    public override bool ChecksRepeats => true;

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        foreach (var queue in state.Settings.Queues) Add(queue);
        if (centerEvent is SettingsChanged { Queue: { } put }) Add(put);
        return null;
    }

    public override string? OnReply(RevealedReply revealed, ProjectedState state, SimulatedDatabase database)
    {
        if (revealed is not { Request: PutQueue { If: { } condition, Queue.Id: var id }, Reply: QueueReply reply }) return null;
        if (condition.MustBeNew && !reply.Created) return $"The queue {id} was to be new, but it was replaced.";
        if (condition.Versions is not { Count: > 0 } versions) return null;
        if (reply.Created) return $"The queue {id} was to be replaced, but it is new.";
        var known = _versions.GetValueOrDefault(id) ?? [];
        if (known.Count == 0) return null;
        return versions.Any(known.Contains) ? null : $"The queue {id} was replaced, but it never had such a version.";
    }

    private void Add(QueueSettings queue)
    {
        if (!_versions.TryGetValue(queue.Id, out var versions)) _versions[queue.Id] = versions = new(StringComparer.Ordinal);
        versions.Add(VersionTag.Of(queue));
    }
}
