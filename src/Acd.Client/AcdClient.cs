using System.Text.Json;

namespace Acd.Client;

/// <summary>
/// A client of a contact center over HTTP. It may be used by many threads at once. Every method throws an
/// <see cref="AcdException"/> for a refusal, after it has sent again what may be sent again.
/// </summary>
public sealed class AcdClient : IDisposable
{
    private const long MaxAnswerBytes = 64 << 20;

    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly HttpSender _sender;

    /// <summary>Creates a client of a center at one address.</summary>
    /// <param name="address">The address, for example <c>http://localhost:8000</c>.</param>
    /// <param name="key">The API key. Null for a center without keys.</param>
    /// <exception cref="ArgumentException">The address or the key cannot be one.</exception>
    public AcdClient(string address, string? key = null)
        : this(new AcdClientOptions { Addresses = [new Uri(address)], Key = key })
    {
    }

    /// <summary>Creates a client.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="http">
    /// The HTTP client to send with, which stays the caller's; its timeout should be infinite. Null for one of its own.
    /// </param>
    /// <exception cref="ArgumentException">A setting is past its limit.</exception>
    public AcdClient(AcdClientOptions options, HttpClient? http = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _ownsHttp = http is null;
        _http = http ?? CreateHttpClient();
        var addresses = new CenterAddresses(options.Addresses);
        _sender = new HttpSender(_http, options, addresses);
        Contacts = new ContactsClient(_sender);
        Offers = new OffersClient(_sender);
        Agents = new AgentsClient(_sender);
        Queues = new QueuesClient(_sender);
        Gates = new GatesClient(_sender);
        Skills = new SkillsClient(_sender);
        Center = new CenterClient(_sender);
        Stats = new StatsClient(_sender);
        Events = new EventsClient(_sender, new EventConnector(_http, options, addresses), options);
    }

    /// <summary>Contacts.</summary>
    public ContactsClient Contacts { get; }

    /// <summary>Offers.</summary>
    public OffersClient Offers { get; }

    /// <summary>Agents and their devices.</summary>
    public AgentsClient Agents { get; }

    /// <summary>Queues.</summary>
    public QueuesClient Queues { get; }

    /// <summary>Gates.</summary>
    public GatesClient Gates { get; }

    /// <summary>Skills.</summary>
    public SkillsClient Skills { get; }

    /// <summary>The whole center, and its channels.</summary>
    public CenterClient Center { get; }

    /// <summary>Statistics.</summary>
    public StatsClient Stats { get; }

    /// <summary>Event streams.</summary>
    public EventsClient Events { get; }

    /// <summary>Sends a request to a route that this client has no method for.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path with its query, for example <c>/v1/contacts/call-1/explain</c>.</param>
    /// <param name="body">The body as JSON. Null for none.</param>
    /// <param name="cancel">Ends the request.</param>
    /// <returns>The body of the answer. Undefined for an answer without one.</returns>
    /// <exception cref="AcdException">The request was refused, or had no usable answer.</exception>
    public Task<JsonElement> SendAsync(
        HttpMethod method, string path, JsonElement? body = null, CancellationToken cancel = default) =>
        _sender.SendRawAsync(method, path, body, cancel);

    /// <summary>Ends its HTTP client, if that is its own.</summary>
    public void Dispose()
    {
        if (_ownsHttp) _http.Dispose();
    }

    private static HttpClient CreateHttpClient() => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // Members of a cluster come and go behind one name.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(5),
        },
        disposeHandler: true)
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MaxAnswerBytes,
    };
}
