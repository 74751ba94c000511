using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Acd.Grains;

/// <summary>
/// Whether the cluster has declared this silo dead. Such a silo gives its dispatcher up, stops its application, and must end
/// with <see cref="ExitCode"/>, so that a supervisor starts it again as a new member.
/// </summary>
public sealed class SiloEviction
{
    /// <summary>The exit code of a process whose silo was declared dead.</summary>
    public const int ExitCode = 70;

    private readonly TaskCompletionSource<string> _evicted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether this silo was declared dead.</summary>
    public bool HasHappened => _evicted.Task.IsCompleted;

    /// <summary>Ends when this silo is declared dead, with the reason in words.</summary>
    public Task<string> WhenEvicted => _evicted.Task;

    internal bool Report(string reason) => _evicted.TrySetResult(reason);
}

/// <summary>
/// Stops the application in order where Orleans itself would crash the process: when the silo was declared dead, or can no
/// longer find out whether it is.
/// </summary>
/// <param name="eviction">Tells the program.</param>
/// <param name="parts">The silo's parts, which need this one before they are made.</param>
/// <param name="application">The application that the silo is a part of.</param>
/// <param name="log">The log.</param>
internal sealed class SiloEvictionHandler(
    SiloEviction eviction, IServiceProvider parts, IHostApplicationLifetime application, ILogger<SiloEvictionHandler> log)
    : IFatalErrorHandler
{
    /// <inheritdoc/>
    public bool IsUnexpected(Exception exception) => true;

    /// <inheritdoc/>
    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        var reason = context ?? exception?.Message ?? "unknown";
        if (!eviction.Report(reason)) return;
        log.Evicted(exception, reason);

        // Orleans' own loops call this; they must not wait for themselves to stop.
        _ = Task.Run(StopAsync);
    }

    private async Task StopAsync()
    {
        try
        {
            await parts.GetRequiredService<LocalDispatcher>().AbandonAsync();
        }
        catch (Exception failure)
        {
            // Whatever it is, the application must stop all the same.
            log.DispatcherNotAbandoned(failure);
        }

        application.StopApplication();
    }
}
