using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Acd.Connections.Tests;

/// <summary>A receiver of webhooks on a real port. It checks each signature as the standard says.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app) => _app = app;

    /// <summary>The secret that it checks with.</summary>
    public static string Secret { get; } = "whsec_" + Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    public string Url => $"{_app.Urls.First()}/events";

    /// <summary>What came with a right signature, in the order of arrival, whatever was answered.</summary>
    public ConcurrentQueue<Received> All { get; } = new();

    /// <summary>The requests whose signature was wrong.</summary>
    public ConcurrentQueue<string> Wrong { get; } = new();

    /// <summary>What is answered; 200 by default.</summary>
    public Func<Received, int> Answer { get; set; } = _ => 200;

    /// <summary>What was answered with success.</summary>
    public IEnumerable<Received> Taken => All.Where(one => one.Status is >= 200 and < 300);

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.MapPost("/events", receiver.ReceiveAsync);
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        string Header(string name) => http.Request.Headers[name].ToString();
        var signed = Encoding.UTF8.GetBytes($"{Header("webhook-id")}.{Header("webhook-timestamp")}.{body}");
        var own = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret[6..]), signed));
        if (!Header("webhook-signature").Split(' ').Contains(own))
        {
            Wrong.Enqueue(body);
            http.Response.StatusCode = 401;
            return;
        }

        var json = JsonDocument.Parse(body).RootElement;
        var data = json.GetProperty("data");
        var one = new Received(
            Header("webhook-id"), json.GetProperty("type").GetString()!, data.GetProperty("sequence").GetInt64(),
            data.TryGetProperty("contact", out var contact) ? contact.GetString() : null);
        one.Status = Answer(one);
        All.Enqueue(one);
        http.Response.StatusCode = one.Status;
        if (one.Status == 302) http.Response.Headers.Location = Url;
    }
}

/// <summary>A delivery that came.</summary>
internal sealed record Received(string Id, string Type, long Sequence, string? Contact)
{
    public int Status { get; set; }
}
