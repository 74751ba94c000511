namespace Acd.Core.Tests;

/// <summary>Commands about the settings of the whole center, and commands with conditions.</summary>
public sealed partial class CommandStream
{
    private int _keys;

    private GeneralSettings RandomOptions() => _model.Settings.Options with
    {
        Name = Pick(null, "Support"),
        HeartbeatTimeout = TimeSpan.FromSeconds(Pick(2, 10, 30)),
        ClosedContactTtl = TimeSpan.FromSeconds(Pick(5, 60, 3600)),
        ClosedContactsKept = Pick(1_000, 1_000_000),
        RequestTtl = TimeSpan.FromSeconds(Pick(1, 20, 3600)),
        Region = Pick(null, "DE", "US"),
        GraceAfterOutage = TimeSpan.FromSeconds(Pick(0, 3, 10)),
        NotReadyReasons = Chance(60) ? [] : [new("lunch", "Lunch break"), new("training")],
    };

    /// <summary>Sometimes gives a command a key, now and then that of another command.</summary>
    private Request RandomlyKeyed(Request request)
    {
        if (request is not Command { Key: null } command
            || request is AdvanceTime or ReloadEngine or CenterWasAway || !Chance(6))
            return request;
        var isOld = _keys > 0 && Chance(25);
        var key = isOld ? _random.Next(Math.Max(1, _keys - 5), _keys + 1) : ++_keys;
        return command with { Key = new($"k{key}", isOld && Chance(50) ? "other" : $"b{key}") };
    }

    private Command RandomConditional() => _random.Next(5) switch
    {
        0 => RandomQueueId() is var id && Chance(50)
            ? new PutQueue(RandomQueue(id)) { If = RandomCondition(() => VersionOf(id)) }
            : new RemoveQueue(id) { If = RandomCondition(() => VersionOf(id)) },
        1 => new PutGate(RandomGate()) { If = RandomCondition(() => null) },
        2 => Agent() is var agent && Chance(50)
            ? new PutAgent(agent, RandomProfile()) { If = RandomCondition(() => VersionOf(agent)) }
            : new RemoveAgent(agent) { If = RandomCondition(() => VersionOf(agent)) },
        _ => new PutGeneralSettings(RandomOptions()) { If = RandomCondition(() => VersionTag.Of(_model.Settings.Options)) },
    };

    private Precondition? RandomCondition(Func<string?> version) => _random.Next(5) switch
    {
        0 => null,
        1 => new Precondition { MustBeNew = true },
        2 => new Precondition { Versions = [] },
        3 => new Precondition { Versions = ["another"] },
        _ => new Precondition { Versions = ["another", version() ?? "missing"] },
    };

    private string? VersionOf(QueueId id) =>
        _model.Settings.Queues.FirstOrDefault(queue => queue.Id == id) is { } queue ? VersionTag.Of(queue) : null;

    private string? VersionOf(AgentId id) =>
        _model.Agents.FirstOrDefault(agent => agent.Id == id) is { } agent ? VersionTag.Of(agent.Profile) : null;
}
