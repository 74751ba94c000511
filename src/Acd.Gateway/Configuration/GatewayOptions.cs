namespace Acd.Gateway;

/// <summary>
/// What the gateway is told when it starts: on the command line, in <c>ACD_…</c> environment variables, or in
/// <c>appsettings.json</c> under <c>Acd</c>, the first of these that says so.
/// </summary>
internal sealed class GatewayOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Acd";

    public const string SingleMode = "single", ClusterMode = "cluster";

    /// <summary>
    /// Where the documents live: <c>sqlite:FILE</c>, <c>redis://HOST:PORT</c>, <c>redis+sentinel://HOST:PORT,…/NAME</c>, the
    /// same with <c>rediss</c> for TLS, or <c>memory:</c>, which is gone at the end.
    /// </summary>
    public string Store { get; set; } = "sqlite:./data/acd.db";

    /// <summary>The center's name; gateways with the same store and name are one center.</summary>
    public string Center { get; set; } = "acd";

    /// <summary>
    /// Where the center runs: <c>single</c>, in this process, or <c>cluster</c>, on the silos that stand in the store, which
    /// must be Redis then.
    /// </summary>
    public string Mode { get; set; } = SingleMode;

    /// <summary>
    /// By what contacts are matched in this process: <c>index</c>, or <c>zinter</c>, on the store, which must be Redis then.
    /// Where it says nothing <c>Engine:Matching</c> does.
    /// </summary>
    public string? Matching { get; set; }

    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; set; } = 8000;

    /// <summary>
    /// The addresses to listen on instead of <see cref="Port"/>, with semicolons between: <c>http://10.0.0.1:8000</c>.
    /// </summary>
    public string? Urls { get; set; }

    /// <summary>
    /// The keys that callers prove themselves with. Without any the gateway listens on loopback, and whoever is there may do
    /// all.
    /// </summary>
    public IList<ApiKeyOptions> Keys { get; set; } = [];

    /// <summary>
    /// Names besides <c>localhost</c> by which callers may call a gateway without keys; a browser is so kept from being led
    /// here.
    /// </summary>
    public IList<string> Hosts { get; set; } = [];

    /// <summary>
    /// The proxies whose <c>X-Forwarded-For</c> header is believed, as IP networks or addresses with commas between:
    /// <c>10.0.0.0/8,192.168.1.7</c>. Without any the header is ignored.
    /// </summary>
    public string? TrustedProxies { get; set; }

    /// <summary>How many requests a second one client, by key or by address, may send for long.</summary>
    public int RequestsPerSecond { get; set; } = 20_000;

    /// <summary>How many requests a client may send at once after a pause.</summary>
    public int RequestBurst { get; set; } = 40_000;

    /// <summary>How many connections may be open at once.</summary>
    public int MaxConnections { get; set; } = 100_000;

    /// <summary>How many event streams may be open at once.</summary>
    public int MaxStreams { get; set; } = 100_000;

    /// <summary>After how long a silence an event stream says that it is still there.</summary>
    public TimeSpan StreamHeartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Where meters and traces are sent, by OTLP over HTTP: <c>http://collector:4318</c>. Without it
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says so; without both nothing is sent.
    /// </summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary>How long a stop may take before it is cut short.</summary>
    public TimeSpan StopWithin { get; set; } = TimeSpan.FromSeconds(5);
}

/// <summary>A key and what it allows.</summary>
internal sealed class ApiKeyOptions
{
    /// <summary>The key: 16 to 256 visible ASCII characters.</summary>
    public string Key { get; set; } = "";

    /// <summary><c>agent</c>, <c>service</c> or <c>supervisor</c>.</summary>
    public string Role { get; set; } = "";

    /// <summary>The one agent that a key with the role <c>agent</c> speaks for.</summary>
    public string? Agent { get; set; }
}
