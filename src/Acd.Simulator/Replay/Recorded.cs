namespace Acd.Simulator;

/// <summary>What the bank really had, from its record.</summary>
public static class RecordedOutcomes
{
    /// <summary>What became of recorded calls.</summary>
    public static IReadOnlyList<CallOutcome> Of(IReadOnlyList<RecordedCall> calls) =>
        [.. calls.Select(call => new CallOutcome(call.At, call.Answered, call.Wait, RosterBuilder.TalkOf(call), call.Agent))];
}
