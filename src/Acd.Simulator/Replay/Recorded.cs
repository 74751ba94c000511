namespace Acd.Simulator;

/// <summary>What the bank really had, from its record.</summary>
public static class Recorded
{
    /// <summary>What became of recorded calls.</summary>
    public static IReadOnlyList<Outcome> Of(IReadOnlyList<Call> calls) =>
        [.. calls.Select(call => new Outcome(call.At, call.Answered, call.Wait, Roster.TalkOf(call), call.Agent))];
}
