using System.Text;
using System.Text.Json;
using Acd.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Acd.Gateway.Tests;

/// <summary>The whole gateway on a port of its own, and a client of it.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    public const string Supervisor = "supervisor-key-0123456789", Service = "service-key-0123456789",
        Agent7 = "agent-seven-key-0123456789", Viewer = "viewer-key-0123456789", Switch = "switch-key-0123456789";

    private TestGateway(WebApplication app)
    {
        App = app;
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = new Uri(app.Urls.First()),
            Timeout = TimeSpan.FromSeconds(30),
        };
    }

    public WebApplication App { get; }

    public HttpClient Http { get; }

    /// <summary>Starts a gateway to a center that the test plays.</summary>
    public static Task<TestGateway> StartAsync(IContactCenter center, Action<GatewayOptions>? configure = null) =>
        StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(center);
                builder.Services.AddSingleton<IAgentDevices>(new LocalAgentDevices(
                    center, new FakeSessionStore(), TimeProvider.System));
            },
            configure);

    public static async Task<TestGateway> StartAsync(Action<WebApplicationBuilder> addCenter,
        Action<GatewayOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.AddAcdGateway();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.Configure<GatewayOptions>(options => options.Port = 0);

        // A test's clock leaps, and a busy machine halts: neither is an outage of the center.
        builder.Services.Configure<EngineHostOptions>(options => options.OutageAfter = TimeSpan.FromDays(1));
        addCenter(builder);
        if (configure is not null) builder.Services.Configure(configure);
        var app = builder.Build();
        app.MapAcd();
        app.UseAcdUrls();
        await app.StartAsync();
        return new TestGateway(app);
    }

    /// <summary>The keys that the roles are tested with.</summary>
    public static void UseTestKeys(GatewayOptions options)
    {
        options.Urls = "http://127.0.0.1:0";
        options.Keys.Add(new ApiKeyOptions { Key = Supervisor, Role = "supervisor" });
        options.Keys.Add(new ApiKeyOptions { Key = Service, Role = "service" });
        options.Keys.Add(new ApiKeyOptions { Key = Agent7, Role = "agent", Agent = "7" });
        options.Keys.Add(new ApiKeyOptions { Key = Viewer, Role = "viewer" });
        options.Keys.Add(new ApiKeyOptions { Key = Switch, Role = "switch" });
    }

    /// <summary>Sends <c>"POST /v1/contacts"</c>, with a body where there is one.</summary>
    public async Task<GatewayResponse> SendAsync(string what, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = Request(what, body, headers);
        using var response = await Http.SendAsync(request);
        return new GatewayResponse(response, await response.Content.ReadAsStringAsync());
    }

    public static HttpRequestMessage Request(string what, string? body = null, params (string Name, string Value)[] headers)
    {
        var parts = what.Split(' ', 2);
        var request = new HttpRequestMessage(HttpMethod.Parse(parts[0]), parts[1]);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return request;
    }

    /// <summary>Opens an event stream.</summary>
    public async Task<SseReader> OpenEventsAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = Request("GET " + path, null, headers);
        var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new SseReader(response, await response.Content.ReadAsStreamAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
    }
}

/// <summary>What came back.</summary>
internal sealed class GatewayResponse(HttpResponseMessage response, string text)
{
    public int Status { get; } = (int)response.StatusCode;

    public string Text => text;

    public string? ContentType { get; } = response.Content.Headers.ContentType?.MediaType;

    public string? Location { get; } = response.Headers.Location?.ToString();

    public string? Header(string name) => response.Headers.TryGetValues(name, out var values) ? values.First() : null;

    public string? Tag { get; } = response.Headers.ETag?.Tag;

    public TimeSpan? RetryAfter { get; } = response.Headers.RetryAfter?.Delta;

    public string? Authenticate { get; } = response.Headers.WwwAuthenticate.FirstOrDefault()?.Scheme;

    public JsonElement Json => JsonDocument.Parse(text).RootElement;

    public string? Code => Member("code");

    public string? Member(string name) => Json.TryGetProperty(name, out var value) ? value.ToString() : null;
}
