namespace Acd.Core;

/// <summary>Checks the conditions of commands.</summary>
internal static class PreconditionValidator
{
    /// <summary>The refusal, if the condition does not hold.</summary>
    public static Refusal? Check(Precondition condition, Command command, EngineState state)
    {
        var version = VersionOf(command, state);
        if (condition.MustBeNew && version is not null) return Refusals.Exists(version);
        if (condition.Versions is not { } allowed) return null;
        if (version is null) return Refusals.Gone();
        return allowed.Count == 0 || allowed.Contains(version) ? null : Refusals.Changed(version);
    }

    /// <summary>The present version of a command's subject. Null if there is none.</summary>
    private static string? VersionOf(Command command, EngineState state) => command switch
    {
        PutQueue put => VersionOf(put.Queue.Id, state),
        RemoveQueue remove => VersionOf(remove.Queue, state),
        PutGate put => VersionOf(put.Gate.Id, state),
        RemoveGate remove => VersionOf(remove.Gate, state),
        AgentCommand of => state.Agents.TryGetValue(of.Agent, out var agent) ? VersionTag.Of(agent.Profile) : null,
        PutGeneralSettings => VersionTag.Of(state.Settings.Options),
        _ => throw new InvalidOperationException($"{command.GetType().Name} can have no condition."),
    };

    private static string? VersionOf(QueueId id, EngineState state) =>
        state.FindQueue(id) is { } queue ? VersionTag.Of(queue.Settings) : null;

    private static string? VersionOf(GateId id, EngineState state) =>
        state.FindGate(id) is { } gate ? VersionTag.Of(gate) : null;
}
