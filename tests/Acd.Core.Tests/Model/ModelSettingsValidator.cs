using System.Text;
using System.Text.Json;
using static Acd.Core.Tests.ModelRequestValidator;

namespace Acd.Core.Tests;

/// <summary>Validates the settings of queues, gates and plans for the reference model.</summary>
public static class ModelSettingsValidator
{
    private const int Week = 7 * 24 * 3600;

    public static IEnumerable<Refusal> Errors(QueueSettings queue, CenterSettings settings, CenterSettings known) =>
    [
        .. IdOf("id", queue.Id.Value),
        .. Seconds("offerTimeout", queue.OfferTimeout, 1, 600),
        .. Seconds("wrapUp", queue.WrapUp, 0, 3600),
        .. Within("maxMissedOffers", queue.MaxMissedOffers, 1, 100),
        .. Seconds("retryCooldown", queue.RetryCooldown, 0, 600),
        .. Seconds("headStartPerPriority", queue.HeadStartPerPriority, 0, 3600),
        .. Seconds("serviceLevelTarget", queue.ServiceLevelTarget, 1, 86_400),
        .. Within("offersAtOnce", queue.OffersAtOnce, 1, Limits.OffersAtOnce),
        .. Seconds("preferredFor", queue.PreferredFor, 0, 600),
        .. Seconds("offerPause", queue.OfferPause, 0, 60),
        .. Within("maxDeclines", queue.MaxDeclines, 1, 100),
        .. Within("name", queue.Name?.Length ?? 0, 0, Limits.NameLength),
        .. Plan(queue.Plan, known),
        .. Within("maxWaiting", queue.MaxWaiting ?? 0, 0, 1_000_000),
        .. Seconds("maxWait", queue.MaxWait ?? TimeSpan.FromSeconds(1), 1, Week),
        .. Errors(queue.Hours),
        .. Seconds("resumeWithin", queue.ResumeWithin, 0, 3600),
        .. Within("callbackAttempts", queue.CallbackAttempts, 1, 10),
        .. Seconds("callbackDelay", queue.CallbackDelay, 1, 86_400),
        .. Seconds("callbackExpiry", queue.CallbackExpiry, 1, Week),
        .. Seconds("shortAbandon", queue.ShortAbandon, 0, 600),
        .. Seconds("emptyFor", queue.EmptyFor, 0, 600),
        .. Limited(queue).Where(named => named.Name != "whenRefused.do")
            .SelectMany(named => Errors(named.Name, named.Action, known)),
        .. Within("whenRefused.after", queue.WhenRefused?.After ?? 1, 1, 100),
        .. queue.WhenRefused is { } refused ? Errors("whenRefused.do", refused.Do, known) : [],
        .. Rules(queue.AgentGone, settings),
        .. !settings.Queues.Any(old => old.Id == queue.Id) && settings.Queues.Count == Limits.Queues
            ? [Refusals.OutOfRange("queues", "not so many")]
            : Array.Empty<Refusal>(),
    ];

    private static IEnumerable<Refusal> Rules(IReadOnlyList<AgentGoneRule> rules, CenterSettings settings) =>
    [
        .. Within("agentGone", rules.Count, 0, 17),
        .. rules.Where(rule => rule.Channel is { } own && !settings.Channels.Any(known => known.Channel == own))
            .Select(rule => Refusals.ChannelUnknown(rule.Channel!.Value, "agentGone.channel", settings.Channels)),
        .. rules.SelectMany(rule => Seconds("agentGone.after", rule.After, 1, 86_400)),
        .. rules.GroupBy(rule => rule.Channel).Where(group => group.Count() > 1)
            .Select(_ => Refusals.Duplicate("agentGone", "a channel")),
    ];

    /// <summary>The actions of a queue's limits, with their field names.</summary>
    public static IEnumerable<(string Name, WaitAction Action)> Limited(QueueSettings queue) =>
        new (string Name, WaitAction? Action)[]
        {
            ("whenFull", queue.WhenFull), ("whenExpired", queue.WhenExpired), ("whenClosed", queue.WhenClosed),
            ("joinEmpty", queue.JoinEmpty), ("leaveWhenEmpty", queue.LeaveWhenEmpty),
            ("whenRefused.do", queue.WhenRefused?.Do),
        }
        .Where(named => named.Action is not null).Select(named => (named.Name, named.Action!));

    public static IEnumerable<Refusal> Errors(GateSettings gate, CenterSettings settings) =>
    [
        .. IdOf("id", gate.Id.Value),
        .. Known(gate.Queue, settings),
        .. Requirements(gate.Requirements),
        .. Within("priority", gate.Priority ?? 0, Limits.MinPriority, Limits.MaxPriority),
        .. Within("whisper", gate.Whisper?.Length ?? 0, 0, Limits.NameLength),
        .. Attributes(gate.Attributes),
        .. Within("name", gate.Name?.Length ?? 0, 0, Limits.NameLength),
    ];

    public static IEnumerable<Refusal> Errors(GeneralSettings options) =>
    [
        .. Within("name", options.Name?.Length ?? 0, 0, Limits.NameLength),
        .. Seconds("heartbeatTimeout", options.HeartbeatTimeout, 1, 3600),
        .. Seconds("closedContactTtl", options.ClosedContactTtl, 1, Week),
        .. Seconds("requestTtl", options.RequestTtl, 1, Week),
        .. Within("closedContactsKept", options.ClosedContactsKept, 1_000, 10_000_000),
        .. options.Region is { } region && (region.Length != 2 || region.Any(letter => letter is < 'A' or > 'Z'))
            ? [Refusals.OutOfRange("region", "two letters")]
            : Array.Empty<Refusal>(),
        .. Seconds("graceAfterOutage", options.GraceAfterOutage, 0, 300),
        .. Within("notReadyReasons", options.NotReadyReasons.Count, 0, Limits.NotReadyReasons),
        .. options.NotReadyReasons.SelectMany(reason => Within("reason", reason.Reason.Length, 1, Limits.ReasonLength)),
        .. options.NotReadyReasons.SelectMany(reason => Within("name", reason.Name?.Length ?? 0, 0, Limits.NameLength)),
        .. options.NotReadyReasons.GroupBy(reason => reason.Reason).Where(same => same.Count() > 1)
            .Select(same => Refusals.Duplicate("notReadyReasons", same.Key)),
    ];

    public static IEnumerable<Refusal> Errors(ChannelCost channel, CenterSettings settings) =>
    [
        .. IdOf("channel", channel.Channel.Value),
        .. Within("cost", channel.Cost, 1, Limits.MaxCapacity),
        .. Within("maxContacts", channel.MaxContacts ?? 1, 1, Limits.MaxCapacity),
        .. Within("maxOffers", channel.MaxOffers ?? 1, 1, Limits.MaxOffers),
        .. !settings.Channels.Any(known => known.Channel == channel.Channel) && settings.Channels.Count == Limits.Channels
            ? [Refusals.OutOfRange("channels", "not so many")]
            : Array.Empty<Refusal>(),
    ];

    public static IEnumerable<Refusal> Plan(IReadOnlyList<PlanStep>? plan, CenterSettings settings)
    {
        var steps = plan ?? [];
        foreach (var wrong in Within("plan", steps.Count, 0, Limits.PlanSteps))
            yield return wrong;
        if (steps.Zip(steps.Skip(1)).Any(pair => pair.First.After >= pair.Second.After))
            yield return Refusals.OutOfRange("plan.after", "later than the one before");
        foreach (var step in steps)
        {
            foreach (var wrong in Seconds("plan.after", step.After, 0, Week).Concat(Errors("plan.do", step.Do, settings)))
                yield return wrong;
        }
    }

    public static IEnumerable<Refusal> TimeZone(string field, string name)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out _))
            yield return Refusals.TimeZoneUnknown(field, name);
    }

    public static IEnumerable<Refusal> Attributes(string? attributes) =>
        attributes is null || IsSmallObject(attributes) ? [] : [Refusals.OutOfRange("attributes", "a small JSON object")];

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

    private static IEnumerable<Refusal> Errors(string field, WaitAction action, CenterSettings settings)
    {
        if (action.Queue is not null && action.Gate is not null)
            yield return Refusals.Exclusive($"{field}.queue", "gate");
        if (action == new WaitAction())
            yield return Refusals.OutOfRange(field, "something");
        if (action.Close is not (null or CloseReason.Expired or CloseReason.Overflowed or CloseReason.Rejected))
            yield return Refusals.OutOfRange($"{field}.close", "expired, overflowed or rejected");
        if (action.Close is not null && action != new WaitAction { Close = action.Close })
            yield return Refusals.Exclusive($"{field}.close", "anything else");
        var others = Known(action.Queue, settings).Concat(Known(action.Gate, settings))
            .Concat(Requirements(action.Requirements))
            .Concat(Within($"{field}.lowerLevels", action.LowerLevels ?? 1, 1, 9))
            .Concat(Within($"{field}.raisePriority", action.RaisePriority ?? 1, 1, Limits.MaxPriority));
        foreach (var wrong in others)
            yield return wrong;
    }

    private static IEnumerable<Refusal> Errors(OpeningHours? hours) => hours is null ? [] :
    [
        .. TimeZone("hours.timeZone", hours.TimeZone),
        .. Within("hours.weekly", hours.Weekly.Count, 0, 64),
        .. Within("hours.holidays", hours.Holidays.Count, 0, 400),
        .. hours.Weekly.Where(span => span.To != TimeOnly.MinValue && span.To <= span.From)
            .Select(_ => Refusals.OutOfRange("hours.weekly.to", "after from")),
    ];
}
