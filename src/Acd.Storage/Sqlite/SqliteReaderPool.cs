using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Acd.Storage;

/// <summary>
/// A few connections that read beside the one that writes. Reads beyond their number wait without a thread, so that neither a
/// commit nor anything else on the thread pool waits for them.
/// </summary>
/// <param name="path">The database file.</param>
/// <param name="timeout">How long a connection waits for the file's lock.</param>
internal sealed class SqliteReaderPool(string path, TimeSpan timeout) : IAsyncDisposable
{
    /// <summary>How many reads run at once.</summary>
    internal const int MaxReaders = 4;

    private readonly SemaphoreSlim _free = new(MaxReaders, MaxReaders);
    private readonly ConcurrentBag<SqliteReader> _idle = [];
    private volatile bool _isDisposed;

    /// <summary>Reads on a thread of the pool, once a connection is free.</summary>
    /// <param name="work">The read; it gets null where the file does not exist yet.</param>
    /// <param name="cancel">Ends the wait for a connection.</param>
    /// <exception cref="SqliteException">The read failed; its connection is closed.</exception>
    public async Task<T> RunAsync<T>(Func<SqliteReader?, T> work, CancellationToken cancel)
    {
        await _free.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => Run(work), cancel);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Waits for the reads under way and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        for (var i = 0; i < MaxReaders; i++)
            await _free.WaitAsync();
        while (_idle.TryTake(out var reader))
            reader.Dispose();
        _free.Release(MaxReaders);
    }

    private T Run<T>(Func<SqliteReader?, T> work)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteStore));
        if (_idle.TryTake(out var reader) && !reader.IsCurrent)
        {
            reader.Dispose();
            reader = null;
        }

        reader ??= SqliteReader.TryOpen(path, timeout);
        try
        {
            var result = work(reader);
            if (reader is not null)
                _idle.Add(reader);
            return result;
        }
        catch
        {
            reader?.Dispose();
            throw;
        }
    }
}
