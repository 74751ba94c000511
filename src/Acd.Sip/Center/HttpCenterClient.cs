using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Acd.Sip;

/// <summary>
/// The center by its HTTP API. A request without an answer, or with 429 or 503, is sent again after 0.1 s to 2 s; the ids in it
/// make it the same request.
/// </summary>
public sealed partial class HttpCenterClient : ICenterClient, IDisposable
{
    private const int PageSize = 1000;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(20), Silence = TimeSpan.FromMinutes(6);

    private readonly HttpClient _http;
    private readonly ILogger _log;

    /// <param name="center">The address of a process of the center.</param>
    /// <param name="key">The API key; null for a center on this machine without keys.</param>
    /// <param name="log">The log.</param>
    public HttpCenterClient(Uri center, string? key, ILogger<HttpCenterClient> log)
    {
        _log = log;
        _http = new HttpClient(new SocketsHttpHandler
        {
            // A balancer's address may lead to another process later.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = 256,
        })
        {
            BaseAddress = center,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (key is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <inheritdoc/>
    public async IAsyncEnumerable<CenterEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        string? last = null;
        var pause = FirstPause;
        while (true)
        {
            await using var stream = new CenterStream(_http, last, Silence);
            if (!await stream.OpenAsync(cancel))
            {
                LogStreamFailed(stream.Failure);
                await Task.Delay(pause, cancel);
                pause = Longer(pause);
                continue;
            }

            if (last is null) yield return new StreamOpened();
            await foreach (var frame in stream.ReadAsync(cancel))
            {
                pause = FirstPause;
                if (frame.Event == "reset") yield return new StreamReset();
                else if (Parse(frame.Data) is { } happened) yield return happened;
                if (frame.Id is not null) last = frame.Id;
            }

            // Without an event there is nothing to go on after, so that what came meanwhile may be missed.
            if (last is null) yield return new StreamReset();
            LogStreamFailed(stream.Failure);
            await Task.Delay(pause, cancel);
            pause = Longer(pause);
        }
    }

    /// <inheritdoc/>
    public Task<CenterAnswer> EnqueueAsync(NewCall call, CancellationToken cancel) => PostAsync("/v1/contacts", json =>
    {
        json.WriteString("id", call.Contact);
        json.WriteString("gate", call.Gate);
        if (call.CallerId is not null) json.WriteString("callerId", call.CallerId);
        json.WriteStartObject("attributes");
        foreach (var (name, value) in call.Attributes) json.WriteString(name, value);
        json.WriteEndObject();
    }, cancel);

    /// <inheritdoc/>
    public Task<CenterAnswer> GetContactAsync(string contact, CancellationToken cancel) =>
        SendAsync(HttpMethod.Get, $"/v1/contacts/{contact}", null, cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ContactView>> ListContactsAsync(string name, CancellationToken cancel)
    {
        var found = new List<ContactView>();
        foreach (var state in (string[])["queued", "offered", "connected", "wrapUp"])
        {
            var route = $"/v1/contacts?state={state}&attribute.switch={Uri.EscapeDataString(name)}";
            await ReadPagesAsync(route, "contacts", contact => found.Add(CenterJson.ReadContact(contact)), cancel);
        }

        return found;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AgentView>> ListAgentsAsync(CancellationToken cancel)
    {
        var found = new List<AgentView>();
        await ReadPagesAsync("/v1/agents?", "agents", agent => found.Add(CenterJson.ReadAgent(agent)), cancel);
        return found;
    }

    /// <inheritdoc/>
    public Task<CenterAnswer> AcceptAsync(string offer, CancellationToken cancel) =>
        PostAsync($"/v1/offers/{offer}/accept", null, cancel);

    /// <inheritdoc/>
    public Task<CenterAnswer> DeclineAsync(string offer, string cause, CancellationToken cancel) =>
        PostAsync($"/v1/offers/{offer}/decline", json => json.WriteString("cause", cause), cancel);

    /// <inheritdoc/>
    public Task<CenterAnswer> AssignAsync(string contact, string agent, CancellationToken cancel) =>
        PostAsync($"/v1/contacts/{contact}/assign", json =>
        {
            json.WriteString("agent", agent);
            json.WriteBoolean("onlyWaiting", true);
        }, cancel);

    /// <inheritdoc/>
    public Task<CenterAnswer> HangUpAsync(string contact, string by, CancellationToken cancel) =>
        PostAsync($"/v1/contacts/{contact}/hangup", json => json.WriteString("by", by), cancel);

    /// <inheritdoc/>
    public Task<CenterAnswer> RequeueAsync(string contact, CancellationToken cancel) =>
        PostAsync($"/v1/contacts/{contact}/requeue", null, cancel);

    /// <inheritdoc/>
    public Task<CenterAnswer> HoldAsync(string contact, bool hold, CancellationToken cancel) =>
        PostAsync($"/v1/contacts/{contact}/{(hold ? "hold" : "resume")}", null, cancel);

    /// <inheritdoc/>
    public Task<CenterAnswer> SetPresenceAsync(string agent, string presence, string? reason, CancellationToken cancel) =>
        SendAsync(HttpMethod.Put, $"/v1/agents/{agent}/presence", json =>
        {
            json.WriteString("presence", presence);
            if (reason is not null) json.WriteString("reason", reason);
        }, cancel);

    /// <inheritdoc/>
    public Task<CenterAnswer> HeartbeatAsync(string agent, CancellationToken cancel) =>
        PostAsync($"/v1/agents/{agent}/heartbeat", null, cancel);

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private static CenterEvent? Parse(string data)
    {
        using var json = JsonDocument.Parse(data);
        return CenterJson.ReadEvent(json.RootElement);
    }

    private Task<CenterAnswer> PostAsync(string route, Action<Utf8JsonWriter>? write, CancellationToken cancel) =>
        SendAsync(HttpMethod.Post, route, write ?? (static _ => { }), cancel);

    private async Task ReadPagesAsync(string route, string rows, Action<JsonElement> add, CancellationToken cancel)
    {
        for (string? after = ""; after is not null;)
        {
            var page = $"{route}&limit={PageSize}{after}";
            var (status, body) = await RepeatAsync(HttpMethod.Get, page, null, cancel);
            using var json = JsonDocument.Parse(body.Length == 0 ? "{}" : body);
            if (status != HttpStatusCode.OK)
            {
                throw new InvalidOperationException(
                    $"The center answers {(int)status} to GET {route}: {CenterJson.Text(json.RootElement, "detail")}");
            }

            foreach (var row in json.RootElement.GetProperty(rows).EnumerateArray()) add(row);
            after = json.RootElement.TryGetProperty("next", out var next) ? $"&after={next}" : null;
        }
    }

    private async Task<CenterAnswer> SendAsync(
        HttpMethod method, string route, Action<Utf8JsonWriter>? write, CancellationToken cancel)
    {
        var (status, body) = await RepeatAsync(method, route, write, cancel);
        if (body.Length == 0) return new CenterAnswer((int)status);
        using var json = JsonDocument.Parse(body);
        if ((int)status is < 200 or >= 300)
        {
            var code = CenterJson.Text(json.RootElement, "code");
            LogRefused(method.Method, route, (int)status, code);
            return new CenterAnswer((int)status, code);
        }

        var contact = json.RootElement.TryGetProperty("events", out _) ? CenterJson.ReadContact(json.RootElement) : null;
        return new CenterAnswer((int)status, null, contact);
    }

    private async Task<(HttpStatusCode Status, string Body)> RepeatAsync(
        HttpMethod method, string route, Action<Utf8JsonWriter>? write, CancellationToken cancel)
    {
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(AnswerTimeout);
            try
            {
                using var request = new HttpRequestMessage(method, route);
                if (write is not null) request.Content = Body(write);
                using var answer = await _http.SendAsync(request, patience.Token);
                if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
                    return (answer.StatusCode, await answer.Content.ReadAsStringAsync(patience.Token));
                LogAgain(method.Method, route, answer.StatusCode.ToString());
            }
            catch (Exception e) when (IsNoAnswer(e) && !cancel.IsCancellationRequested)
            {
                LogAgain(method.Method, route, e.Message);
            }

            await Task.Delay(pause, cancel);
        }
    }

    private static bool IsNoAnswer(Exception e) => e is HttpRequestException or IOException or OperationCanceledException;

    private static ByteArrayContent Body(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        var content = new ByteArrayContent(buffer.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    [LoggerMessage(1, LogLevel.Warning, "The event stream of the center has ended, and is opened again: {Failure}")]
    private partial void LogStreamFailed(string? failure);

    [LoggerMessage(2, LogLevel.Debug, "{Method} {Route} is sent again: {Failure}")]
    private partial void LogAgain(string method, string route, string? failure);

    [LoggerMessage(3, LogLevel.Debug, "{Method} {Route} was refused with {Status} {Code}.")]
    private partial void LogRefused(string method, string route, int status, string? code);
}
