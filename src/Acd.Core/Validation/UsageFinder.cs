namespace Acd.Core;

/// <summary>Finds what uses a queue or gate. A queue or gate in use cannot be removed.</summary>
internal static class UsageFinder
{
    /// <summary>The first user of a queue, in words. Null if it is not in use.</summary>
    public static string? FirstUserOf(QueueId queue, EngineState state) =>
        FirstContact(state, contact => contact.Queue == queue || HasAction(contact.Plan, action => action.Queue == queue))
        ?? state.Settings.Gates.Where(gate => gate.Queue == queue).Select(gate => $"the gate {gate.Id}").FirstOrDefault()
        ?? FirstQueue(state.Settings.Queues.Where(other => other.Id != queue), action => action.Queue == queue);

    /// <summary>The first user of a gate, in words. Null if it is not in use.</summary>
    public static string? FirstUserOf(GateId gate, EngineState state) =>
        FirstContact(state, contact => contact.Gate == gate || HasAction(contact.Plan, action => action.Gate == gate))
        ?? FirstQueue(state.Settings.Queues, action => action.Gate == gate);

    private static string? FirstContact(EngineState state, Func<Contact, bool> uses) =>
        state.OpenContacts().Where(uses).Select(contact => $"the contact {contact.Id}").FirstOrDefault();

    private static string? FirstQueue(IEnumerable<QueueSettings> queues, Predicate<WaitAction> leads) =>
        queues.Where(queue => HasAction(queue.Plan, leads)
            || ActionsOf(queue).Any(action => action is not null && leads(action)))
            .Select(queue => $"the queue {queue.Id}").FirstOrDefault();

    private static bool HasAction(IReadOnlyList<PlanStep>? plan, Predicate<WaitAction> leads) =>
        plan is not null && plan.Any(step => leads(step.Do));

    private static IEnumerable<WaitAction?> ActionsOf(QueueSettings queue) =>
        [queue.WhenFull, queue.WhenExpired, queue.WhenClosed, queue.JoinEmpty, queue.LeaveWhenEmpty, queue.WhenRefused?.Do];
}
