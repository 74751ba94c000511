namespace Acd.Core.Tests;

/// <summary>Validates commands for the reference model.</summary>
public static class ModelRequestValidator
{
    public static Refusal? Check(Command command, CenterSettings settings) => Errors(command, settings).FirstOrDefault();

    /// <summary>Every action of a queue's settings, with its field name.</summary>
    public static IEnumerable<(string Name, WaitAction Action)> ActionsOf(QueueSettings queue) =>
        ModelSettingsValidator.Limited(queue).Concat(queue.Plan.Select(step => ("plan", step.Do)));

    private static IEnumerable<Refusal> Errors(Command command, CenterSettings settings) => command switch
    {
        EnqueueContact enqueue => Errors(enqueue, settings),
        AbandonContact { Reason: not (CloseReason.Abandoned or CloseReason.Canceled) } =>
            [Refusals.OutOfRange("reason", "abandoned or canceled")],
        HangUpContact { Party: { } party } when !Enum.IsDefined(party) => [Refusals.OutOfRange("by", "a party")],
        TransferContact transfer => Errors(transfer, settings),
        RequestCallback request => Text("number", request.Number),
        PatchContact patch => [.. ModelSettingsValidator.Attributes(patch.Attributes), .. Requirements(patch.Requirements)],
        ParkContact park => Within("reason", park.Reason?.Length ?? 0, 0, Limits.ReasonLength),
        ExtendWrapUp extend => Seconds("seconds", extend.Length, 1, 3600),
        ChangePriority change => Within("priority", change.Priority, Limits.MinPriority, Limits.MaxPriority),
        PutAgent put => [.. IdOf("agent", put.Agent.Value), .. Errors(put.Profile, settings)],
        PutAgentSkill put => [.. IdOf("skill", put.Skill.Skill.Value), .. LevelOf("level", put.Skill.Level)],
        SetPresence { Reason.Length: > Limits.ReasonLength } => [Refusals.OutOfRange("reason", "short")],
        SetPresence { Presence: Presence.NotReady, Reason: { } reason } when settings.NotReadyReasons.Count > 0
            && !settings.NotReadyReasons.Any(known => known.Reason == reason) => [Refusals.OutOfRange("reason", "a known one")],
        PutGeneralSettings put => ModelSettingsValidator.Errors(put.Options),
        PutQueue put => ModelSettingsValidator.Errors(put.Queue, settings, Knowing(put.Queue, settings)),
        PutGate put => ModelSettingsValidator.Errors(put.Gate, settings),
        PutChannel put => ModelSettingsValidator.Errors(put.Channel, settings),
        PutKeepRoom put => Seconds("keepRoomForFirst", put.Time, 0, 86_400),
        PutTimeZone put => ModelSettingsValidator.TimeZone("timeZone", put.TimeZone),
        PutSkill put =>
        [
            .. IdOf("skill", put.Skill.Id.Value),
            .. Within("description", put.Skill.Description.Length, 0, Limits.NameLength),
        ],
        _ => [],
    };

    /// <summary>The settings including a new queue, which may name itself.</summary>
    private static CenterSettings Knowing(QueueSettings queue, CenterSettings settings) =>
        settings with { Queues = [.. settings.Queues, queue] };

    private static IEnumerable<Refusal> Errors(EnqueueContact enqueue, CenterSettings settings) =>
    [
        .. IdOf("id", enqueue.Contact.Value),
        .. Place(enqueue.Queue, enqueue.Gate, settings),
        .. !settings.Channels.Any(channel => channel.Channel == enqueue.Channel)
            ? [Refusals.ChannelUnknown(enqueue.Channel, "channel", settings.Channels)]
            : Array.Empty<Refusal>(),
        .. Requirements(enqueue.Requirements),
        .. Within("priority", enqueue.Priority ?? 0, Limits.MinPriority, Limits.MaxPriority),
        .. Seconds("preferredFor", enqueue.PreferredFor ?? TimeSpan.Zero, 0, 600),
        .. ModelSettingsValidator.Plan(enqueue.Plan, settings),
        .. Text("callerId", enqueue.CallerId),
        .. Text("caller", enqueue.Caller),
        .. ModelSettingsValidator.Attributes(enqueue.Attributes),
        .. enqueue is { Connected: true, AssignTo: null }
            ? [Refusals.OutOfRange("connected", "with assignTo")]
            : Array.Empty<Refusal>(),
    ];

    private static IEnumerable<Refusal> Errors(TransferContact transfer, CenterSettings settings) =>
    [
        .. Place(transfer.Queue, transfer.Gate, settings),
        .. Requirements(transfer.Requirements),
        .. Seconds("preferredFor", transfer.PreferredFor ?? TimeSpan.Zero, 0, 600),
    ];

    private static IEnumerable<Refusal> Place(QueueId? queue, GateId? gate, CenterSettings settings) =>
        queue is not null && gate is not null
            ? [Refusals.Exclusive("queue", "gate")]
            : Known(queue, settings).Concat(Known(gate, settings));

    public static IEnumerable<Refusal> Known(QueueId? queue, CenterSettings settings) =>
        queue is not { } id || settings.Queues.Any(known => known.Id == id) ? [] : [Refusals.QueueUnknown(id)];

    public static IEnumerable<Refusal> Known(GateId? gate, CenterSettings settings) =>
        gate is not { } id || settings.Gates.Any(known => known.Id == id) ? [] : [Refusals.GateUnknown(id)];

    public static IEnumerable<Refusal> Requirements(IReadOnlyList<Requirement>? requirements) => requirements is null ? [] :
    [
        .. Within("skills", requirements.Count, 0, Limits.SkillsPerContact),
        .. requirements.SelectMany(requirement => IdOf("skills", requirement.Skill.Value)),
        .. requirements.SelectMany(requirement => LevelOf("skills.level", requirement.Level)),
        .. Twice("skills", requirements.Select(requirement => requirement.Skill.Value)),
    ];

    private static IEnumerable<Refusal> Errors(AgentProfile profile, CenterSettings settings) =>
    [
        .. Within("name", profile.Name?.Length ?? 0, 0, Limits.NameLength),
        .. Within("address", profile.Address?.Length ?? 1, 1, Limits.NameLength),
        .. Within("skills", profile.Skills.Count, 0, Limits.SkillsPerAgent),
        .. profile.Skills.SelectMany(skill => IdOf("skills", skill.Skill.Value)),
        .. profile.Skills.SelectMany(skill => LevelOf("skills.level", skill.Level)),
        .. Twice("skills", profile.Skills.Select(skill => skill.Skill.Value)),
        .. Within("capacity", profile.Capacity, 1, Limits.MaxCapacity),
        .. Within("channels", profile.Channels.Count, 0, Limits.Channels),
        .. profile.Channels.Where(own => !settings.Channels.Any(channel => channel.Channel == own.Channel))
            .Select(own => Refusals.ChannelUnknown(own.Channel, "channels", settings.Channels)),
        .. profile.Channels.SelectMany(own => Within("channels.cost", own.Cost, 1, Limits.MaxCapacity)),
        .. profile.Channels.SelectMany(own => Within("channels.maxContacts", own.MaxContacts ?? 1, 1, Limits.MaxCapacity)),
        .. profile.Channels.SelectMany(own => Within("channels.maxOffers", own.MaxOffers ?? 1, 1, Limits.MaxOffers)),
        .. Twice("channels", profile.Channels.Select(own => own.Channel.Value)),
    ];

    public static IEnumerable<Refusal> IdOf(string field, string id) => Id.IsValid(id) ? [] : [Refusals.BadId(field)];

    public static IEnumerable<Refusal> Within(string field, int value, int least, int most) =>
        value < least || value > most ? [Refusals.OutOfRange(field, $"{least} to {most}")] : [];

    public static IEnumerable<Refusal> Seconds(string field, TimeSpan value, int least, int most) =>
        value < TimeSpan.FromSeconds(least) || value > TimeSpan.FromSeconds(most)
            ? [Refusals.OutOfRange(field, $"{least} to {most} s")]
            : [];

    private static IEnumerable<Refusal> Text(string field, string? text) =>
        text is null ? [] : Within(field, text.Length, 1, Limits.CallerIdLength);

    private static IEnumerable<Refusal> LevelOf(string field, int level) =>
        Within(field, level, Limits.MinLevel, Limits.MaxLevel);

    private static IEnumerable<Refusal> Twice(string field, IEnumerable<string> names) =>
        names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => Refusals.Duplicate(field, group.Key));
}
