using Acd.Core;
using static Acd.Core.ContactState;

namespace Acd.Simulator.Verify;

/// <summary>What supervisors do with contacts and agents, and what becomes of callers who would rather be called back.</summary>
internal static class SupervisorWorkload
{
    public static IReadOnlyList<RequestGenerator> All { get; } =
    [
        new(3, choose => choose.IsSupervised()
            ? new AssignContact(choose.Contact(Queued, Offered), choose.Agent())
            : Look(choose)),
        new(3, choose => choose.IsSupervised() ? Callback(choose) : Look(choose)),
        new(6, choose => choose.Callback() is { } connected ? new FailCallback(connected) : Look(choose)),
        new(2, choose => new SetPresence(
            choose.Agent(), choose.Random.Pick(Presence.NotReady, Presence.Available, Presence.Draining), "training",
            Forced: true)),
    ];

    private static RequestCallback Callback(RequestContext choose) =>
        new(choose.Contact(Queued, Offered), choose.Random.Chance(60) ? null : choose.Random.Pick("555", "556"));

    private static GetContact Look(RequestContext choose) => new(choose.Contact(Queued, Offered, Connected));
}
