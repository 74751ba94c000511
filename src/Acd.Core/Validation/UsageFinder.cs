namespace Acd.Core;

/// <summary>What leads to queues and gates, so that none is removed while something does.</summary>
internal static class UsageFinder
{
    /// <summary>The first thing by which a queue is in use, in words; none where it is not.</summary>
    public static string? FirstUserOf(QueueId queue, EngineState center) =>
        FirstContact(center, contact => contact.Queue == queue || HasAction(contact.Plan, action => action.Queue == queue))
        ?? center.Settings.Gates.Where(gate => gate.Queue == queue).Select(gate => $"the gate {gate.Id}").FirstOrDefault()
        ?? FirstQueue(center.Settings.Queues.Where(other => other.Id != queue), action => action.Queue == queue);

    /// <summary>The first thing by which a gate is in use, in words; none where it is not.</summary>
    public static string? FirstUserOf(GateId gate, EngineState center) =>
        FirstContact(center, contact => contact.Gate == gate || HasAction(contact.Plan, action => action.Gate == gate))
        ?? FirstQueue(center.Settings.Queues, action => action.Gate == gate);

    private static string? FirstContact(EngineState center, Func<Contact, bool> uses) =>
        center.OpenContacts().Where(uses).Select(contact => $"the contact {contact.Id}").FirstOrDefault();

    private static string? FirstQueue(IEnumerable<QueueSettings> queues, Predicate<WaitAction> leads) =>
        queues.Where(queue => HasAction(queue.Plan, leads) || ActionsOf(queue).Any(action => action is not null && leads(action)))
            .Select(queue => $"the queue {queue.Id}").FirstOrDefault();

    private static bool HasAction(IReadOnlyList<PlanStep>? plan, Predicate<WaitAction> leads) =>
        plan is not null && plan.Any(step => leads(step.Do));

    private static IEnumerable<WaitAction?> ActionsOf(QueueSettings queue) =>
        [queue.WhenFull, queue.WhenExpired, queue.WhenClosed, queue.JoinEmpty, queue.LeaveWhenEmpty];
}
