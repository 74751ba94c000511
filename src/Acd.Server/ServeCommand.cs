using System.Collections;
using System.CommandLine;
using Acd.Grains;
using Acd.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Acd.Server;

/// <summary>The command <c>acd serve</c>: its options, and how it ends.</summary>
internal static class ServeCommand
{
    private const string About = """
        Serves a contact center.

        Every option is also an environment variable (ACD_STORE, ACD_REQUESTS_PER_SECOND) and a setting under "Acd" in
        ./appsettings.json ("Store", "RequestsPerSecond"). The command line goes before the environment, and that before the
        file. API keys are set there or so:

          ACD_KEYS__0__KEY=...  ACD_KEYS__0__ROLE=agent|service|supervisor  ACD_KEYS__0__AGENT=7

        Without keys only this machine may call. HTTP is described at /openapi/v1.json.
        """;

    // The setting's name follows from the option's: --silo-port is Acd:SiloPort.
    private static readonly (string Name, string Value, string About)[] Known =
    [
        ("--store", "URL",
            "sqlite:FILE, redis[s]://HOST:PORT, redis[s]+sentinel://HOST:PORT,…/NAME or memory: (sqlite:./data/acd.db)"),
        ("--center", "NAME", "the center's name in the store (acd)"),
        ("--cluster", "NAME", "the name of the cluster on Redis (acd)"),
        ("--role", "ROLE", "all; gateway: HTTP only; silo: a member of the cluster without HTTP (all)"),
        ("--matching", "KIND", "index: in memory; zinter: by ZPOPMIN and ZINTER on a Redis store, for reference (index)"),
        ("--port", "PORT", "the HTTP port (8000)"),
        ("--urls", "URLS", "addresses to listen on instead: http://10.0.0.1:8000;https://*:8443"),
        ("--certificate", "FILE", "the PEM certificate for https addresses"),
        ("--certificate-key", "FILE", "the PEM key of the certificate"),
        ("--advertise", "ADDRESS", "where other members reach this one, or auto (127.0.0.1 where Redis is on this machine)"),
        ("--silo-port", "PORT", "the port for other members (11111; on loopback any free one)"),
        ("--gateway-port", "PORT", "the port for gateways (30000; on loopback any free one)"),
        ("--requests-per-second", "N", "the lasting rate of one client (20000)"),
        ("--request-burst", "N", "the requests that a client may send at once after a pause (40000)"),
        ("--max-connections", "N", "the connections that may be open (100000)"),
        ("--max-streams", "N", "the event streams that may be open (100000)"),
        ("--trusted-proxies", "NETWORKS", "the proxies whose X-Forwarded-For is believed: 10.0.0.0/8,192.168.1.7 (none)"),
        ("--stream-heartbeat", "TIME", "the silence after which an event stream sends a sign of life (00:00:15)"),
        ("--session-lifetime", "TIME", "how long a browser stays signed in without use (12:00:00)"),
        ("--otlp-endpoint", "URL", "the OTLP collector for meters and traces, over HTTP: http://HOST:4318"),
        ("--dashboard", "true", "the Orleans Dashboard on /dashboard, for supervisors (false)"),
        ("--stop-within", "TIME", "the time that a stop may take (00:00:10)"),
    ];

    public static Command Create()
    {
        var command = new Command("serve", About);
        var options = Known.Select(known => new Option<string>(known.Name)
        {
            HelpName = known.Value,
            Description = known.About,
        }).ToList();
        foreach (var option in options) command.Options.Add(option);
        command.SetAction((parsed, cancel) =>
        {
            var settings = new Dictionary<string, string?>();
            foreach (var option in options)
                if (parsed.GetValue(option) is { } value) settings[SettingOf(option.Name)] = value;
            return ServeAsync(settings, cancel);
        });
        return command;
    }

    /// <summary>The settings that <c>ACD_…</c> environment variables make: <c>__</c> is a level, <c>_</c> joins words.</summary>
    internal static Dictionary<string, string?> FromEnvironment(IDictionary environment)
    {
        const string prefix = "ACD_";
        var settings = new Dictionary<string, string?>();
        foreach (DictionaryEntry variable in environment)
        {
            if (variable.Key is not string name || !name.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var path = name[prefix.Length..].Replace("__", ":", StringComparison.Ordinal)
                .Replace("_", "", StringComparison.Ordinal);
            settings[$"{ServerOptions.Section}:{path}"] = (string?)variable.Value;
        }

        return settings;
    }

    /// <summary>Configuration's keys know no capitals, so that dashes need only go.</summary>
    internal static string SettingOf(string option) =>
        $"{ServerOptions.Section}:{option.Replace("-", "", StringComparison.Ordinal)}";

    private static async Task<int> ServeAsync(Dictionary<string, string?> settings, CancellationToken cancel)
    {
        try
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Configuration.AddInMemoryCollection(FromEnvironment(Environment.GetEnvironmentVariables()))
                .AddInMemoryCollection(settings);
            await using var app = builder.BuildAcd();
            return await RunAsync(app, cancel);
        }
        catch (OptionsValidationException e)
        {
            foreach (var failure in e.Failures) await Console.Error.WriteLineAsync(failure);
            return ExitCodes.WrongUse;
        }
        catch (Exception e) when (IsNoBug(e))
        {
            await Console.Error.WriteLineAsync($"Acd cannot start: {e.Message}");
            return ExitCodes.CannotStart;
        }
    }

    private static async Task<int> RunAsync(WebApplication app, CancellationToken cancel)
    {
        var eviction = app.Services.GetService<SiloEviction>();
        var failure = app.Services.GetService<CenterFailure>();
        try
        {
            await app.RunAsync(cancel);
        }
        catch (Exception) when (eviction is { HasHappened: true } || failure is { HasHappened: true })
        {
            // A silo that the cluster has declared dead, or whose center is broken, may not stop cleanly; the supervisor
            // starts it again either way.
        }

        if (eviction is { HasHappened: true }) return SiloEviction.ExitCode;
        return failure is { HasHappened: true } ? CenterFailure.ExitCode : ExitCodes.Stopped;
    }

    /// <summary>A port that is taken needs no stack trace.</summary>
    private static bool IsNoBug(Exception e) => e
        is AddressInUseException or IOException { InnerException: AddressInUseException }
        or Orleans.Runtime.OrleansLifecycleCanceledException or System.Net.Sockets.SocketException;
}
