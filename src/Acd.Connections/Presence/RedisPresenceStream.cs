using System.Threading.Channels;
using StackExchange.Redis;

namespace Acd.Connections;

/// <summary>The connection to the Redis of presence, made when it is first asked for.</summary>
internal sealed class PresenceRedis(ConfigurationOptions options) : IAsyncDisposable
{
    private readonly Lazy<Task<ConnectionMultiplexer>> _connection = new(() =>
    {
        options.AbortOnConnectFail = false;
        return ConnectionMultiplexer.ConnectAsync(options);
    });

    /// <summary>The database.</summary>
    public async Task<IDatabase> OpenAsync() => (await _connection.Value).GetDatabase();

    public async ValueTask DisposeAsync()
    {
        if (_connection.IsValueCreated) await (await _connection.Value).DisposeAsync();
    }
}

/// <summary>
/// Appends changes to the stream. Those that wait at the same moment go together, so that a shift's start is a few round trips.
/// </summary>
internal sealed partial class RedisPresenceStream(PresenceRedis redis, PresenceOptions options, ILogger<RedisPresenceStream> log)
    : BackgroundService, IPresenceStream
{
    /// <summary>How many changes may wait, and how many go together.</summary>
    private const int MaxWaiting = 20_000, MaxTogether = 512;

    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(MaxWaiting);

    public async Task<string?> AppendAsync(string source, PresenceEntry entry, CancellationToken cancel)
    {
        var waiting = new Waiting(entry);
        return _waiting.Writer.TryWrite(waiting) ? await waiting.Id.Task.WaitAsync(cancel) : null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var together = new List<Waiting>(MaxTogether);
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                together.Clear();
                while (together.Count < MaxTogether && _waiting.Reader.TryRead(out var next)) together.Add(next);
                await AppendAsync(together);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What still waits was not acknowledged; its sender sends it again.
            _waiting.Writer.TryComplete();
            while (_waiting.Reader.TryRead(out var left)) left.Id.TrySetResult(null);
        }
    }

    private async Task AppendAsync(List<Waiting> together)
    {
        try
        {
            var database = await redis.OpenAsync();
            var ids = together.Select(one => database.StreamAddAsync(options.Stream, one.Entry.ToFields())).ToArray();
            for (var i = 0; i < ids.Length; i++)
            {
                try
                {
                    together[i].Id.TrySetResult(await ids[i]);
                }
                catch (Exception failure) when (failure is RedisException or TimeoutException)
                {
                    together[i].Id.TrySetResult(null);
                    LogFailed(failure);
                }
            }
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            LogFailed(failure);
            foreach (var one in together) one.Id.TrySetResult(null);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Changes of presence could not be appended; their senders are told to try again.")]
    private partial void LogFailed(Exception failure);

    private sealed record Waiting(PresenceEntry Entry)
    {
        public TaskCompletionSource<string?> Id { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
