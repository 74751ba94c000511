using Acd.Core;
using Acd.Hosting;
using Microsoft.Data.Sqlite;

namespace Acd.Storage;

/// <summary>
/// A store in one file on this machine. Its lease is the operating system's lock on a file beside it, which ends with the
/// process and not by time. All work runs off the caller's thread.
/// </summary>
public sealed class SqliteStore : IStore
{
    private readonly string _path;
    private readonly StoreOptions _options;
    private readonly Lock _writing = new();
    private readonly SqliteReaderPool _readers;
    private readonly SerializedBatch _batch = new();
    private OwnerLockFile? _lock;
    private SqliteWriter? _writer;
    private SqliteFiles? _files;
    private StoreProgress _seen;

    /// <summary>Makes a store that opens its file at the first use.</summary>
    /// <param name="path">The file; it and its folder are created where they are missing.</param>
    /// <param name="options">The options.</param>
    public SqliteStore(string path, StoreOptions options)
    {
        _path = Path.GetFullPath(path);
        _options = options;
        _readers = new SqliteReaderPool(_path, options.CommandTimeout);
    }

    /// <summary>The connections that every read of this store goes by.</summary>
    internal SqliteReaderPool Readers => _readers;

    /// <inheritdoc/>
    public int EventsKept => _options.EventsKept;

    /// <inheritdoc/>
    public TimeSpan MaxCommitDuration => _options.MaxCommitDuration;

    /// <inheritdoc/>
    public async ValueTask<Lease?> TryAcquireAsync(string owner, CancellationToken cancel = default) => await Write<Lease?>(() =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);

        // Another process may hold the lock on the file that is there now.
        if (_lock is { IsThere: false } || _files?.FindLoss() is not null)
            Close();
        _lock ??= OwnerLockFile.TryAcquire(_path + ".lock");
        if (_lock is null)
            return null;
        try
        {
            return new Lease(owner, Open(_lock).AdvanceEpoch(), _options.LeaseDuration);
        }
        catch
        {
            // A process that cannot use the file must not lock others out.
            Close();
            throw;
        }
    });

    /// <inheritdoc/>
    public async ValueTask RenewAsync(Lease lease, CancellationToken cancel = default) => await Write(() =>
    {
        RequireOwnership(lease).CheckEpoch(lease);
        CheckFiles();
        return true;
    });

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync(Lease lease, CancellationToken cancel = default) => await Write(() =>
    {
        if (_writer is null || _lock is null)
            return false;
        try
        {
            // The next epoch refuses a commit that is still under way.
            _writer.CheckEpoch(lease);
            _writer.AdvanceEpoch();
        }
        catch (StaleLeaseException)
        {
            return false;
        }

        Close();
        return true;
    });

    /// <inheritdoc/>
    public async ValueTask<CenterDocuments> LoadAsync(Lease lease, CancellationToken cancel = default) => await Write(() =>
    {
        var file = RequireOwnership(lease);
        file.CheckEpoch(lease);
        return file.Load();
    });

    /// <inheritdoc/>
    public async ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default) => await Write(() =>
    {
        var file = RequireOwnership(lease);
        _batch.Fill(changes);
        file.Write(lease, _batch);
        CheckFiles();
        return true;
    });

    /// <inheritdoc/>
    public async ValueTask<ContactDocument?> FindContactAsync(ContactId contact, CancellationToken cancel = default) =>
        await Read(reader => reader?.FindContact(contact), cancel);

    /// <inheritdoc/>
    public async ValueTask<ContactsReply?> SearchAsync(ListContacts search, CancellationToken cancel = default) =>
        search.State == ContactState.Closed
            ? await Read(reader => reader?.SearchClosed(search) ?? new ContactsReply([], null), cancel)
            : null;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<NamedDocument>> ReadNamedAsync(string prefix, CancellationToken cancel = default) =>
        await Read<IReadOnlyList<NamedDocument>>(reader => reader?.ReadNamed(prefix, cancel) ?? [], cancel);

    /// <inheritdoc/>
    public async ValueTask<EventPage> ReadEventsAsync(long after, int limit, CancellationToken cancel = default) =>
        await Read(reader => reader?.ReadEvents(after, limit) ?? new EventPage([], 1), cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync();
        await Task.Run(() =>
        {
            lock (_writing)
            {
                Close();
                _batch.Dispose();
            }
        });
    }

    /// <summary>Opens the database, unless it has lost what it had.</summary>
    /// <exception cref="StoreUnavailableException">It has.</exception>
    private SqliteWriter Open(OwnerLockFile lockFile)
    {
        var seen = StoreProgress.Max(_seen, lockFile.Progress);
        var isMissing = _writer is null && new FileInfo(_path) is not { Exists: true, Length: > 0 };
        if (isMissing && seen != default && !_options.AcceptLoss)
            throw StoreErrors.Missing(_path, seen);
        _writer ??= SqliteWriter.Open(_path, _options);
        var found = _writer.ReadProgress();
        if (seen.IsPast(found) && !_options.AcceptLoss)
            throw StoreErrors.Lost($"The database {_path}", found, seen);
        if (seen.Epoch > found.Epoch)
            _writer.SetEpoch(seen.Epoch);
        lockFile.Write(_seen = _writer.ReadProgress());
        _files ??= new SqliteFiles(_path);
        return _writer;
    }

    /// <summary>
    /// Checks after a write that it went to the files that the paths lead to, and notes how far the database is.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Another file has taken the place of one, or it is gone.</exception>
    private void CheckFiles()
    {
        var loss = _lock is { IsThere: true }
            ? _files?.FindLoss()
            : $"{_path}.lock was removed or replaced while it was in use.";
        if (loss is not null)
            throw new StoreUnavailableException(loss);
        if (_writer is { } writer)
            _lock!.Write(_seen = writer.ReadProgress());
    }

    private SqliteWriter RequireOwnership(Lease lease)
    {
        if (_lock is null)
            throw new StaleLeaseException(lease.Epoch);
        return _writer ?? throw new StoreUnavailableException($"The database {_path} failed and must be acquired again.");
    }

    private Task<T> Write<T>(Func<T> work) => Task.Run(() =>
    {
        lock (_writing)
        {
            try
            {
                return work();
            }
            catch (Exception exception) when (IsFailure(exception))
            {
                // The next acquisition opens the file again. The lock is kept: another process has the same disk.
                _writer?.Dispose();
                _writer = null;
                _files = null;
                throw Unavailable(exception);
            }
        }
    });

    private async Task<T> Read<T>(Func<SqliteReader?, T> work, CancellationToken cancel)
    {
        try
        {
            return await _readers.RunAsync(work, cancel);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Unavailable(exception);
        }
    }

    private static bool IsFailure(Exception exception) =>
        exception is SqliteException or IOException or UnauthorizedAccessException;

    private StoreUnavailableException Unavailable(Exception exception) =>
        new($"The database {_path} does not work: {exception.Message}", exception);

    private void Close()
    {
        _writer?.Dispose();
        _writer = null;
        _files = null;
        _lock?.Dispose();
        _lock = null;
    }
}
