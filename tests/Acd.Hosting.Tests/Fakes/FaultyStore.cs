using System.Collections.Concurrent;
using Acd.Core;

namespace Acd.Hosting.Tests;

/// <summary>The fault of a commit.</summary>
internal enum CommitFault
{
    /// <summary>Nothing is written; the error leaves that open.</summary>
    FailBefore,

    /// <summary>Everything is written; the error leaves that open.</summary>
    FailAfter,

    /// <summary>It ignores its cancellation until <see cref="FaultyStore.ReleaseCommit"/>, and then tries to write.</summary>
    Hang,

    /// <summary>It waits for <see cref="FaultyStore.ReleaseCommit"/> and then succeeds.</summary>
    Wait,

    /// <summary>Another owner has taken over.</summary>
    Stale,

    /// <summary>It throws an error that no store may throw.</summary>
    Break,
}

/// <summary>A host's connection to a database, with faults on demand.</summary>
internal sealed class FaultyStore(TestDatabase database) : IStore
{
    private readonly ConcurrentQueue<CommitFault> _faults = new();
    private readonly ConcurrentQueue<TaskCompletionSource> _held = new();

    /// <summary>Whether every call fails.</summary>
    public volatile bool IsDown;

    /// <summary>Whether a store that is down has lost its data.</summary>
    public volatile bool IsLost;

    /// <summary>Whether reads of named documents fail, and nothing else does.</summary>
    public volatile bool FailsNamedReads;

    /// <summary>Whether loading throws an error that no store may throw.</summary>
    public volatile bool BreaksLoading;

    /// <summary>The gate of loads and contact reads, if any.</summary>
    public TaskCompletionSource? ReadGate { get; set; }

    /// <summary>The gate of reads of statistics, if any.</summary>
    public TaskCompletionSource? StatisticsGate { get; set; }

    public TimeSpan MaxCommitDuration { get; set; }

    public AwaitableCounter Acquisitions { get; } = new("acquisition");

    public AwaitableCounter Renewals { get; } = new("renewal");

    public AwaitableCounter Commits { get; } = new("commit");

    public AwaitableCounter Loads { get; } = new("load");

    /// <summary>Commits with a stale epoch.</summary>
    public AwaitableCounter Refused { get; } = new("refused commit");

    /// <summary>Sets the faults of the next commits, in this order.</summary>
    public void FailNextCommits(params CommitFault[] faults)
    {
        foreach (var fault in faults) _faults.Enqueue(fault);
    }

    /// <summary>Releases the oldest commit that waits or hangs.</summary>
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
        if (ReadGate is { } gate) await gate.Task;
        ThrowIfDown();
        return database.Load(lease);
    }

    public async ValueTask<IReadOnlyList<NamedDocument>> ReadNamedAsync(string prefix, CancellationToken cancel = default)
    {
        if (prefix == NamedDocument.StatisticsPrefix && StatisticsGate is { } gate) await gate.Task.WaitAsync(cancel);
        ThrowIfDown();
        if (FailsNamedReads) throw new StoreUnavailableException("The named documents cannot be read.");
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
        if (ReadGate is { } gate) await gate.Task;
        ThrowIfDown();
        return database.Find(contact);
    }

    public async ValueTask<ContactsReply?> SearchAsync(ListContacts search, CancellationToken cancel = default)
    {
        if (ReadGate is { } gate) await gate.Task;
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
        if (!IsDown) return;
        throw IsLost
            ? new StoreUnavailableException("It is empty.") { HasLostData = true }
            : new StoreUnavailableException("The server is down.");
    }
}
