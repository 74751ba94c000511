using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace Acd.Simulator;

/// <summary>A gateway's client for requests whose speed does not matter.</summary>
public sealed class GatewayClient : IDisposable
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly Uri _url;

    /// <summary>Makes a client; it connects with the first request.</summary>
    /// <param name="url">The gateway's address.</param>
    /// <param name="key">The API key, where the gateway has keys.</param>
    public GatewayClient(Uri url, string? key)
    {
        _url = url;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
        {
            BaseAddress = url,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (key is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Sends a request and returns the response's JSON, or null where its body is empty.</summary>
    /// <exception cref="GatewayException">The gateway refused it, or did not answer.</exception>
    public async Task<JsonElement?> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(RequestTimeout);
        try
        {
            using var response = await _http.SendAsync(request, timeout.Token);
            var content = await response.Content.ReadAsByteArrayAsync(timeout.Token);
            if (!response.IsSuccessStatusCode)
                throw Refused(request, response, content);
            return content.Length == 0 ? null : JsonElement.Parse(content);
        }
        catch (HttpRequestException failed)
        {
            throw Unreachable(failed);
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw TimedOut(request, late);
        }
    }

    /// <summary>Opens the stream of the center's events.</summary>
    /// <param name="after">The number of the last event received; null for events from now on.</param>
    /// <param name="cancel">Stops the attempt.</param>
    /// <exception cref="GatewayException">The gateway refused it, or did not answer.</exception>
    public async Task<Stream> OpenEventsAsync(string? after, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1/events");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (after is not null)
            request.Headers.Add("Last-Event-ID", after);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(RequestTimeout);
        try
        {
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            if (response.IsSuccessStatusCode)
                return await response.Content.ReadAsStreamAsync(cancel);
            throw Refused(request, response, await response.Content.ReadAsByteArrayAsync(cancel));
        }
        catch (HttpRequestException failed)
        {
            throw Unreachable(failed);
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw TimedOut(request, late);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static GatewayException Refused(HttpRequestMessage request, HttpResponseMessage response, byte[] body)
    {
        var problem = Problem.Parse(body);
        var why = problem.Detail ?? response.ReasonPhrase;
        var status = response.StatusCode;
        return new($"{request.Method} /{request.RequestUri}: {(int)status} {problem.Code} {why}", status, problem.Code);
    }

    private GatewayException TimedOut(HttpRequestMessage request, Exception late) =>
        new($"{_url} did not answer {request.Method} /{request.RequestUri} in {RequestTimeout.TotalSeconds} s.", cause: late);

    private GatewayException Unreachable(HttpRequestException failed) =>
        new($"The gateway at {_url} cannot be reached: {failed.Message} Is it running?", cause: failed);
}

/// <summary>The gateway refused a request, or did not answer it.</summary>
/// <param name="message">What happened, as a sentence.</param>
/// <param name="status">The HTTP status; null where no response came.</param>
/// <param name="code">The problem's code, where the response has one.</param>
/// <param name="cause">The exception behind it, if there is one.</param>
public sealed class GatewayException(string message, HttpStatusCode? status = null, string? code = null, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>The HTTP status; null where no response came.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>The problem's code, where the response has one.</summary>
    public string? Code { get; } = code;
}

/// <summary>The problem (RFC 9457) in the body of a failed response.</summary>
/// <param name="Code">Its code, if it has one.</param>
/// <param name="Detail">Its detail, if it has one.</param>
public sealed record Problem(string? Code, string? Detail)
{
    private static readonly Problem Empty = new(null, null);

    /// <summary>Reads a response's body. A body that is not a JSON object has neither code nor detail.</summary>
    public static Problem Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!JsonElement.TryParseValue(ref reader, out var read) || read is not { ValueKind: JsonValueKind.Object } problem)
                return Empty;
            return new Problem(Text(problem, "code"), Text(problem, "detail"));
        }
        catch (JsonException)
        {
            // A proxy in between may answer in HTML. Then the status alone tells the error.
            return Empty;
        }
    }

    private static string? Text(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>Prefixes that keep one run's contacts and agents apart from those of other runs.</summary>
public static class RunPrefix
{
    /// <summary>A new prefix: the time in UTC and four random letters.</summary>
    public static string New() =>
        DateTime.UtcNow.ToString("MMddHHmmss", CultureInfo.InvariantCulture)
        + RandomNumberGenerator.GetHexString(4, lowercase: true);
}
