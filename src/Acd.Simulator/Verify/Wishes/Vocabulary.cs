namespace Acd.Simulator.Verify;

/// <summary>All that callers may ask. A new command of the engine is one line in a list here, or a list of its own.</summary>
internal static class Vocabulary
{
    public static IReadOnlyList<Wish> All { get; } =
    [
        .. ContactWishes.All,
        .. OfferWishes.All,
        .. SupervisorWishes.All,
        .. AgentWishes.All,
        .. CenterWishes.All,
        .. QueueWishes.All,
        .. QueryWishes.All,
    ];
}
