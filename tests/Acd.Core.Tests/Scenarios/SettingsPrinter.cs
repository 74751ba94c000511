using System.Globalization;
using static Acd.Core.Tests.CommandPrinter;
using static Acd.Core.Tests.TranscriptFormat;

namespace Acd.Core.Tests;

/// <summary>Prints queues, gates, plans and actions in the language of transcripts, without default values.</summary>
public static class SettingsPrinter
{
    public static string Queue(QueueSettings queue)
    {
        var usual = new QueueSettings(queue.Id);
        string While(string name, TimeSpan own, TimeSpan other) => own == other ? "" : CommandPrinter.Length(name, own);
        string Count(string name, int? own, int? other) => own == other ? "" : $" {name} {TranscriptFormat.Number(own!.Value)}";
        string Choice<T>(string name, T own) where T : struct, Enum => own.Equals(default(T)) ? "" : $" {name} {CamelCase(own)}";
        string Flag(string name, bool own) => own ? $" {name}" : "";
        return $"queue {Quote(queue.Id.Value)}"
            + Choice("strategy", queue.Strategy)
            + Choice("idleBasis", queue.IdleBasis)
            + Count("offersAtOnce", queue.OffersAtOnce, usual.OffersAtOnce)
            + While("offerTimeout", queue.OfferTimeout, usual.OfferTimeout)
            + While("wrapUp", queue.WrapUp, usual.WrapUp)
            + Flag("noWrapUpAfterTransfer", !queue.WrapUpAfterTransfer)
            + Flag("mayPick", queue.MayPick)
            + Count("maxMissedOffers", queue.MaxMissedOffers, usual.MaxMissedOffers)
            + While("retryCooldown", queue.RetryCooldown, usual.RetryCooldown)
            + Flag("autoAccept", queue.AutoAccept)
            + While("headStart", queue.HeadStartPerPriority, usual.HeadStartPerPriority)
            + Flag("strict", queue.StrictPriority)
            + While("serviceLevelTarget", queue.ServiceLevelTarget, usual.ServiceLevelTarget)
            + While("shortAbandon", queue.ShortAbandon, usual.ShortAbandon)
            + While("preferredFor", queue.PreferredFor, usual.PreferredFor)
            + (queue.Plan.Count == 0 ? "" : Plan(queue.Plan))
            + Count("maxWaiting", queue.MaxWaiting, null)
            + Limit("whenFull", queue.WhenFull)
            + CommandPrinter.Length("maxWait", queue.MaxWait)
            + Limit("whenExpired", queue.WhenExpired)
            + (queue.Hours is { } hours ? $" hours ({Hours(hours)})" : "")
            + Flag("closed", queue.Closed)
            + Limit("whenClosed", queue.WhenClosed)
            + Limit("joinEmpty", queue.JoinEmpty)
            + Limit("leaveWhenEmpty", queue.LeaveWhenEmpty)
            + While("emptyFor", queue.EmptyFor, usual.EmptyFor)
            + Flag("notReadyIsNoStaff", !queue.NotReadyIsStaff)
            + Flag("setAsideIsStaff", queue.SetAsideIsStaff)
            + Limit($"whenRefused {TranscriptFormat.Number(queue.WhenRefused?.After ?? 0)}", queue.WhenRefused?.Do)
            + While("resumeWithin", queue.ResumeWithin, usual.ResumeWithin)
            + Count("callbackAttempts", queue.CallbackAttempts, usual.CallbackAttempts)
            + While("callbackDelay", queue.CallbackDelay, usual.CallbackDelay)
            + While("callbackExpiry", queue.CallbackExpiry, usual.CallbackExpiry)
            + Word("name", queue.Name)
            + While("offerPause", queue.OfferPause, usual.OfferPause)
            + Count("maxDeclines", queue.MaxDeclines, usual.MaxDeclines)
            + (queue.AgentGone.Count == 0 ? "" : AgentGone(queue.AgentGone));
    }

    private static string AgentGone(IReadOnlyList<AgentGoneRule> rules) => " agentGone" + string.Concat(rules.Select(rule =>
        $" ({rule.Channel?.Value ?? "others"} {CamelCase(rule.Do)}"
        + (rule.After == new AgentGoneRule(rule.Do).After ? ")" : CommandPrinter.Length("after", rule.After) + ")")));

    public static string Gate(GateSettings gate) =>
        $"gate {Quote(gate.Id.Value)} queue {Quote(gate.Queue.Value)}"
        + Skills(gate.Requirements)
        + (gate.Priority is { } priority ? $" priority {TranscriptFormat.Number(priority)}" : "")
        + Word("whisper", gate.Whisper)
        + Word("attributes", gate.Attributes)
        + Word("name", gate.Name);

    /// <summary>Prints the differences of the center's settings.</summary>
    public static string Changed(CenterSettings old, CenterSettings now) => string.Join(", ",
    [
        .. old.Open == now.Open ? [] : new[] { now.Open ? "open" : "closed" },
        .. Changed("queue", old.Queues, now.Queues, queue => queue.Id.Value, Queue),
        .. Changed("gate", old.Gates, now.Gates, gate => gate.Id.Value, Gate),
        .. Changed("channel", old.Channels, now.Channels, cost => cost.Channel.Value,
            cost => $"channel {TranscriptFormat.Print([cost])}"),
        .. Changed("skill", old.Skills, now.Skills, skill => skill.Id.Value,
            skill => $"skill {skill.Id} {Quote(skill.Description)}"),
        .. Options(old.Options) == Options(now.Options) ? [] : new[] { $"center{Options(now.Options)}" },
        .. old.KeepRoomForFirst == now.KeepRoomForFirst
            ? []
            : new[] { $"keepRoom {TranscriptFormat.Print(now.KeepRoomForFirst)}" },
        .. old.TimeZone == now.TimeZone ? [] : new[] { $"timeZone {Quote(now.TimeZone)}" },
    ]);

    /// <summary>The settings of the whole center, each after a space, without default values.</summary>
    public static string Options(GeneralSettings options)
    {
        var usual = new GeneralSettings();
        return Word("name", options.Name)
            + (options.HeartbeatTimeout == usual.HeartbeatTimeout ? "" : Length("heartbeatTimeout", options.HeartbeatTimeout))
            + (options.ClosedContactTtl == usual.ClosedContactTtl ? "" : Length("closedContactTtl", options.ClosedContactTtl))
            + (options.ClosedContactsKept == usual.ClosedContactsKept
                ? ""
                : $" closedContactsKept {TranscriptFormat.Number(options.ClosedContactsKept)}")
            + (options.RequestTtl == usual.RequestTtl ? "" : Length("requestTtl", options.RequestTtl))
            + (options.GraceAfterOutage == usual.GraceAfterOutage ? "" : Length("graceAfterOutage", options.GraceAfterOutage))
            + Word("region", options.Region)
            + string.Concat(options.NotReadyReasons.Select(
                reason => Word("reason", reason.Reason) + Word("called", reason.Name)));
    }

    private static IEnumerable<string> Changed<T>(
        string what, IReadOnlyList<T> old, IReadOnlyList<T> now, Func<T, string> idOf, Func<T, string> print) =>
        now.Select(print).Except(old.Select(print))
            .Concat(old.Select(idOf).Except(now.Select(idOf)).Select(id => $"{what} {id} removed"));

    /// <summary>Prints a plan after a space, each step in brackets.</summary>
    public static string Plan(IReadOnlyList<PlanStep> plan) => " plan" + string.Concat(plan.Select(step =>
        $" ({TranscriptFormat.Print(step.After)}{Action(step.Do)}{(step.SkipIfUnservable ? " skipIfUnservable" : "")})"));

    private static string Limit(string name, WaitAction? action) =>
        action is null ? "" : $" {name} ({Action(action).TrimStart()})";

    private static string Action(WaitAction action) =>
        Word("queue", action.Queue?.Value)
        + Word("gate", action.Gate?.Value)
        + Replaced(action.Requirements)
        + (action.LowerLevels is { } by ? $" lowerLevels {TranscriptFormat.Number(by)}" : "")
        + (action.RaisePriority is { } to ? $" raisePriority {TranscriptFormat.Number(to)}" : "")
        + (action.Callback ? " callback" : "")
        + (action.Close is { } reason ? $" close {CamelCase(reason)}" : "");

    private static string Hours(OpeningHours hours) =>
        Quote(hours.TimeZone)
        + string.Concat(hours.Weekly.Select(span => $" {CamelCase(span.Day)} {Time(span.From)}-{Time(span.To)}"))
        + string.Concat(hours.Holidays.Select(day => $" holiday {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"));

    private static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
