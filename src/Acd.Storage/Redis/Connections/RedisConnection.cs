using System.Diagnostics;
using System.Net.Sockets;
using Acd.Hosting;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>
/// A connection that is opened when it is needed and discarded after any failure; the next call opens another. So a server that
/// hangs, restarts or moves is found again, and no command that was sent before is sent once more.
/// </summary>
/// <param name="name">The server, for messages.</param>
/// <param name="open">Opens a session.</param>
/// <param name="timeout">The longest time that opening and each call may take.</param>
/// <param name="replacesBroken">
/// Whether another is opened where the client has made its connection again by itself, perhaps to a server that has become a
/// replica. Writes need not: a replica refuses them, and a write may wait in the client until it is connected again.
/// </param>
internal sealed class RedisConnection(string name, Func<Task<RedisSession>> open, TimeSpan timeout, bool replacesBroken = false)
    : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private Task<RedisSession>? _session;
    private bool _disposed;

    /// <summary>Makes the connection to the primary at an address, without opening it.</summary>
    public static RedisConnection Create(RedisAddress address, bool useSearch, TimeSpan timeout)
    {
        var name = address.ToString();
        if (address.Sentinels is { } sentinels)
        {
            var resolver = new SentinelPrimaryResolver(address, sentinels, useSearch, timeout);
            return new RedisConnection(name, resolver.OpenAsync, timeout);
        }

        var client = address.ToConfigurationOptions(timeout);
        var server = new RedisSessionOptions(name, client, useSearch, MustBePrimary: false, timeout);
        return new RedisConnection(name, () => RedisSession.OpenAsync(server), timeout);
    }

    /// <summary>
    /// Reads beside the writes, on a connection of its own to the server that this one writes to. A read that fails leaves the
    /// writes alone; one that begins after a write has ended sees it.
    /// </summary>
    /// <param name="work">The read. It may go on after its time is up; its result is dropped then.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The server fails, or does not answer in time.</exception>
    public async Task<T> ReadAsync<T>(Func<RedisSession, Task<T>> work, CancellationToken cancel)
    {
        var session = await RunAsync(Task.FromResult, TimeSpan.Zero, cancel);
        return await session.Reads.RunAsync(work, TimeSpan.Zero, cancel);
    }

    /// <summary>Does some work on the connection, all of it within the timeout.</summary>
    /// <param name="work">The work. It may go on after its time is up; its result is dropped then.</param>
    /// <param name="extra">The time that it has beyond the timeout.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The server fails, or does not answer in time.</exception>
    public async Task<T> RunAsync<T>(Func<RedisSession, Task<T>> work, TimeSpan extra, CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        var opening = Open();
        try
        {
            var session = await opening.WaitAsync(timeout, cancel);
            var left = timeout + extra - Stopwatch.GetElapsedTime(start);
            return await WithinAsync(work(session), left > TimeSpan.Zero ? left : TimeSpan.Zero, cancel);
        }
        catch (Exception exception) when (IsFailure(exception) && !cancel.IsCancellationRequested)
        {
            Drop(opening);
            throw new StoreUnavailableException($"{name} does not work: {exception.Message}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task<RedisSession>? session;
        lock (_gate)
        {
            _disposed = true;
            session = _session;
            _session = null;
        }

        if (session is not null)
            await CloseAsync(session);
    }

    internal static bool IsFailure(Exception exception) => exception
        is RedisException or RedisCommandException or TimeoutException or SocketException or IOException
        or ObjectDisposedException or OperationCanceledException or AggregateException;

    private static async Task<T> WithinAsync<T>(Task<T> work, TimeSpan time, CancellationToken cancel)
    {
        try
        {
            return await work.WaitAsync(time, cancel);
        }
        finally
        {
            // After a timeout the caller has its error already; a later one is only marked as seen.
            _ = work.ContinueWith(
                static late => late.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    private Task<RedisSession> Open()
    {
        lock (_gate)
        {
            // A connection for reads goes with the one for writes, and its callers may ask again.
            if (_disposed)
                throw new StoreUnavailableException($"The connection to {name} is closed.");
            if (_session is { IsCompleted: true, IsCompletedSuccessfully: false })
                _session = null;
            if (replacesBroken && _session is { IsCompletedSuccessfully: true, Result.IsBroken: true } broken)
            {
                _session = null;
                _ = CloseAsync(broken);
            }

            return _session ??= Task.Run(open);
        }
    }

    private void Drop(Task<RedisSession> session)
    {
        lock (_gate)
        {
            if (_session != session)
                return;
            _session = null;
        }

        _ = CloseAsync(session);
    }

    /// <summary>Closes a connection on another thread: it may hang, or may still be opening.</summary>
    private static Task CloseAsync(Task<RedisSession> session) => session.ContinueWith(
        static opened =>
        {
            if (opened.IsCompletedSuccessfully)
                opened.Result.Dispose();
            else
                _ = opened.Exception;
        },
        CancellationToken.None,
        TaskContinuationOptions.None,
        TaskScheduler.Default);
}
