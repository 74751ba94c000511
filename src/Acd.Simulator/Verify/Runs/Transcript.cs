using System.Text;

namespace Acd.Simulator.Verify;

/// <summary>Tells a run that broke a rule, so that it can be read and repeated.</summary>
internal static class FailureTranscript
{
    /// <summary>The one line that repeats a seed's run.</summary>
    public static string RepeatedBy(long seed) => $"acd-sim verify --seed {seed}";

    /// <summary>What was broken, how to repeat it, and the steps, one a line.</summary>
    /// <param name="run">The run, shortened as far as it could be.</param>
    public static string Of(SimulationResult run)
    {
        var (scenery, violation) = (run.Parameters, run.Violation!);
        var text = new StringBuilder()
            .AppendLine($"Broken: {violation.Rule} ({violation.Checker}, after {violation.At.TotalSeconds:0.000} s)")
            .AppendLine($"  {violation.What}")
            .AppendLine($"Repeat: {RepeatedBy(run.Seed)}")
            .AppendLine($"{scenery.Processes} processes, {scenery.Agents} agents, batches of {scenery.MaxBatch} at the most, "
                + $"a lease of {scenery.LeaseDuration.TotalSeconds} s, commits may take {scenery.CommitTimeout.TotalSeconds} s, "
                + $"heartbeats {scenery.Settings.HeartbeatTimeout.TotalSeconds} s, "
                + $"closed contacts {scenery.Settings.ClosedContactTtl.TotalSeconds} s or {scenery.Settings.ClosedContactsKept}")
            .AppendLine($"{run.Steps.Count} steps:");
        foreach (var step in run.Steps) text.AppendLine($"  {step}");
        return text.ToString();
    }
}
