using System.Collections.Concurrent;
using Acd.Core;

namespace Acd.Hosting.Tests;

/// <summary>What goes wrong with a commit.</summary>
internal enum CommitFault
{
    /// <summary>Nothing is written, and an error says that it may have been.</summary>
    FailBefore,

    /// <summary>Everything is written, and an error says that it may not have been.</summary>
    FailAfter,

    /// <summary>No answer, ever, whatever is canceled; nothing is written before <see cref="FaultyStore.ReleaseCommit"/>.</summary>
    Hang,

    /// <summary>It waits for <see cref="FaultyStore.ReleaseCommit"/> and is then done as it should be.</summary>
    Wait,

    /// <summary>Another owner has taken over.</summary>
    Stale,

    /// <summary>An error that no store may throw.</summary>
    Break,
}

/// <summary>A host's connection to a database, and what goes wrong with it.</summary>
internal sealed class FaultyStore(TestDatabase database) : IStore
{
    private readonly ConcurrentQueue<CommitFault> _faults = new();
    private readonly ConcurrentQueue<TaskCompletionSource> _held = new();

    /// <summary>Whether nothing answers.</summary>
    public volatile bool IsDown;

    /// <summary>Whether loading breaks in a way that no store may.</summary>
    public volatile bool BreaksLoading;

    /// <summary>What loads and contact reads wait for.</summary>
    public TaskCompletionSource? ReadGate { get; set; }

    /// <summary>What whoever reads the boards waits for, if anything.</summary>
    public TaskCompletionSource? StatisticsGate { get; set; }

    public AwaitableCounter Acquisitions { get; } = new("acquisition");

    public AwaitableCounter Renewals { get; } = new("renewal");

    public AwaitableCounter Commits { get; } = new("commit");

    public AwaitableCounter Loads { get; } = new("load");

    /// <summary>Commits that were tried under an epoch that is over.</summary>
    public AwaitableCounter Refused { get; } = new("refused commit");

    /// <summary>Lets the next commits without a fault of their own go wrong, in this order.</summary>
    public void FailNextCommits(params CommitFault[] faults)
    {
        foreach (var fault in faults) _faults.Enqueue(fault);
    }

    /// <summary>Lets the oldest commit go on that waits or hangs.</summary>
    public void ReleaseCommit()
    {
        Assert.True(_held.TryDequeue(out var held), "No commit waits.");
        held.SetResult();
    }

    public ValueTask<Lease?> TryAcquireAsync(string owner, CancellationToken cancel = default)
    {
        Acquisitions.Add();
        ThrowIfDown();
        return new(database.TryAcquire(owner));
    }

    public ValueTask RenewAsync(Lease lease, CancellationToken cancel = default)
    {
        Renewals.Add();
        ThrowIfDown();
        database.Renew(lease);
        return default;
    }

    public ValueTask ReleaseAsync(Lease lease, CancellationToken cancel = default)
    {
        ThrowIfDown();
        database.Release(lease);
        return default;
    }

    public async ValueTask<CenterDocuments> LoadAsync(Lease lease, CancellationToken cancel = default)
    {
        Loads.Add();
        if (BreaksLoading) throw new InvalidOperationException("The documents contradict each other.");
        if (ReadGate is { } holdup) await holdup.Task;
        ThrowIfDown();
        return database.Load(lease);
    }

    public async ValueTask<IReadOnlyList<NamedDocument>> ReadNamedAsync(string prefix, CancellationToken cancel = default)
    {
        if (prefix == NamedDocument.StatisticsPrefix && StatisticsGate is { } holdup) await holdup.Task.WaitAsync(cancel);
        ThrowIfDown();
        return database.ReadNamed(prefix);
    }

    public async ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default)
    {
        CommitFault? fault = _faults.TryDequeue(out var next) ? next : null;
        TaskCompletionSource? held = null;
        if (fault is CommitFault.Hang or CommitFault.Wait)
        {
            held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _held.Enqueue(held);
        }

        Commits.Add();
        if (held is not null) await held.Task;
        ThrowIfDown();
        if (fault == CommitFault.FailBefore) throw new StoreUnavailableException("The connection broke.");
        if (fault == CommitFault.Stale) throw new StaleLeaseException(lease.Epoch);
        if (fault == CommitFault.Break) throw new InvalidOperationException("A bug of the store.");
        try
        {
            database.Commit(lease, changes);
        }
        catch (StaleLeaseException)
        {
            Refused.Add();
            throw;
        }

        if (fault == CommitFault.FailAfter) throw new StoreUnavailableException("The answer was lost.");
    }

    public async ValueTask<ContactDocument?> FindContactAsync(ContactId contact, CancellationToken cancel = default)
    {
        if (ReadGate is { } holdup) await holdup.Task;
        ThrowIfDown();
        return database.Find(contact);
    }

    public async ValueTask<ContactsReply?> SearchAsync(ListContacts search, CancellationToken cancel = default)
    {
        if (ReadGate is { } holdup) await holdup.Task;
        ThrowIfDown();
        return search.State == ContactState.Closed ? database.Search(search) : null;
    }

    public ValueTask<EventPage> ReadEventsAsync(long after, int limit, CancellationToken cancel = default)
    {
        ThrowIfDown();
        return new(database.Read(after, limit));
    }

    public ValueTask DisposeAsync() => default;

    private void ThrowIfDown()
    {
        if (IsDown) throw new StoreUnavailableException("The server is down.");
    }
}
