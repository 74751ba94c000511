namespace Acd.Hosting;

/// <summary>
/// Whether the center in this process has stopped for good, after too many faults in a row. The application stops then, and
/// must end with <see cref="ExitCode"/>, so that a supervisor starts it again.
/// </summary>
public sealed class CenterFailure
{
    /// <summary>The exit code of a process whose center has stopped for good.</summary>
    public const int ExitCode = 71;

    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile EngineHost? _host;

    /// <summary>Whether the center has stopped for good.</summary>
    public bool HasHappened => _failed.Task.IsCompleted;

    /// <inheritdoc cref="EngineHost.StoreTrouble"/>
    public string? StoreTrouble => _host?.StoreTrouble;

    /// <summary>Ends when the center has stopped for good.</summary>
    public Task WhenFailed => _failed.Task;

    /// <summary>Reports it where the host has given up, and stops the application.</summary>
    /// <param name="host">The center's host.</param>
    /// <param name="stopApplication">Stops the application.</param>
    public void Watch(EngineHost host, Action stopApplication)
    {
        _host = host;
        host.StatusChanged += status =>
        {
            if (status != CenterStatus.Stopped || !host.HasGivenUp || !_failed.TrySetResult()) return;

            // This is the host's own loop, which must not wait for itself to stop.
            _ = Task.Run(stopApplication);
        };
    }
}
