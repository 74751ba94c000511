namespace Acd.Core.Matching;

/// <summary>Which agents count as a queue's staff besides those who are available.</summary>
[Flags]
internal enum StaffRule
{
    /// <summary>No others.</summary>
    AvailableOnly = 0,

    /// <summary>Those who are not ready by themselves.</summary>
    NotReady = 1,

    /// <summary>Those who were set aside because they did not take an offer.</summary>
    SetAside = 2,

    /// <summary>Both. This rule also decides whether a contact is servable, whatever its queue's rule is.</summary>
    Servable = NotReady | SetAside,
}

/// <summary>The staff rules of queues.</summary>
internal static class StaffRules
{
    public static StaffRule Of(QueueSettings queue) =>
        (queue.NotReadyIsStaff ? StaffRule.NotReady : 0) | (queue.SetAsideIsStaff ? StaffRule.SetAside : 0);
}
