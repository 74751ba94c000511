using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Acd.Server;

/// <summary>
/// What is looked at before anything starts: whether the ports are free, and whether the process may open enough files. A
/// member of a cluster would otherwise join, or wait for its Redis, before it finds its port taken.
/// </summary>
internal sealed partial class StartupChecks(IServer server, IConfiguration configuration, ILogger<StartupChecks> log)
    : IHostedLifecycleService
{
    /// <summary>The files that a process has open besides its event streams, about.</summary>
    private const int OwnFiles = 225;

    // As the HTTP API has it where it is not set.
    private const int DefaultMaxStreams = 100_000;

    private const string LimitsFile = "/proc/self/limits";

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var url in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []) CheckIsFree(url);
        var settings = configuration.GetSection(ServerOptions.Section);

        // A silo has no event streams.
        var isSilo = string.Equals(settings["Role"], "silo", StringComparison.OrdinalIgnoreCase);
        if (!isSilo) CheckFiles(settings.GetValue("MaxStreams", DefaultMaxStreams));
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>How many files the process may open, by Linux's list of limits; null where that says no number.</summary>
    internal static int? ParseOpenFiles(IEnumerable<string> limits) =>
        limits.FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal)) is { } line
        && line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, ..]
        && int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var files)
            ? files
            : null;

    private void CheckFiles(int streams)
    {
        if (!File.Exists(LimitsFile)) return;
        if (ParseOpenFiles(File.ReadLines(LimitsFile)) is { } files && files < OwnFiles + streams)
            LogFewFiles(files, OwnFiles + streams, streams, Math.Max(0, files - OwnFiles));
    }

    private static void CheckIsFree(string url)
    {
        var address = BindingAddress.Parse(url);
        if (address.Port == 0) return;
        try
        {
            var listener = IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) ? new TcpListener(ip, address.Port)
                : address.Host == "localhost" ? new TcpListener(IPAddress.Loopback, address.Port)
                : new TcpListener(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, address.Port);
            using (listener) listener.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new AddressInUseException($"The address {url} is in use.", e);
        }
    }

    [LoggerMessage(1, LogLevel.Warning,
        "This process may open {Files} files. It needs about {Needed} for MaxStreams={Streams}; past about {Open} event "
        + "streams connections are not accepted. Raise the limit (ulimit -n, LimitNOFILE), or lower MaxStreams.")]
    private partial void LogFewFiles(int files, int needed, int streams, int open);
}
