namespace Acd.Silo;

/// <summary>
/// What a silo is told when it starts: on the command line, in <c>ACD_…</c> environment variables, or in
/// <c>appsettings.json</c> under <c>Acd</c>, the first of these that says so.
/// </summary>
internal sealed class SiloOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Acd";

    /// <summary>The Redis of the center: documents, the cluster's members, sessions and directory.</summary>
    public string Store { get; set; } = "redis://127.0.0.1:6379";

    /// <summary>The center's name; silos and gateways with the same store and name are one cluster.</summary>
    public string Center { get; set; } = "acd";

    /// <summary>
    /// By what the dispatcher matches contacts: <c>index</c>, or <c>zinter</c>, on the store; the same for all silos. Where it
    /// says nothing <c>Engine:Matching</c> does.
    /// </summary>
    public string? Matching { get; set; }

    /// <summary>
    /// The address by which silos and gateways reach this one: an IP address, or a name that is looked up at the start; the
    /// machine's own where it is <c>auto</c>.
    /// </summary>
    public string Advertise { get; set; } = "127.0.0.1";

    /// <summary>The port for other silos.</summary>
    public int SiloPort { get; set; } = 11_111;

    /// <summary>The port for gateways.</summary>
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>The port for <c>/healthz</c> and <c>/readyz</c>; 0 for any that is free.</summary>
    public int HealthPort { get; set; } = 8_081;

    /// <summary>
    /// Whether health is answered to other machines too, at <see cref="Advertise"/> where that is an IP address; loopback only
    /// where not.
    /// </summary>
    public bool HealthForAll { get; set; }

    /// <summary>
    /// Where meters and traces are sent, by OTLP over HTTP: <c>http://collector:4318</c>. Without it
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says so; without both nothing is sent.
    /// </summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary>How long a stop may take before it is cut short.</summary>
    public TimeSpan StopWithin { get; set; } = TimeSpan.FromSeconds(10);
}
