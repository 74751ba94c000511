using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Acd.Hosting;
using Acd.Server;
using Acd.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Acd.Connections.Tests;

/// <summary>The whole program in this process, on a free port, with its connections.</summary>
internal sealed class CenterApp : IAsyncDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    private CenterApp(WebApplication app) => (App, Http) =
        (app, new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = MaxWait });

    public WebApplication App { get; }

    public HttpClient Http { get; }

    public EngineHost Host => App.Services.GetRequiredService<EngineHost>();

    /// <summary>Starts it on a store with settings under <c>Acd</c>, and waits until it serves.</summary>
    public static async Task<CenterApp> StartAsync(string store, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            settings.Append(("Store", store)).Append(("Port", "0"))
                .Select(setting => new KeyValuePair<string, string?>($"Acd:{setting.Item1}", setting.Item2)));
        var app = builder.BuildAcd();
        await app.StartAsync();
        var center = new CenterApp(app);
        await Polling.UntilAsync(
            () => Task.FromResult(center.Host.Status == CenterStatus.Active), MaxWait, () => $"It is {center.Host.Status}.");
        return center;
    }

    /// <summary>Sends a request and gives its status and JSON.</summary>
    public async Task<(int Status, JsonElement Json)> SendAsync(string what, object? body = null)
    {
        var parts = what.Split(' ', 2);
        using var request = new HttpRequestMessage(HttpMethod.Parse(parts[0]), parts[1]);
        if (body is string text) request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body);
        using var answer = await Http.SendAsync(request);
        var json = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, json.Length == 0 ? default : JsonDocument.Parse(json).RootElement);
    }

    /// <summary>Sends a request that must succeed.</summary>
    public async Task<JsonElement> DoAsync(string what, object? body = null)
    {
        var (status, json) = await SendAsync(what, body);
        Assert.True(status is >= 200 and < 300, $"{what}: {status} {json}");
        return json;
    }

    /// <summary>Waits until something holds.</summary>
    public static Task UntilAsync(Func<Task<bool>> holds, Func<string> missing) =>
        Polling.UntilAsync(holds, TimeSpan.FromSeconds(60), missing);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
    }
}
