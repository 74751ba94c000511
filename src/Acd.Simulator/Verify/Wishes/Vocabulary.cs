namespace Acd.Simulator.Verify;

/// <summary>All that callers may ask. A new command of the engine is one line in a list here, or a list of its own.</summary>
internal static class RequestGenerators
{
    public static IReadOnlyList<RequestGenerator> All { get; } =
    [
        .. ContactWorkload.All,
        .. OfferWorkload.All,
        .. SupervisorWorkload.All,
        .. AgentWorkload.All,
        .. CenterWorkload.All,
        .. QueueWorkload.All,
        .. QueryWorkload.All,
    ];
}
