using System.Diagnostics;

namespace Acd.Simulator;

/// <summary>Plays the basic-acd scenario against a center.</summary>
public sealed class ScenarioRun(IScenarioApi api, RunOptions options, Action<ScenarioProgress> progress)
{
    private static readonly TimeSpan TimeToCleanUp = TimeSpan.FromSeconds(10);

    // A stopped run waits this long for requests in flight, so that none reaches the center after the clean-up.
    private static readonly TimeSpan TimeToArrive = TimeSpan.FromSeconds(3);

    private readonly ScenarioProgress _phases = new(options.Contacts);

    /// <summary>Plays the scenario to its end, or until it is canceled, and reports the results.</summary>
    /// <exception cref="GatewayException">The gateway refused a request of the scenario.</exception>
    public async Task<RunReport> PlayAsync(CancellationToken cancel)
    {
        options.Validate();
        var scenario = Scenario.Create(options);
        var watch = Stopwatch.StartNew();
        string? cleanUpFailure = null;
        var results = scenario.Contacts.Select((contact, number) => new ScenarioContactResult(number, contact)).ToArray();
        try
        {
            await api.OpenAsync(scenario.Agents, cancel);
            await PlayContactsAsync(results, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Ctrl-C ends the run; the report covers it up to here.
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
            // A contact's due time does not depend on how long the posts before it took.
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
            // It waited too long or the run was stopped. It has no end and counts as lost.
        }
        catch (GatewayException)
        {
            // The scenario sends nothing that a center should refuse, so one refusal ends the run.
            await failed.CancelAsync();
            throw;
        }
    }

    // Returns the reason of a failure, or null.
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

/// <summary>The phases of a contact of the scenario.</summary>
public enum ContactPhase
{
    /// <summary>The contact waits.</summary>
    Queued,

    /// <summary>The contact is connected to an agent.</summary>
    Talking,

    /// <summary>The contact is complete.</summary>
    Done,
}

/// <summary>The number of the scenario's contacts in each phase. Any thread may use it.</summary>
public sealed class ScenarioProgress(int contacts)
{
    private const int BarWidth = 30;

    private readonly int[] _reached = new int[3];

    /// <summary>Counts a contact that enters a phase.</summary>
    public ScenarioProgress Advance(ContactPhase to)
    {
        Interlocked.Increment(ref _reached[(int)to]);
        return this;
    }

    /// <summary>The number of contacts in a phase now.</summary>
    public int Count(ContactPhase phase) => phase == ContactPhase.Done
        ? Volatile.Read(ref _reached[2])
        : Math.Max(0, Volatile.Read(ref _reached[(int)phase]) - Volatile.Read(ref _reached[(int)phase + 1]));

    /// <summary>The counts as a line with a bar.</summary>
    public override string ToString()
    {
        var done = Count(ContactPhase.Done);
        var bar = new string('#', done * BarWidth / contacts).PadRight(BarWidth, '.');
        var (queued, talking) = (Count(ContactPhase.Queued), Count(ContactPhase.Talking));
        return $"[{bar}] queued {queued,3}  talking {talking,3}  done {done,3} of {contacts}";
    }
}
