using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Acd.Hosting;

namespace Acd.Connections;

/// <summary>What became of a try.</summary>
/// <param name="Status">The answer's status; null without an answer.</param>
/// <param name="Error">Why it failed; null where it succeeded.</param>
internal sealed record WebhookAnswer(int? Status, string? Error)
{
    private const int Gone = 410;

    /// <summary>Whether the receiver has the event.</summary>
    public bool IsSuccess => Error is null;

    /// <summary>Whether the receiver wants no more events.</summary>
    public bool IsGone => Status == Gone;
}

/// <summary>Sends events as Standard Webhooks has it: id, timestamp, and a signature over both and the body.</summary>
internal sealed class WebhookSender : IDisposable
{
    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    public WebhookSender(WebhooksOptions options, TimeProvider time)
    {
        var addresses = new PublicAddresses(options.ParseAllowedNetworks());
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = addresses.ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 64,
        })
        {
            Timeout = options.Timeout,
        };
    }

    /// <summary>Sends an event once.</summary>
    /// <param name="webhook">Where to.</param>
    /// <param name="id">The message's id, the same in each try.</param>
    /// <param name="body">The body.</param>
    /// <param name="ended">Ends the wait for the answer.</param>
    public async Task<WebhookAnswer> SendAsync(Webhook webhook, string id, byte[] body, CancellationToken ended)
    {
        var now = _time.GetUtcNow();
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Sign(webhook.Secret, id, timestamp, body);
        if (webhook.FormerSecret is { } former && now < webhook.FormerSecretUntil)
            signature += " " + Sign(former, id, timestamp, body);
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Acd-Webhooks", "1"));
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", signature);
        try
        {
            // Nobody reads the body of the answer, however long it is.
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ended);
            return new((int)answer.StatusCode, answer.IsSuccessStatusCode ? null : $"The answer is {(int)answer.StatusCode}.");
        }
        catch (HttpRequestException e)
        {
            return new(null, e.Message);
        }
        catch (IOException e)
        {
            return new(null, e.Message);
        }
        catch (OperationCanceledException) when (!ended.IsCancellationRequested)
        {
            return new(null, $"There was no answer within {_http.Timeout}.");
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Sign(string secret, string id, string timestamp, byte[] body)
    {
        var key = Convert.FromBase64String(secret[(secret.IndexOf('_', StringComparison.Ordinal) + 1)..]);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
    }
}
