using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Acd.Simulator.Verify;

/// <summary>Runs many seeds in parallel, each as if it were alone.</summary>
internal sealed class VerifyRun(VerifyOptions options, TestHooks hooks, Action<string> progress)
{
    private readonly ConcurrentBag<Outcome> _outcomes = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _done;
    private int _broken;

    /// <summary>Runs the seeds.</summary>
    /// <param name="cancel">Stops the run; the report covers the seeds that are done.</param>
    public VerifyReport Run(CancellationToken cancel)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallel };
        Parallel.For(options.From, options.From + options.Seeds, parallel, (seed, loop) =>
        {
            if (cancel.IsCancellationRequested || Volatile.Read(ref _broken) >= options.MaxBroken) loop.Stop();
            else RunOne(seed, cancel);
        });
        return Report();
    }

    private void RunOne(long seed, CancellationToken cancel)
    {
        var run = SimulationRunner.FromSeed(seed, hooks);
        if (run.Violation is not null) Interlocked.Increment(ref _broken);
        _outcomes.Add(new Outcome(
            run with { Steps = [] }, run.Violation is null ? null : FailureTranscript.Of(Shrinker.Shrink(run, hooks, cancel))));
        var done = Interlocked.Increment(ref _done);
        progress($"{done} of {options.Seeds} seeds, {done / _watch.Elapsed.TotalSeconds:0.0} a second, {_broken} broken");
    }

    private VerifyReport Report()
    {
        var outcomes = _outcomes.OrderBy(outcome => outcome.Run.Seed).ToList();
        var hashes = string.Join('\n', outcomes.Select(outcome => outcome.Run.Trace));
        return new VerifyReport
        {
            From = options.From,
            Seeds = outcomes.Count,
            Broken =
            [
                .. outcomes.Where(outcome => outcome.Run.Violation is not null).Select(outcome => new BrokenSeed(
                    outcome.Run.Seed, outcome.Run.Violation!.Rule, outcome.Run.Violation.What,
                    FailureTranscript.RepeatedBy(outcome.Run.Seed), outcome.Transcript!)),
            ],
            Commits = outcomes.Sum(outcome => (long)outcome.Run.Commits),
            Events = outcomes.Sum(outcome => outcome.Run.Events),
            Answers = outcomes.Sum(outcome => (long)outcome.Run.Answers),
            Troubles = outcomes.Sum(outcome => (long)outcome.Run.Faults),
            Terms = outcomes.Sum(outcome => outcome.Run.Terms),
            VirtualHours = Math.Round(outcomes.Sum(outcome => outcome.Run.VirtualTime.TotalHours), 1),
            Seconds = Math.Round(_watch.Elapsed.TotalSeconds, 1),
            Rate = Math.Round(outcomes.Count / _watch.Elapsed.TotalSeconds, 1),
            Trace = outcomes.Count == 1
                ? outcomes[0].Run.Trace
                : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashes)).AsSpan(0, 16)),
        };
    }

    private sealed record Outcome(SimulationResult Run, string? Transcript);
}
