using System.Net.Http.Json;
using System.Text.Json;
using Acd.Testing;

namespace Acd.Ui.Tests;

/// <summary>A process of the program with a center of its own, and what happens there besides the browser.</summary>
public sealed class RunningCenter : IAsyncDisposable
{
    public const string SupervisorKey = "key-of-a-supervisor", ViewerKey = "key-of-a-viewer-1";
    public const string AgentKey = "key-of-the-agent-ann";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly TempFolder _files = new();
    private readonly HttpClient _http;

    private RunningCenter(bool keys, bool durable)
    {
        var port = FreePort.NextNonEphemeral();
        var store = durable ? $"sqlite:{_files.File("acd.db")}" : "memory:";
        Process = new HttpProcess("acd", port, "serve", "--store", store, "--urls", $"http://127.0.0.1:{port}")
        {
            Environment = keys ? Keys() : new Dictionary<string, string>(),
        };
        _http = new HttpClient { BaseAddress = Process.Url };
        if (keys) _http.DefaultRequestHeaders.Add("X-Api-Key", SupervisorKey);
    }

    public HttpProcess Process { get; }

    /// <summary>Starts a center.</summary>
    /// <param name="keys">Whether callers need keys: a supervisor's, a viewer's and the agent Ann's.</param>
    /// <param name="durable">Whether the center survives its process.</param>
    public static async Task<RunningCenter> StartAsync(bool keys = false, bool durable = false)
    {
        var center = new RunningCenter(keys, durable);
        await center.StartAgainAsync();
        return center;
    }

    /// <summary>Starts the process, also after it was killed.</summary>
    public async Task StartAgainAsync()
    {
        Process.Start();
        await Process.WaitForReadinessAsync(ready: true, Timeout);
    }

    /// <summary>An agent, and whether she is ready.</summary>
    public async Task AddAgentAsync(string id, string name, string[] skills, bool ready = false)
    {
        await PutAsync($"/v1/agents/{id}", new { name, skills });
        if (ready) await PutAsync($"/v1/agents/{id}/presence", new { presence = "available" });
    }

    /// <summary>A contact that arrives.</summary>
    public Task EnqueueAsync(string id, string skill, string? callerId = null, string? queue = null) =>
        PostAsync("/v1/contacts", new { id, skills = new[] { skill }, callerId, queue = queue ?? "default" });

    public async Task PutAsync(string path, object body) =>
        (await _http.PutAsJsonAsync(path, body)).EnsureSuccessStatusCode().Dispose();

    public async Task PostAsync(string path, object body) =>
        (await _http.PostAsJsonAsync(path, body)).EnsureSuccessStatusCode().Dispose();

    public async Task<JsonElement> GetAsync(string path) => await _http.GetFromJsonAsync<JsonElement>(path);

    /// <summary>A request as a browser or a program sends it.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", accept);
        return await _http.SendAsync(request);
    }

    /// <summary>Waits until a member of an answer has a value.</summary>
    public Task WaitAsync(string path, string member, string value) => Polling.UntilAsync(
        async () => (await GetAsync(path)).GetProperty(member).GetString() == value,
        Timeout,
        () => $"{path} has no {member} {value}.");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Process.DisposeAsync();
        _files.Dispose();
    }

    private static Dictionary<string, string> Keys() => new()
    {
        ["ACD_KEYS__0__KEY"] = SupervisorKey,
        ["ACD_KEYS__0__ROLE"] = "supervisor",
        ["ACD_KEYS__1__KEY"] = ViewerKey,
        ["ACD_KEYS__1__ROLE"] = "viewer",
        ["ACD_KEYS__2__KEY"] = AgentKey,
        ["ACD_KEYS__2__ROLE"] = "agent",
        ["ACD_KEYS__2__AGENT"] = "ann",
    };
}
