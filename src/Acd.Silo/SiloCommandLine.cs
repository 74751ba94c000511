using System.Collections;
using System.Text;
using Acd.Hosting;

namespace Acd.Silo;

/// <summary>The command line and the environment: which options there are, and the page that tells of them.</summary>
internal static class SiloCommandLine
{
    private static readonly ProgramOptions Known = new(SiloOptions.Section,
    [
        new("--store", "URL", nameof(SiloOptions.Store),
            "redis://[user:password@]HOST[:PORT][/DB] or redis+sentinel://HOST:PORT,…/NAME (redis://127.0.0.1:6379)"),
        new("--center", "NAME", nameof(SiloOptions.Center), "the center's name in the store (acd)"),
        new("--matching", "KIND", nameof(SiloOptions.Matching),
            "index: in memory; zinter: by ZPOPMIN and ZINTER on the store, for reference (index)"),
        new("--advertise", "ADDRESS", nameof(SiloOptions.Advertise), "where others reach this silo; or auto (127.0.0.1)"),
        new("--silo-port", "PORT", nameof(SiloOptions.SiloPort), "the port for other silos (11111)"),
        new("--gateway-port", "PORT", nameof(SiloOptions.GatewayPort), "the port for gateways (30000)"),
        new("--health-port", "PORT", nameof(SiloOptions.HealthPort), "the port of /healthz and /readyz (8081)"),
        new("--health-for-all", "true", nameof(SiloOptions.HealthForAll), "answer health to other machines too (false)"),
        new("--otlp-endpoint", "URL", nameof(SiloOptions.OtlpEndpoint),
            "where meters and traces are sent by OTLP over HTTP: http://HOST:4318"),
        new("--stop-within", "TIME", nameof(SiloOptions.StopWithin), "how long a stop may take (00:00:10)"),
    ]);

    /// <summary>What <c>--help</c> prints.</summary>
    public static string Usage
    {
        get
        {
            var text = new StringBuilder("acd-silo: one of the processes that the contact center runs on\n\n");
            text.Append("Usage: acd-silo [options]\n\n");
            text.Append(Known.Describe()).Append('\n');
            text.Append("""
                Every option is also an environment variable (ACD_STORE, ACD_SILO_PORT) and a setting under "Acd" in
                ./appsettings.json ("Store", "SiloPort").

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
