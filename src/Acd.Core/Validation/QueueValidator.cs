namespace Acd.Core;

/// <summary>Validates a queue's settings and the queues and gates that they name.</summary>
internal static class QueueValidator
{
    private const int Minutes10 = 600, Hour = 3600, Day = 86_400, Week = 7 * Day;

    public static Refusal? Check(QueueSettings queue, EngineState state)
    {
        if (!Id.IsValid(queue.Id.Value)) return Refusals.BadId("id");
        var places = new TargetValidator(state, queue.Id);
        return CheckOffers(queue) ?? ReferenceMatchingValidator.ValidateStrategy(queue.Strategy, state)
            ?? WaitActionValidator.CheckPlan("plan", queue.Plan, places)
            ?? CheckWaiting(queue) ?? CheckCallbacks(queue) ?? CheckActions(queue, places)
            ?? AgentGoneValidator.Check("agentGone", queue.AgentGone, state);
    }

    private static Refusal? CheckOffers(QueueSettings queue) =>
        FieldValidator.Seconds("offerTimeout", queue.OfferTimeout, 1, Minutes10)
        ?? FieldValidator.Seconds("wrapUp", queue.WrapUp, 0, Hour)
        ?? FieldValidator.Seconds("retryCooldown", queue.RetryCooldown, 0, Minutes10)
        ?? FieldValidator.Seconds("headStartPerPriority", queue.HeadStartPerPriority, 0, Hour)
        ?? FieldValidator.Seconds("serviceLevelTarget", queue.ServiceLevelTarget, 1, Day)
        ?? FieldValidator.Number("maxMissedOffers", queue.MaxMissedOffers, 1, 100)
        ?? FieldValidator.Defined("strategy", queue.Strategy)
        ?? FieldValidator.Defined("idleBasis", queue.IdleBasis)
        ?? FieldValidator.Number("offersAtOnce", queue.OffersAtOnce, 1, Limits.OffersAtOnce)
        ?? FieldValidator.Seconds("preferredFor", queue.PreferredFor, 0, Minutes10);

    private static Refusal? CheckWaiting(QueueSettings queue) =>
        FieldValidator.Number("maxWaiting", queue.MaxWaiting, 0, 1_000_000)
        ?? FieldValidator.Seconds("maxWait", queue.MaxWait, 1, Week)
        ?? OpeningHoursValidator.Check(queue.Hours)
        ?? FieldValidator.Seconds("resumeWithin", queue.ResumeWithin, 0, Hour)
        ?? FieldValidator.Seconds("shortAbandon", queue.ShortAbandon, 0, Minutes10)
        ?? FieldValidator.Seconds("emptyFor", queue.EmptyFor, 0, Minutes10);

    private static Refusal? CheckCallbacks(QueueSettings queue) =>
        FieldValidator.Number("callbackAttempts", queue.CallbackAttempts, 1, 10)
        ?? FieldValidator.Seconds("callbackDelay", queue.CallbackDelay, 1, Day)
        ?? FieldValidator.Seconds("callbackExpiry", queue.CallbackExpiry, 1, Week);

    private static Refusal? CheckActions(QueueSettings queue, TargetValidator places) =>
        WaitActionValidator.Check("whenFull", queue.WhenFull, places)
        ?? WaitActionValidator.Check("whenExpired", queue.WhenExpired, places)
        ?? WaitActionValidator.Check("whenClosed", queue.WhenClosed, places)
        ?? WaitActionValidator.Check("joinEmpty", queue.JoinEmpty, places)
        ?? WaitActionValidator.Check("leaveWhenEmpty", queue.LeaveWhenEmpty, places)
        ?? FieldValidator.Number("whenRefused.after", queue.WhenRefused?.After, 1, 100)
        ?? WaitActionValidator.Check("whenRefused.do", queue.WhenRefused?.Do, places);
}

/// <summary>Validates opening hours.</summary>
internal static class OpeningHoursValidator
{
    public static Refusal? Check(OpeningHours? hours)
    {
        if (hours is null) return null;
        return CheckZone("hours.timeZone", hours.TimeZone)
            ?? FieldValidator.Count("hours.weekly", hours.Weekly.Count, Limits.WeeklySpans, "spans")
            ?? hours.Weekly.Select((span, index) => Check($"hours.weekly[{index}]", span))
                .FirstOrDefault(wrong => wrong is not null)
            ?? FieldValidator.Count("hours.holidays", hours.Holidays.Count, Limits.Holidays, "days");
    }

    public static Refusal? CheckZone(string field, string name) =>
        WeeklySchedule.FindTimeZone(name) is null ? Refusals.TimeZoneUnknown(field, name) : null;

    private static Refusal? Check(string field, OpenSpan span)
    {
        if (!IsWholeMinute(span.From)) return Refusals.OutOfRange($"{field}.from", "a whole minute");
        if (!IsWholeMinute(span.To)) return Refusals.OutOfRange($"{field}.to", "a whole minute");
        if (span.To <= span.From && span.To != TimeOnly.MinValue)
            return Refusals.OutOfRange($"{field}.to", "later than from, or 00:00 for the end of the day");
        return FieldValidator.Defined($"{field}.day", span.Day);
    }

    private static bool IsWholeMinute(TimeOnly time) => time.Ticks % TimeSpan.TicksPerMinute == 0;
}
