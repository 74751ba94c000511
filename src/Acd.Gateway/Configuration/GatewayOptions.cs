namespace Acd.Gateway;

/// <summary>The settings of the HTTP API, under <c>Acd</c> in the configuration.</summary>
internal sealed class GatewayOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Acd";

    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; set; } = 8000;

    /// <summary>
    /// The addresses to listen on instead of <see cref="Port"/>, with semicolons between: <c>http://10.0.0.1:8000</c>,
    /// <c>https://*:8443</c>.
    /// </summary>
    public string? Urls { get; set; }

    /// <summary>
    /// The API keys. Without any the gateway listens on loopback, and every caller there may do everything.
    /// </summary>
    public IList<ApiKeyOptions> Keys { get; set; } = [];

    /// <summary>
    /// Host names besides <c>localhost</c> that requests to a gateway without keys may name. Others are refused, which stops a
    /// web page from reaching the gateway through a visitor's browser.
    /// </summary>
    public IList<string> Hosts { get; set; } = [];

    /// <summary>
    /// The origins whose pages may call the API with a key: <c>https://desk.example.com</c>. Others are for the browser to stop.
    /// </summary>
    public IList<string> Origins { get; set; } = [];

    /// <summary>
    /// The proxies whose <c>X-Forwarded-For</c> header is believed, as IP networks or addresses with commas between:
    /// <c>10.0.0.0/8,192.168.1.7</c>. Without any the header is ignored.
    /// </summary>
    public string? TrustedProxies { get; set; }

    /// <summary>The lasting rate of one client, by key or by address: 10 to 10,000,000 requests a second.</summary>
    public int RequestsPerSecond { get; set; } = 20_000;

    /// <summary>The requests that one client may send at once after a pause: 1 to 10,000,000.</summary>
    public int RequestBurst { get; set; } = 40_000;

    /// <summary>The connections that may be open at once: 1 to 1,000,000.</summary>
    public int MaxConnections { get; set; } = 100_000;

    /// <summary>The event streams that may be open at once: 0 to 1,000,000.</summary>
    public int MaxStreams { get; set; } = 100_000;

    /// <summary>How long a browser stays signed in without use: 1 min to 7 days.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>The center's name in the store.</summary>
    public string Center { get; set; } = "acd";

    /// <summary>The silence after which an event stream sends a sign of life: 10 ms to 5 min.</summary>
    public TimeSpan StreamHeartbeat { get; set; } = TimeSpan.FromSeconds(15);
}

/// <summary>An API key and what it allows.</summary>
internal sealed class ApiKeyOptions
{
    /// <summary>The key: 16 to 256 visible ASCII characters.</summary>
    public string Key { get; set; } = "";

    /// <summary><c>agent</c>, <c>service</c>, <c>supervisor</c>, <c>viewer</c> or <c>switch</c>.</summary>
    public string Role { get; set; } = "";

    /// <summary>The agent that a key with the role <c>agent</c> belongs to.</summary>
    public string? Agent { get; set; }
}
