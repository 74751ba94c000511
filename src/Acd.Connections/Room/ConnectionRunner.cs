using System.Text.Json;
using System.Text.Json.Serialization;
using Acd.Core;
using Acd.Hosting;

namespace Acd.Connections;

/// <summary>
/// Runs the connections while the center's engine is in this process. One that fails begins again after a pause; the others go
/// on. Every few seconds it writes how they do, for whoever asks another process.
/// </summary>
internal sealed partial class ConnectionRunner(
    IEnumerable<IConnection> connections, ILocalCenter center, ConnectionStates states, TimeProvider time,
    ILogger<ConnectionRunner> log) : BackgroundService
{
    /// <summary>The beginning of the names of the documents that say how connections do.</summary>
    public const string StatusPrefix = "status:";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200), ReportEvery = TimeSpan.FromSeconds(2),
        FirstPause = TimeSpan.FromMilliseconds(250), LongestPause = TimeSpan.FromSeconds(30);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        IConnection[] all = [.. connections];
        return all.Length == 0
            ? Task.CompletedTask
            : Task.WhenAll([.. all.Select(one => RunAsync(one, stoppingToken)), ReportAsync(stoppingToken)]);
    }

    private async Task RunAsync(IConnection connection, CancellationToken stop)
    {
        var (state, backoff) = (states.Of(connection.Name), new Backoff(FirstPause, LongestPause));
        while (!stop.IsCancellationRequested)
        {
            var pause = Look;
            try
            {
                if (center.ActiveHost is { } host) await RunTermAsync(connection, host, state, stop);
                else state.Leave();
            }
            catch (Exception moved) when (moved is CenterUnavailableException or ConnectionRefusedException)
            {
                // The center is busy, recovers, or has moved; that is no failure of the connection.
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The other system may fail in any way; the connection begins again, and says so.
                if (state.Current.FailingSince is null) backoff.Reset();
                pause = backoff.Next();
                state.Fail(failure.Message, time.GetUtcNow());
                LogFailed(failure, connection.Name, pause);
            }

            await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunTermAsync(IConnection connection, EngineHost host, ConnectionState state, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watch = WatchAsync(host, ended);
        try
        {
            state.Begin();
            await connection.RunAsync(new ConnectionTerm(host, state), ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            state.Leave();
        }
        finally
        {
            await ended.CancelAsync();
            await watch;
        }
    }

    /// <summary>Ends a term when the host does not serve here any longer.</summary>
    private async Task WatchAsync(EngineHost host, CancellationTokenSource ended)
    {
        while (!ended.IsCancellationRequested && ReferenceEquals(center.ActiveHost, host))
            await Task.Delay(Look, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ended.CancelAsync();
    }

    private async Task ReportAsync(CancellationToken stop)
    {
        IReadOnlyList<ConnectionReport> written = [];
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(ReportEvery, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var reports = states.Reports;
            if (center.ActiveHost is not { } host || reports.SequenceEqual(written)) continue;
            var documents = reports.Where(report => report.Status != ConnectionStatus.Elsewhere).Select(report =>
                new NamedDocument(
                    NamedDocument.ConnectionPrefix + StatusPrefix + report.Name, JsonSerializer.Serialize(report, Json)));
            if (await host.SendAsync(new PutConnectionDocuments([.. documents]), stop) is not Refusal) written = reports;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The connection {Name} failed; it begins again in {Pause}.")]
    private partial void LogFailed(Exception failure, string name, TimeSpan pause);
}
