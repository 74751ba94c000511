using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Acd.Client;

/// <summary>Sends requests, and sends again what failed and may be sent again.</summary>
internal sealed class HttpSender(HttpClient http, AcdClientOptions options, CenterAddresses addresses)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Reads something.</summary>
    public Task<T> GetAsync<T>(PathBuilder path, JsonTypeInfo<T> type, CancellationToken cancel) where T : class =>
        SendAsync(new ApiRequest(HttpMethod.Get, path.ToString()), type, cancel);

    /// <summary>Sends a command without fields.</summary>
    public Task<T> CommandAsync<T>(PathBuilder path, JsonTypeInfo<T> type, CancellationToken cancel) where T : class =>
        SendAsync(new ApiRequest(HttpMethod.Post, path.ToString()) { IsCommand = true }, type, cancel);

    /// <summary>Sends a command.</summary>
    public Task<T> CommandAsync<TBody, T>(
        PathBuilder path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class
    {
        var request = new ApiRequest(HttpMethod.Post, path.ToString())
        {
            IsCommand = true,
            Body = JsonSerializer.SerializeToUtf8Bytes(body, bodyType),
        };
        return SendAsync(request, type, cancel);
    }

    /// <summary>Puts something in its place.</summary>
    public Task<T> PutAsync<TBody, T>(
        PathBuilder path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancel,
        string? ifMatch = null, bool mustBeNew = false)
        where T : class
    {
        var request = new ApiRequest(HttpMethod.Put, path.ToString())
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(body, bodyType),
            IfMatch = ifMatch,
            MustBeNew = mustBeNew,
        };
        return SendAsync(request, type, cancel);
    }

    /// <summary>Removes something. Where an attempt had no answer, that it is not there any longer is success.</summary>
    public async Task DeleteAsync(PathBuilder path, CancellationToken cancel, string? ifMatch = null)
    {
        // .NET sends a request without a body again by itself, and then nobody knows that an attempt had no answer.
        var request = new ApiRequest(HttpMethod.Delete, path.ToString()) { IfMatch = ifMatch, Body = "{}"u8.ToArray() };
        using var response = await SendAsync(request, cancel).ConfigureAwait(false);
    }

    /// <summary>Sends a request and reads the answer.</summary>
    public async Task<T> SendAsync<T>(ApiRequest request, JsonTypeInfo<T> type, CancellationToken cancel) where T : class
    {
        using var response = await SendAsync(request, cancel).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false);
        var value = Read(body, type, request);
        if (value is Answer answer) (answer.Tag, answer.AsOf) = (response.Headers.ETag?.Tag, SequenceOf(response));
        return value;
    }

    /// <summary>The number of the last event that the answer to a get knows. A page of events has it in its body.</summary>
    public async Task<long?> GetSequenceAsync(PathBuilder path, CancellationToken cancel)
    {
        using var response = await SendAsync(new ApiRequest(HttpMethod.Get, path.ToString()), cancel).ConfigureAwait(false);
        return SequenceOf(response) ?? await LastOfPageAsync(response, cancel).ConfigureAwait(false);
    }

    private static async Task<long?> LastOfPageAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false);
        return JsonSerializer.Deserialize(body, ClientJson.Default.EventPage)?.Last;
    }

    /// <summary>Sends a request to any route.</summary>
    public async Task<JsonElement> SendRawAsync(HttpMethod method, string path, JsonElement? body, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(method);
        if (!path.StartsWith('/')) throw new ArgumentException("A path begins with a slash.", nameof(path));
        var request = new ApiRequest(method, path)
        {
            IsCommand = method == HttpMethod.Post,
            Body = body is { } json ? JsonSerializer.SerializeToUtf8Bytes(json, ClientJson.Default.JsonElement) : null,
        };
        using var response = await SendAsync(request, cancel).ConfigureAwait(false);
        var answer = await response.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false);
        return answer.Length == 0 ? default : Read(answer, ClientJson.Default.JsonElement, request);
    }

    private static long? SequenceOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Acd-Sequence", out var values)
        && long.TryParse(values.First(), CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : null;

    private static T Read<T>(byte[] body, JsonTypeInfo<T> type, ApiRequest request)
    {
        try
        {
            if (JsonSerializer.Deserialize(body, type) is { } value) return value;
        }
        catch (JsonException unreadable)
        {
            throw Bad(unreadable);
        }

        throw Bad(null);

        AcdException Bad(Exception? cause) => new(
            AcdException.BadAnswer, $"The answer to {request.Method} {request.Path} is not the one of a center.", cause);
    }

    private async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken cancel)
    {
        var started = options.Clock.GetTimestamp();
        var key = request.IsCommand && options.SendsKeys ? Guid.CreateVersion7().ToString("N") : null;
        var mayBeDone = false;
        for (var failures = 1; ; failures++)
        {
            var address = addresses.Current;
            AcdException failure;
            bool untouched;
            try
            {
                var response = await AttemptAsync(request, address, key, cancel).ConfigureAwait(false);
                if (response.IsSuccessStatusCode || (mayBeDone && IsGone(request, response))) return response;
                using (response)
                    failure = await ProblemReader.ReadAsync(response, options.Clock, cancel).ConfigureAwait(false);
                if (!ProblemReader.IsPassing(failure)) throw failure;
                untouched = ProblemReader.IsUntouched(failure);
            }
            catch (Exception lost) when (IsLost(lost, cancel))
            {
                failure = new AcdException(
                    AcdException.Unreachable, $"{address} does not answer {request.Method} {request.Path}: {lost.Message}",
                    lost);
                untouched = lost is HttpRequestException
                {
                    HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError,
                };
            }

            // Another member of the cluster may serve.
            if (failure.Code != "request.rateLimited") addresses.Leave(address);
            mayBeDone |= !untouched;
            var pause = Backoff.PauseAfter(failures, options.MaxRetryDelay, failure.RetryAfter);
            var isOver = options.Clock.GetElapsedTime(started) + pause > options.RetryFor;
            if (isOver || !(untouched || request.IsRepeatable)) throw failure;
            await Task.Delay(pause, options.Clock, cancel).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(
        ApiRequest request, Uri address, string? key, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(options.AttemptTimeout, options.Clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        using var message = new HttpRequestMessage(request.Method, new Uri(address, request.Path));
        if (options.Key is { } apiKey) message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        if (key is not null) message.Headers.Add("Idempotency-Key", key);
        if (request.IfMatch is { } tag) message.Headers.TryAddWithoutValidation("If-Match", tag);
        if (request.MustBeNew) message.Headers.TryAddWithoutValidation("If-None-Match", "*");
        if (request.Body is { } body) message.Content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        return await http.SendAsync(message, ended.Token).ConfigureAwait(false);
    }

    private static bool IsGone(ApiRequest request, HttpResponseMessage response) =>
        request.Method == HttpMethod.Delete && response.StatusCode == HttpStatusCode.NotFound;

    /// <summary>Whether an attempt ended without an answer, and not because the caller ended it.</summary>
    public static bool IsLost(Exception exception, CancellationToken cancel) =>
        exception is HttpRequestException or IOException
        || (exception is OperationCanceledException && !cancel.IsCancellationRequested);
}
