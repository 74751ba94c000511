using System.Diagnostics;

namespace Acd.Simulator;

/// <summary>Plays the basic-acd scenario against a center.</summary>
public sealed class ScenarioRun(IScenarioApi api, RunOptions options, Action<ScenarioProgress> progress)
{
    private static readonly TimeSpan TimeToCleanUp = TimeSpan.FromSeconds(10);

    // What is on its way to the gateway when the run is stopped is waited for so long, lest it comes to the center after all is
    // cleaned up.
    private static readonly TimeSpan TimeToArrive = TimeSpan.FromSeconds(3);

    private readonly ScenarioProgress _phases = new(options.Contacts);

    /// <summary>Plays it to its end, or until it is canceled, and tells what there was.</summary>
    /// <exception cref="GatewayException">The gateway refused something that the scenario cannot do without.</exception>
    public async Task<RunReport> PlayAsync(CancellationToken cancel)
    {
        options.Validate();
        var scenario = Scenario.Create(options);
        var watch = Stopwatch.StartNew();
        string? cleanUpFailure = null;
        ScenarioContactResult[] results = [.. scenario.Contacts.Select((contact, number) => new ScenarioContactResult(number, contact))];
        try
        {
            await api.OpenAsync(scenario.Agents, cancel);
            await PlayContactsAsync(results, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Ctrl-C: what there is until here is the result.
        }
        finally
        {
            cleanUpFailure = await CleanUpAsync(results);
        }

        foreach (var result in results.Where(result => result.Key is not null))
            result.TimesAssigned = api.TimesAssigned(result.Key!);
        return RunReport.Of(scenario, results, watch.Elapsed, cancel.IsCancellationRequested, cleanUpFailure);
    }

    private async Task PlayContactsAsync(ScenarioContactResult[] results, CancellationToken cancel)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var late = new CancellationTokenSource();
        using var stopping = failed.Token.Register(() => late.CancelAfter(TimeToArrive));
        var talks = new List<Task>();
        var watch = Stopwatch.StartNew();
        foreach (var result in results)
        {
            // Each contact comes at its own time, however long the ones before it took to be posted.
            var due = (options.Interval * result.Number) - watch.Elapsed;
            if (due > TimeSpan.Zero)
                await Task.Delay(due, failed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (failed.IsCancellationRequested)
                break;
            talks.Add(PlayContactAsync(result, failed, late.Token));
        }

        await Task.WhenAll(talks);
    }

    private async Task PlayContactAsync(ScenarioContactResult result, CancellationTokenSource failed, CancellationToken late)
    {
        try
        {
            result.Key = await api.EnqueueAsync(result.Number, result.Contact, late);
            progress(_phases.Advance(ContactPhase.Queued));

            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(failed.Token);
            timeout.CancelAfter(options.Patience);
            var assignment = await api.WaitForAssignmentAsync(result.Key, timeout.Token);
            result.Assignment = assignment;
            progress(_phases.Advance(ContactPhase.Talking));

            await Task.Delay(result.Contact.Talk, failed.Token);
            await api.CompleteAsync(result.Key, assignment, failed.Token);
            result.Completed = true;
            progress(_phases.Advance(ContactPhase.Done));
        }
        catch (OperationCanceledException)
        {
            // It waited too long, or the run was stopped: the story has no end, and counts as lost.
        }
        catch (GatewayException)
        {
            // One refusal is the end of the run: the scenario does nothing that a center should refuse.
            await failed.CancelAsync();
            throw;
        }
    }

    // Tells why the center was not left as it was found, if it was not.
    private async Task<string?> CleanUpAsync(ScenarioContactResult[] results)
    {
        using var timeout = new CancellationTokenSource(TimeToCleanUp);
        try
        {
            foreach (var result in results.Where(result => result is { Key: not null, Completed: false }))
                await api.WithdrawAsync(result.Key!, timeout.Token);
            await api.CloseAsync(options.Agents, options.Keep, timeout.Token);
            return null;
        }
        catch (Exception failed) when (failed is GatewayException or OperationCanceledException)
        {
            return failed.Message;
        }
    }
}

/// <summary>How far a contact of the scenario is.</summary>
public enum ContactPhase
{
    /// <summary>It waits.</summary>
    Queued,

    /// <summary>An agent has it.</summary>
    Talking,

    /// <summary>It is complete.</summary>
    Done,
}

/// <summary>How many contacts of the scenario are where. Any thread may use it.</summary>
public sealed class ScenarioProgress(int contacts)
{
    private const int BarWidth = 30;

    private readonly int[] _reached = new int[3];

    /// <summary>A contact has come so far.</summary>
    public ScenarioProgress Advance(ContactPhase to)
    {
        Interlocked.Increment(ref _reached[(int)to]);
        return this;
    }

    /// <summary>How many contacts are there now, and not yet further.</summary>
    public int Count(ContactPhase phase) => phase == ContactPhase.Done
        ? Volatile.Read(ref _reached[2])
        : Math.Max(0, Volatile.Read(ref _reached[(int)phase]) - Volatile.Read(ref _reached[(int)phase + 1]));

    /// <summary>The same in a line, with a bar.</summary>
    public override string ToString()
    {
        var done = Count(ContactPhase.Done);
        var bar = new string('#', done * BarWidth / contacts).PadRight(BarWidth, '.');
        var (queued, talking) = (Count(ContactPhase.Queued), Count(ContactPhase.Talking));
        return $"[{bar}] queued {queued,3}  talking {talking,3}  done {done,3} of {contacts}";
    }
}
