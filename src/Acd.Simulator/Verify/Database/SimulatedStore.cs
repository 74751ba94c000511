using Acd.Core;
using Acd.Hosting;

namespace Acd.Simulator.Verify;

/// <summary>
/// One process's connection to the database: each call takes its time there and back, and may go wrong. It heeds a cancellation,
/// but what is under way to the database arrives all the same.
/// </summary>
internal sealed class SimulatedStore(
    SimulationScheduler world, SimulatedDatabase database, string name, TimeProvider clock, TimeSpan slowest, SimulationTrace trace) : IStore
{
    private readonly Queue<StoreFaultInjection> _pendingFaults = [];
    private StoreFaultInjection? _activeFault;
    private int _callsLeft;

    /// <summary>Whether nothing gets through: the process is dead, or the database is down.</summary>
    public bool IsDisconnected { get; set; }

    /// <summary>Lets the next calls go wrong.</summary>
    public void Inject(StoreFaultInjection trouble) => _pendingFaults.Enqueue(trouble);

    /// <summary>Lets all calls go well from now on.</summary>
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

    private static bool ToResult(Action what)
    {
        what();
        return true;
    }

    private async ValueTask<T> CallAsync<T>(string what, Func<T> work, CancellationToken cancel)
    {
        // Continuations run as tasks of the process whatever completes this: its scheduler lets nothing run in place.
        var answer = new TaskCompletionSource<T>();
        using var canceled = cancel.Register(() => answer.TrySetCanceled(cancel));
        var there = world.Random.DurationUpTo(slowest);
        var back = world.Random.DurationUpTo(slowest);
        var fault = NextFault(what == "commit", out var hang);
        trace.Line(world, name, $"{what} {fault}");
        switch (fault)
        {
            case null:
                Arrive(there, back);
                break;
            case StoreFault.FailsBefore:
                Fail(there);
                break;
            case StoreFault.FailsAfter:
                world.Schedule(there, () =>
                {
                    Try(work);
                    Fail(back);
                });
                break;
            case StoreFault.HangsThenAnswers:
                Arrive(hang, back);
                break;
            case StoreFault.HangsThenLands:
                world.Schedule(hang, () => Try(work));
                break;
        }

        return await answer.Task;

        void Arrive(TimeSpan until, TimeSpan from) => world.Schedule(until, () =>
        {
            var outcome = Try(work);
            world.Schedule(from, () => outcome(answer));
        });

        void Fail(TimeSpan until) => world.Schedule(
            until, () => answer.TrySetException(new StoreUnavailableException("The connection broke.")));
    }

    /// <summary>Does something in the database, and gives what is told to the caller.</summary>
    private Action<TaskCompletionSource<T>> Try<T>(Func<T> work)
    {
        try
        {
            var result = work();
            return answer => answer.TrySetResult(result);
        }
        catch (Exception refused) when (refused is StaleLeaseException or StoreUnavailableException)
        {
            trace.Line(world, name, refused.Message);
            return answer => answer.TrySetException(refused);
        }
    }

    private StoreFault? NextFault(bool isCommit, out TimeSpan hang)
    {
        hang = TimeSpan.Zero;
        if (IsDisconnected) return StoreFault.FailsBefore;
        if (_activeFault is null && _pendingFaults.TryDequeue(out var next)) (_activeFault, _callsLeft) = (next, next.Calls);
        if (_activeFault is not { } trouble || (trouble.CommitsOnly && !isCommit)) return null;
        if (--_callsLeft == 0) _activeFault = null;
        hang = trouble.Hang;
        return trouble.Fault;
    }
}
