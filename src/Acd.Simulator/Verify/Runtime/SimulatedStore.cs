using Acd.Core;
using Acd.Hosting;

namespace Acd.Simulator.Verify;

/// <summary>
/// A process's connection to the database. Each call takes time in both directions and may fail. A cancellation ends the wait,
/// but a call in flight still reaches the database.
/// </summary>
internal sealed class SimulatedStore(
    SimulationScheduler scheduler,
    SimulatedDatabase database,
    string name,
    TimeProvider clock,
    TimeSpan maxDelay,
    SimulationTrace trace) : IStore
{
    private readonly Queue<StoreFaultInjection> _pendingFaults = [];
    private StoreFaultInjection? _activeFault;
    private int _callsLeft;

    /// <summary>Whether every call fails: the process is dead, or the database is down.</summary>
    public bool IsDisconnected { get; set; }

    /// <summary>Makes the next calls fail.</summary>
    public void Inject(StoreFaultInjection injection) => _pendingFaults.Enqueue(injection);

    /// <summary>Ends all faults.</summary>
    public void Heal()
    {
        _pendingFaults.Clear();
        _activeFault = null;
        IsDisconnected = false;
    }

    public ValueTask<Lease?> TryAcquireAsync(string owner, CancellationToken cancel = default) =>
        CallAsync("acquire", () => database.TryAcquire(owner), cancel);

    public async ValueTask RenewAsync(Lease lease, CancellationToken cancel = default) =>
        await CallAsync("renew", () => ToResult(() => database.Renew(lease)), cancel);

    public async ValueTask ReleaseAsync(Lease lease, CancellationToken cancel = default) =>
        await CallAsync("release", () => ToResult(() => database.Release(lease)), cancel);

    public ValueTask<CenterDocuments> LoadAsync(Lease lease, CancellationToken cancel = default) =>
        CallAsync("load", () => database.Load(lease), cancel);

    public async ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default)
    {
        var now = Timestamp.From(clock.GetUtcNow());
        await CallAsync("commit", () => ToResult(() => database.Commit(lease, changes, now)), cancel);
    }

    public ValueTask<IReadOnlyList<NamedDocument>> ReadNamedAsync(string prefix, CancellationToken cancel = default) =>
        CallAsync($"read {prefix}", () => database.ReadNamed(prefix), cancel);

    public ValueTask<ContactDocument?> FindContactAsync(ContactId contact, CancellationToken cancel = default) =>
        CallAsync("find", () => database.Find(contact), cancel);

    public ValueTask<ContactsReply?> SearchAsync(ListContacts search, CancellationToken cancel = default) =>
        CallAsync("search", () => database.Search(search), cancel);

    public ValueTask<EventPage> ReadEventsAsync(long after, int limit, CancellationToken cancel = default) =>
        CallAsync("read", () => database.ReadEvents(after, limit), cancel);

    public ValueTask DisposeAsync() => default;

    private static bool ToResult(Action operation)
    {
        operation();
        return true;
    }

    private async ValueTask<T> CallAsync<T>(string operation, Func<T> work, CancellationToken cancel)
    {
        // The process's scheduler never runs tasks inline, so continuations run as tasks of the process.
        var result = new TaskCompletionSource<T>();
        using var canceled = cancel.Register(() => result.TrySetCanceled(cancel));
        var there = scheduler.Random.DurationUpTo(maxDelay);
        var back = scheduler.Random.DurationUpTo(maxDelay);
        var fault = NextFault(operation == "commit", out var hang);
        trace.Line(scheduler, name, $"{operation} {fault}");
        switch (fault)
        {
            case null:
                Arrive(there, back);
                break;
            case StoreFault.FailsBefore:
                Fail(there);
                break;
            case StoreFault.FailsAfter:
                scheduler.Schedule(there, () =>
                {
                    Try(work);
                    Fail(back);
                });
                break;
            case StoreFault.HangsThenAnswers:
                Arrive(hang, back);
                break;
            case StoreFault.HangsThenLands:
                scheduler.Schedule(hang, () => Try(work));
                break;
        }

        return await result.Task;

        void Arrive(TimeSpan until, TimeSpan from) => scheduler.Schedule(until, () =>
        {
            var outcome = Try(work);
            scheduler.Schedule(from, () => outcome(result));
        });

        void Fail(TimeSpan until) => scheduler.Schedule(
            until, () => result.TrySetException(new StoreUnavailableException("The connection broke.")));
    }

    /// <summary>Runs a call in the database and returns what completes the caller's task.</summary>
    private Action<TaskCompletionSource<T>> Try<T>(Func<T> work)
    {
        try
        {
            var result = work();
            return reply => reply.TrySetResult(result);
        }
        catch (Exception refused) when (refused is StaleLeaseException or StoreUnavailableException)
        {
            trace.Line(scheduler, name, refused.Message);
            return reply => reply.TrySetException(refused);
        }
    }

    private StoreFault? NextFault(bool isCommit, out TimeSpan hang)
    {
        hang = TimeSpan.Zero;
        if (IsDisconnected) return StoreFault.FailsBefore;
        if (_activeFault is null && _pendingFaults.TryDequeue(out var next)) (_activeFault, _callsLeft) = (next, next.Calls);
        if (_activeFault is not { } injection || (injection.CommitsOnly && !isCommit)) return null;
        if (--_callsLeft == 0) _activeFault = null;
        hang = injection.Hang;
        return injection.Fault;
    }
}

/// <summary>The faults of a store call.</summary>
internal enum StoreFault
{
    /// <summary>The call has no effect and returns an error.</summary>
    FailsBefore,

    /// <summary>The call takes effect and returns an error: the answer is lost.</summary>
    FailsAfter,

    /// <summary>The call hangs for a while, takes effect and returns.</summary>
    HangsThenAnswers,

    /// <summary>The call hangs for a while and takes effect, but never returns.</summary>
    HangsThenLands,

    /// <summary>The call has no effect and never returns.</summary>
    HangsForEver,
}

/// <summary>A fault of a process's store.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Calls">The number of calls that fail.</param>
/// <param name="CommitsOnly">Whether only commits fail.</param>
/// <param name="Hang">How long a call hangs.</param>
internal sealed record StoreFaultInjection(StoreFault Fault, int Calls, bool CommitsOnly, TimeSpan Hang)
{
    public override string ToString() =>
        $"{Calls} {(CommitsOnly ? "commit" : "call")}{(Calls == 1 ? "" : "s")} of the store {Description}";

    private string Description => Fault switch
    {
        StoreFault.FailsBefore => "will fail without an effect",
        StoreFault.FailsAfter => "will take effect and lose the answer",
        StoreFault.HangsThenAnswers => $"will hang for {Hang.TotalMilliseconds} ms",
        StoreFault.HangsThenLands => $"will hang for {Hang.TotalMilliseconds} ms and take effect without an answer",
        StoreFault.HangsForEver => "will have no effect and no answer",
        _ => throw new InvalidOperationException($"{Fault} has no description."),
    };
}

/// <summary>
/// The sorted sets that a store keeps beside its documents, as Redis has them: the queue by rank, and the available agents by
/// idle order, in total and by skill. Only commits change them.
/// </summary>
internal sealed class SortedSets
{
    /// <summary>Waiting contacts, by rank in ms.</summary>
    public Dictionary<ContactId, long> Queue { get; } = [];

    /// <summary>Agents with room for a voice contact, by idle order.</summary>
    public Dictionary<AgentId, long> Available { get; } = [];

    /// <summary>The same agents, by skill.</summary>
    public Dictionary<(SkillId Skill, AgentId Agent), long> AvailableWith { get; } = [];

    /// <summary>Writes a batch.</summary>
    public void Write(Changes changes)
    {
        foreach (var contact in changes.ForgottenContacts) Queue.Remove(contact);
        foreach (var contact in changes.Contacts)
        {
            if (contact.State == ContactState.Queued) Queue[contact.Id] = contact.Rank.Milliseconds;
            else Queue.Remove(contact.Id);
        }

        foreach (var change in changes.Availability) Write(change);
    }

    private void Write(AvailabilityChange change)
    {
        if (change.IdleOrder is { } place) Available[change.Agent] = place;
        else Available.Remove(change.Agent);
        foreach (var skill in change.Left) AvailableWith.Remove((skill, change.Agent));
        foreach (var skill in change.Entered)
        {
            if (change.IdleOrder is { } order) AvailableWith[(skill, change.Agent)] = order;
            else AvailableWith.Remove((skill, change.Agent));
        }
    }
}
