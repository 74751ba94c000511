namespace Acd.Core;

/// <summary>Whether a queue's settings are within their limits, and lead to what there is.</summary>
internal static class QueueChecks
{
    private const int Minutes10 = 600, Hour = 3600, Day = 86_400, Week = 7 * Day;

    public static Refusal? Check(QueueSettings queue, Center center)
    {
        if (!Id.IsValid(queue.Id.Value)) return Refusals.BadId("id");
        var places = new Places(center, queue.Id);
        return CheckOffers(queue) ?? SetChecks.Strategy(queue.Strategy, center)
            ?? ActionChecks.CheckPlan("plan", queue.Plan, places)
            ?? CheckWaiting(queue) ?? CheckCallbacks(queue) ?? CheckActions(queue, places);
    }

    private static Refusal? CheckOffers(QueueSettings queue) =>
        FieldChecks.Seconds("offerTimeout", queue.OfferTimeout, 1, Minutes10)
        ?? FieldChecks.Seconds("wrapUp", queue.WrapUp, 0, Hour)
        ?? FieldChecks.Seconds("retryCooldown", queue.RetryCooldown, 0, Minutes10)
        ?? FieldChecks.Seconds("headStartPerPriority", queue.HeadStartPerPriority, 0, Hour)
        ?? FieldChecks.Seconds("serviceLevelTarget", queue.ServiceLevelTarget, 1, Day)
        ?? FieldChecks.Number("maxMissedOffers", queue.MaxMissedOffers, 1, 100)
        ?? FieldChecks.Known("strategy", queue.Strategy)
        ?? FieldChecks.Known("idleBasis", queue.IdleBasis)
        ?? FieldChecks.Number("offersAtOnce", queue.OffersAtOnce, 1, Limits.OffersAtOnce)
        ?? FieldChecks.Seconds("preferredFor", queue.PreferredFor, 0, Minutes10);

    private static Refusal? CheckWaiting(QueueSettings queue) =>
        FieldChecks.Number("maxWaiting", queue.MaxWaiting, 0, 1_000_000)
        ?? FieldChecks.Seconds("maxWait", queue.MaxWait, 1, Week)
        ?? HoursChecks.Check(queue.Hours)
        ?? FieldChecks.Seconds("resumeWithin", queue.ResumeWithin, 0, Hour)
        ?? FieldChecks.Seconds("shortAbandon", queue.ShortAbandon, 0, Minutes10);

    private static Refusal? CheckCallbacks(QueueSettings queue) =>
        FieldChecks.Number("callbackAttempts", queue.CallbackAttempts, 1, 10)
        ?? FieldChecks.Seconds("callbackDelay", queue.CallbackDelay, 1, Day)
        ?? FieldChecks.Seconds("callbackExpiry", queue.CallbackExpiry, 1, Week);

    private static Refusal? CheckActions(QueueSettings queue, Places places) =>
        ActionChecks.Check("whenFull", queue.WhenFull, places)
        ?? ActionChecks.Check("whenExpired", queue.WhenExpired, places)
        ?? ActionChecks.Check("whenClosed", queue.WhenClosed, places)
        ?? ActionChecks.Check("joinEmpty", queue.JoinEmpty, places)
        ?? ActionChecks.Check("leaveWhenEmpty", queue.LeaveWhenEmpty, places);
}
