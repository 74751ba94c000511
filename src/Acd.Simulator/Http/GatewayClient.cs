using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Acd.Simulator;

/// <summary>A gateway, spoken to one request at a time, where speed does not matter.</summary>
public sealed class GatewayClient : IDisposable
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly Uri _url;

    /// <summary>Makes a client; nothing is sent yet.</summary>
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

    /// <summary>Sends a request and gives the answer's JSON; nothing where the answer is empty.</summary>
    /// <exception cref="GatewayException">The gateway refused it, or did not answer.</exception>
    public async Task<JsonElement?> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(RequestTimeout);
        try
        {
            using var response = await _http.SendAsync(request, patience.Token);
            var answer = await response.Content.ReadAsByteArrayAsync(patience.Token);
            if (!response.IsSuccessStatusCode)
                throw Refused(request, response, answer);
            return answer.Length == 0 ? null : JsonElement.Parse(answer);
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
    /// <param name="after">The number of the last event that was seen; from now on where none is given.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="GatewayException">The gateway refused it, or did not answer.</exception>
    public async Task<Stream> OpenEventsAsync(string? after, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1/events");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (after is not null)
            request.Headers.Add("Last-Event-ID", after);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(RequestTimeout);
        try
        {
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
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
