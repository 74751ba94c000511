using System.Collections;
using System.Text;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>The command line: which options there are, what they set, and the page that tells of them.</summary>
internal static class CommandLine
{
    private static readonly ProgramOptions Known = new(GatewayOptions.Section,
    [
        new("--store", "WHERE", nameof(GatewayOptions.Store),
            "sqlite:FILE, redis://HOST:PORT, redis+sentinel://HOST:PORT,…/NAME or memory: (sqlite:./data/acd.db)"),
        new("--center", "NAME", nameof(GatewayOptions.Center), "the center's name in the store (acd)"),
        new("--mode", "MODE", nameof(GatewayOptions.Mode),
            "single: the center runs in this process; cluster: on silos that stand in the store (single)"),
        new("--matching", "KIND", nameof(GatewayOptions.Matching),
            "index: in memory; zinter: by ZPOPMIN and ZINTER on a Redis store, for reference (index)"),
        new("--port", "PORT", nameof(GatewayOptions.Port), "the port to listen on (8000)"),
        new("--urls", "URLS", nameof(GatewayOptions.Urls),
            "addresses to listen on instead: http://10.0.0.1:8000;http://localhost:8000"),
        new("--requests-per-second", "N", nameof(GatewayOptions.RequestsPerSecond),
            "how many requests a client may send for long (20000)"),
        new("--request-burst", "N", nameof(GatewayOptions.RequestBurst), "how many it may send at once after a pause (40000)"),
        new("--max-connections", "N", nameof(GatewayOptions.MaxConnections), "how many connections may be open (100000)"),
        new("--max-streams", "N", nameof(GatewayOptions.MaxStreams), "how many event streams may be open (100000)"),
        new("--stream-heartbeat", "TIME", nameof(GatewayOptions.StreamHeartbeat),
            "a silent event stream's sign of life (00:00:15)"),
        new("--otlp-endpoint", "URL", nameof(GatewayOptions.OtlpEndpoint),
            "where meters and traces are sent by OTLP over HTTP: http://HOST:4318"),
    ]);

    /// <summary>What <c>--help</c> prints.</summary>
    public static string Usage
    {
        get
        {
            var text = new StringBuilder("acd-gateway: the contact center's HTTP gateway\n\nUsage: acd-gateway [options]\n\n");
            text.Append(Known.Describe()).Append('\n');
            text.Append("""
                Every option is also an environment variable (ACD_STORE, ACD_REQUESTS_PER_SECOND) and a setting under "Acd" in
                ./appsettings.json ("Store", "RequestsPerSecond"). API keys are set there or so:

                  ACD_KEYS__0__KEY=...  ACD_KEYS__0__ROLE=agent|service|supervisor  ACD_KEYS__0__AGENT=7

                Without keys the gateway listens on loopback only. HTTP is described at /openapi/v1.json.

                """);
            return text.ToString();
        }
    }

    /// <summary>The settings that the arguments make.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="wrong">What is wrong with them, if anything is.</param>
    public static Dictionary<string, string?> Parse(IReadOnlyList<string> args, out string? wrong) =>
        Known.Parse(args, out wrong);

    /// <summary>The settings that <c>ACD_…</c> environment variables make.</summary>
    public static Dictionary<string, string?> FromEnvironment(IDictionary environment) => Known.FromEnvironment(environment);
}
