namespace Acd.Core;

/// <summary>
/// A setting changed: the center was opened or closed, or something was put or removed. The event has what changed and nothing
/// else, so that its size does not grow with the center.
/// </summary>
public sealed record SettingsChanged : CenterEvent
{
    /// <summary>Whether the center is open from now on.</summary>
    public bool? Open { get; init; }

    /// <summary>The center's time zone from now on.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The new or changed channel.</summary>
    public ChannelCost? Channel { get; init; }

    /// <summary>The new or changed queue.</summary>
    public QueueSettings? Queue { get; init; }

    /// <summary>The removed queue.</summary>
    public QueueId? RemovedQueue { get; init; }

    /// <summary>The new or changed gate.</summary>
    public GateSettings? Gate { get; init; }

    /// <summary>The removed gate.</summary>
    public GateId? RemovedGate { get; init; }

    /// <summary>The new or changed description of a skill.</summary>
    public SkillSettings? Skill { get; init; }

    /// <summary>The skill whose description was removed.</summary>
    public SkillId? RemovedSkill { get; init; }

    /// <summary>How long agents keep room for the first contact that needs more of it, from now on.</summary>
    public TimeSpan? KeepRoomForFirst { get; init; }

    /// <summary>All settings. Only events of version 1 and before have it; they have no other member.</summary>
    public CenterSettings? Settings { get; init; }

    /// <summary>The settings after the change.</summary>
    /// <param name="settings">The settings before it.</param>
    public CenterSettings ApplyTo(CenterSettings settings)
    {
        settings = Settings ?? settings;
        if (Open is { } open) settings = settings with { Open = open };
        if (KeepRoomForFirst is { } time) settings = settings with { KeepRoomForFirst = time };
        if (TimeZone is { } zone) settings = settings with { TimeZone = zone };
        if (Channel is { } channel)
            settings = settings with { Channels = Put(settings.Channels, channel, old => old.Channel == channel.Channel) };
        if (Queue is { } queue) settings = settings with { Queues = Put(settings.Queues, queue, old => old.Id == queue.Id) };
        if (RemovedQueue is { } goneQueue)
            settings = settings with { Queues = Without(settings.Queues, old => old.Id == goneQueue) };
        if (Gate is { } gate) settings = settings with { Gates = Put(settings.Gates, gate, old => old.Id == gate.Id) };
        if (RemovedGate is { } goneGate)
            settings = settings with { Gates = Without(settings.Gates, old => old.Id == goneGate) };
        if (Skill is { } skill)
            settings = settings with { Skills = [.. Without(settings.Skills, old => old.Id == skill.Id), skill] };
        if (RemovedSkill is { } goneSkill)
            settings = settings with { Skills = Without(settings.Skills, old => old.Id == goneSkill) };
        return settings;
    }

    /// <summary>Replaces the known item in its place, or appends a new one.</summary>
    private static T[] Put<T>(IReadOnlyList<T> items, T item, Func<T, bool> isSame)
    {
        var known = 0;
        while (known < items.Count && !isSame(items[known])) known++;
        T[] changed = known < items.Count ? [.. items] : [.. items, item];
        changed[known] = item;
        return changed;
    }

    private static T[] Without<T>(IReadOnlyList<T> items, Func<T, bool> isGone) => [.. items.Where(item => !isGone(item))];
}
