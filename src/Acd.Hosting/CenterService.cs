using Microsoft.Extensions.Hosting;

namespace Acd.Hosting;

/// <summary>
/// Starts the host when all else has started, the web server too: a process whose port is taken ends without having taken the
/// lease from another.
/// </summary>
/// <param name="host">The center's host.</param>
internal sealed class CenterService(EngineHost host) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken) => host.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => host.StopAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
