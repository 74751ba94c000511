using System.Net;
using System.Text;
using System.Text.Json;

namespace Acd.Testing;

/// <summary>
/// A client of several gateways that repeats a request at the next one until it has a definite answer.
/// </summary>
public sealed class RetryingGatewayClient(IReadOnlyList<Uri> gateways)
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(8) };
    private int _current;
    private int _retries;
    private int _retriesWithoutRetryAfter;

    /// <summary>How many requests were sent again.</summary>
    public int Retries => _retries;

    /// <summary>How many responses with 503 had no <c>Retry-After</c>.</summary>
    public int RetriesWithoutRetryAfter => _retriesWithoutRetryAfter;

    public Task<(HttpStatusCode Status, string Code)> PutAsync(string path, string body, CancellationToken cancel) =>
        SendAsync(HttpMethod.Put, path, body, cancel);

    public Task<(HttpStatusCode Status, string Code)> PostAsync(string path, string body, CancellationToken cancel) =>
        SendAsync(HttpMethod.Post, path, body, cancel);

    public Task<(HttpStatusCode Status, string Code)> GetAsync(string path, CancellationToken cancel) =>
        SendAsync(HttpMethod.Get, path, null, cancel);

    /// <summary>Opens an event stream at the first gateway that serves one.</summary>
    public async Task<Stream> OpenEventsAsync(long after, CancellationToken cancel)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateways[_current], "/v1/events"));
            request.Headers.Add("Last-Event-ID", $"{after}");
            try
            {
                var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
                if (answer.StatusCode == HttpStatusCode.OK) return await answer.Content.ReadAsStreamAsync(cancel);
            }
            catch (Exception exception) when (IsGone(exception, cancel))
            {
                // This gateway is down or hangs; the next one is tried.
            }

            _current = (_current + 1) % gateways.Count;
            await pause.WaitForNextTickAsync(cancel);
        }
    }

    private async Task<(HttpStatusCode Status, string Code)> SendAsync(
        HttpMethod method, string path, string? body, CancellationToken cancel)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var gateway = _current;
            try
            {
                using var request = new HttpRequestMessage(method, new Uri(gateways[gateway], path));
                if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
                using var answer = await _http.SendAsync(request, cancel);
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                    return (answer.StatusCode, CodeOf(await answer.Content.ReadAsStringAsync(cancel)));
                if (answer.Headers.RetryAfter is null) Interlocked.Increment(ref _retriesWithoutRetryAfter);
            }
            catch (Exception exception) when (IsGone(exception, cancel))
            {
                // The gateway is down or hangs. The outcome is unknown, so the same request is sent again.
            }

            Interlocked.Increment(ref _retries);
            _current = (gateway + 1) % gateways.Count;
            await pause.WaitForNextTickAsync(cancel);
        }
    }

    private static bool IsGone(Exception exception, CancellationToken cancel) =>
        exception is HttpRequestException || (exception is OperationCanceledException && !cancel.IsCancellationRequested);

    private static string CodeOf(string body)
    {
        if (body.Length == 0) return "";
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty("code", out var code) ? code.GetString() ?? "" : "";
    }
}
