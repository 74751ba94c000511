using Acd.Storage;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Acd.Silo;

/// <summary>The client's options for members, sessions and the grain directory, which are on the center's Redis.</summary>
internal static class ClusterRedis
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public static ConfigurationOptions CreateOptions(CenterOptions center) => CreateOptions(RedisAddress.Parse(center.Store));

    public static ConfigurationOptions CreateOptions(RedisAddress redis)
    {
        var options = redis.ToConfigurationOptions(Timeout);
        options.AbortOnConnectFail = false;
        return options;
    }
}

/// <summary>
/// Holds the silo's start until Redis answers. Orleans' own start fails without it and cannot be repeated in the same process.
/// </summary>
/// <param name="redis">The center's Redis.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log.</param>
internal sealed partial class RedisStartupWait(RedisAddress redis, TimeProvider time, ILogger<RedisStartupWait> log)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500), ConnectTimeout = TimeSpan.FromSeconds(2);

    // A line every half minute is enough for an operator, and does not fill a disk.
    private const int TriesPerLine = 30;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(RedisStartupWait), ServiceLifecycleStage.First, WaitAsync);

    private async Task WaitAsync(CancellationToken cancel)
    {
        for (var number = 0; ; number++)
        {
            try
            {
                var options = redis.ToConfigurationOptions(ConnectTimeout);
                await using var connection = await ConnectionMultiplexer.ConnectAsync(options).WaitAsync(cancel);
                await connection.GetDatabase().PingAsync().WaitAsync(cancel);
                return;
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                if (number % TriesPerLine == 0) LogWaiting(redis, e.Message);
                await Task.Delay(Pause, time, cancel);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Redis} does not answer; the process waits for it. {Reason}")]
    private partial void LogWaiting(RedisAddress redis, string reason);
}
