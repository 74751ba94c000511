namespace Acd.Simulator;

/// <summary>An agent's day: when it is at work, what it serves, and when it is away in between.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="From">When it logs in: its first answer.</param>
/// <param name="Until">When it logs out: the end of its last call.</param>
/// <param name="Types">The types of calls it served on that day, by name.</param>
/// <param name="Main">The type it served most.</param>
/// <param name="Away">Its absences, by time; none overlaps another.</param>
public sealed record Shift(
    string Agent, int From, int Until, IReadOnlyList<string> Types, string Main, IReadOnlyList<SecondsRange> Away);
