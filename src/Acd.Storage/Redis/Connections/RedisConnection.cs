using System.Diagnostics;
using System.Net.Sockets;
using Acd.Hosting;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>
/// A connection that is made when it is needed, and thrown away after whatever goes wrong with it: the next call makes another.
/// So a server that hangs, restarts or moves is found again, and nothing that was sent before waits to be sent once more.
/// </summary>
internal sealed class RedisConnection(RedisAddress address, bool useSearch, TimeSpan timeout) : IAsyncDisposable
{
    private readonly Func<Task<RedisSession>> _connect = Connect(address, useSearch, timeout);
    private readonly Lock _gate = new();
    private Task<RedisSession>? _session;
    private bool _disposed;

    /// <summary>Does some work on the connection, all of it within the timeout.</summary>
    /// <param name="work">What is done; it may go on after its time is up, and nobody waits for it then.</param>
    /// <param name="extra">How much more time it has.</param>
    /// <param name="cancel">Stops waiting for it.</param>
    /// <exception cref="StoreUnavailableException">The server does not answer, not in time, or with an error.</exception>
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
            throw new StoreUnavailableException($"{address} does not work: {exception.Message}", exception);
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

    private static Func<Task<RedisSession>> Connect(RedisAddress address, bool useSearch, TimeSpan timeout)
    {
        if (address.Sentinels is { } sentinels)
            return new SentinelPrimaryResolver(address, sentinels, useSearch, timeout).OpenAsync;
        var options = address.ToConfigurationOptions(timeout);
        return () => RedisSession.OpenAsync(options, useSearch, timeout);
    }

    private static async Task<T> WithinAsync<T>(Task<T> work, TimeSpan time, CancellationToken cancel)
    {
        try
        {
            return await work.WaitAsync(time, cancel);
        }
        finally
        {
            // If nobody waits for it any longer, its error is nobody's: whoever waited was told already.
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
            ObjectDisposedException.ThrowIf(_disposed, typeof(RedisStore));
            if (_session is { IsCompleted: true, IsCompletedSuccessfully: false })
                _session = null;
            return _session ??= Task.Run(_connect);
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

    /// <summary>Closes a connection away from the caller: it may hang, and may not even be open yet.</summary>
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
