using System.Text;
using System.Text.Json;

namespace Acd.Core.Tests;

/// <summary>What is wrong with a command in itself, for the reference model.</summary>
public static class RequestLimits
{
    public static Refusal? Check(Command command, CenterSettings settings) => Wrongs(command, settings).FirstOrDefault();

    private static IEnumerable<Refusal> Wrongs(Command command, CenterSettings settings) => command switch
    {
        EnqueueContact enqueue => Wrongs(enqueue, settings),
        AbandonContact { Reason: not (CloseReason.Abandoned or CloseReason.Canceled) } =>
            [Refusals.OutOfRange("reason", "abandoned or canceled")],
        TransferContact transfer => Wrongs(transfer.Requirements ?? []),
        ChangePriority change => Within("priority", change.Priority, Limits.MinPriority, Limits.MaxPriority),
        PutAgent put => [.. IdOf("agent", put.Agent.Value), .. Wrongs(put.Profile, settings)],
        PutAgentSkill put => [.. IdOf("skill", put.Skill.Skill.Value), .. LevelOf("level", put.Skill.Level)],
        SetPresence { Reason.Length: > Limits.ReasonLength } => [Refusals.OutOfRange("reason", "short")],
        PutQueue put => Wrongs(put.Queue, settings),
        PutSkill put =>
        [
            .. IdOf("skill", put.Skill.Id.Value),
            .. Within("description", put.Skill.Description.Length, 0, Limits.NameLength),
        ],
        _ => [],
    };

    private static IEnumerable<Refusal> Wrongs(EnqueueContact enqueue, CenterSettings settings)
    {
        foreach (var wrong in IdOf("id", enqueue.Contact.Value))
            yield return wrong;
        if (enqueue.Queue is { } named && !settings.Queues.Any(queue => queue.Id == named))
            yield return Refusals.QueueUnknown(named);
        if (!settings.Channels.Any(channel => channel.Channel == enqueue.Channel))
            yield return Refusals.ChannelUnknown(enqueue.Channel, "channel", settings.Channels);
        foreach (var wrong in Wrongs(enqueue.Requirements))
            yield return wrong;
        foreach (var wrong in Within("priority", enqueue.Priority ?? 0, Limits.MinPriority, Limits.MaxPriority))
            yield return wrong;
        if (enqueue.Attributes is { } attributes && !IsSmallObject(attributes))
            yield return Refusals.OutOfRange("attributes", "a small JSON object");
    }

    private static bool IsSmallObject(string attributes)
    {
        if (Encoding.UTF8.GetByteCount(attributes) > Limits.AttributesBytes)
            return false;
        try
        {
            using var parsed = JsonDocument.Parse(attributes);
            return parsed.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<Refusal> Wrongs(IReadOnlyList<Requirement> requirements) =>
    [
        .. Within("skills", requirements.Count, 0, Limits.SkillsPerContact),
        .. requirements.SelectMany(requirement => IdOf("skills", requirement.Skill.Value)),
        .. requirements.SelectMany(requirement => LevelOf("skills.level", requirement.Level)),
        .. Twice("skills", requirements.Select(requirement => requirement.Skill.Value)),
    ];

    private static IEnumerable<Refusal> Wrongs(AgentProfile profile, CenterSettings settings) =>
    [
        .. Within("name", profile.Name?.Length ?? 0, 0, Limits.NameLength),
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
        .. Twice("channels", profile.Channels.Select(own => own.Channel.Value)),
    ];

    private static IEnumerable<Refusal> Wrongs(QueueSettings queue, CenterSettings settings)
    {
        if (!settings.Queues.Any(known => known.Id == queue.Id))
            return [Refusals.QueueUnknown(queue.Id)];
        return
        [
            .. Seconds("offerTimeout", queue.OfferTimeout, 1, 600),
            .. Seconds("wrapUp", queue.WrapUp, 0, 3600),
            .. Within("maxMissedOffers", queue.MaxMissedOffers, 1, 100),
            .. Seconds("retryCooldown", queue.RetryCooldown, 0, 600),
            .. Seconds("headStartPerPriority", queue.HeadStartPerPriority, 0, 3600),
            .. Seconds("serviceLevelTarget", queue.ServiceLevelTarget, 1, 86_400),
        ];
    }

    private static IEnumerable<Refusal> IdOf(string field, string id) => Id.IsValid(id) ? [] : [Refusals.BadId(field)];

    private static IEnumerable<Refusal> LevelOf(string field, int level) =>
        Within(field, level, Limits.MinLevel, Limits.MaxLevel);

    private static IEnumerable<Refusal> Within(string field, int value, int least, int most) =>
        value < least || value > most ? [Refusals.OutOfRange(field, $"{least} to {most}")] : [];

    private static IEnumerable<Refusal> Seconds(string field, TimeSpan value, int least, int most) =>
        value < TimeSpan.FromSeconds(least) || value > TimeSpan.FromSeconds(most)
            ? [Refusals.OutOfRange(field, $"{least} to {most} s")]
            : [];

    private static IEnumerable<Refusal> Twice(string field, IEnumerable<string> names) =>
        names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => Refusals.Duplicate(field, group.Key));
}
