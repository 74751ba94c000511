using System.Net.Http.Json;
using System.Text.Json;
using Acd.Testing;

namespace Acd.Sip.Tests;

/// <summary>A Kamailio, a center, a connector between them, and telephones: all real, on this machine.</summary>
internal sealed class CallCenter : IAsyncDisposable
{
    /// <summary>The numbers 1001, 1002 …: each leads to a queue and a skill of its own, for a test of its own.</summary>
    public const int Lines = 24;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private readonly HttpClient _http;

    private CallCenter(KamailioServer kamailio)
    {
        Kamailio = kamailio;
        var port = FreePort.NextNonEphemeral();
        Center = new HttpProcess("acd", port, "serve", "--port", $"{port}", "--store", $"sqlite:{_folder.File("acd.db")}");
        Connector = new HttpProcess("acd", port, "sip", "--center", $"http://127.0.0.1:{port}",
            "--evapi", $"127.0.0.1:{kamailio.Evapi}", "--compare-every", "00:00:05", "--tell-every", "00:00:05");
        Phones = new PhoneFleet(kamailio.Port, KamailioServer.Domain);
        Callers = new Callers(kamailio.Port, KamailioServer.Domain);
        _http = new HttpClient { BaseAddress = Center.Url };
    }

    public KamailioServer Kamailio { get; }

    public HttpProcess Center { get; }

    public HttpProcess Connector { get; }

    public PhoneFleet Phones { get; }

    public Callers Callers { get; }

    public static async Task<CallCenter> StartAsync(params string[] agents)
    {
        var center = new CallCenter(await KamailioServer.StartAsync(agents));
        try
        {
            center.Center.Start();
            center.Connector.Start();
            await center.Center.WaitForReadinessAsync(true, Long);
            for (var line = 1; line <= Lines; line++) await center.OpenLineAsync(line, new { offerTimeout = 10 });
            return center;
        }
        catch
        {
            await center.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sets the queue of a line, and its gate.</summary>
    public async Task OpenLineAsync(int line, object queue)
    {
        await PutAsync($"queues/line{line}", queue);
        await PutAsync($"gates/line{line}", new { queue = $"line{line}", skills = new[] { $"line{line}" } });
    }

    public async Task PutAsync(string route, object body)
    {
        using var answer = await _http.PutAsJsonAsync($"/v1/{route}", body);
        Assert.True(answer.IsSuccessStatusCode, $"PUT {route}: {await answer.Content.ReadAsStringAsync()}");
    }

    public async Task<(int Status, JsonElement Body)> PostAsync(string route, object? body = null)
    {
        using var answer = await _http.PostAsJsonAsync($"/v1/{route}", body ?? new { });
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<JsonElement> GetAsync(string route)
    {
        using var answer = await _http.GetAsync(new Uri($"/v1/{route}", UriKind.Relative));
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Registers an agent's telephone, and makes the agent available for a line.</summary>
    public async Task LogInAsync(string agent, int line, PhoneHabit habit = PhoneHabit.Answers)
    {
        Phones.Habits[agent] = habit;
        Assert.Equal(200, await Phones.RegisterAsync(agent, $"secret-{agent}"));
        await PutAsync($"agents/{agent}", new { skills = new[] { $"line{line}" } });
        await PutAsync($"agents/{agent}/presence", new { presence = "available" });
    }

    /// <summary>The contact of a call: its state, or why it closed.</summary>
    public async Task<string> StateOfAsync(string call)
    {
        var contact = await GetAsync($"contacts/{call}");
        return Text(contact, "reason") ?? Text(contact, "state") ?? Text(contact, "code") ?? "";
    }

    public async Task<string> PresenceOfAsync(string agent)
    {
        var found = await GetAsync($"agents/{agent}");
        return $"{Text(found, "presence")} {Text(found, "reason")}".Trim();
    }

    public async Task<string?> AgentOfAsync(string call)
    {
        var contact = await GetAsync($"contacts/{call}");
        return contact.TryGetProperty("offers", out var offers)
            ? offers.EnumerateArray().Where(offer => Text(offer, "state") == "accepted")
                .Select(offer => Text(offer, "agent")).LastOrDefault()
            : null;
    }

    public Task ContactIsAsync(string call, string state) => UntilAsync(
        async () => await StateOfAsync(call) == state, async () => $"{call} is {await StateOfAsync(call)}, not {state}");

    public Task CallIsAsync(CallerCall call, string state) => UntilAsync(
        () => Task.FromResult(call.State == state), () => Task.FromResult($"{call.Id} is {call.State}, not {state}"));

    public async Task UntilAsync(Func<Task<bool>> holds, Func<Task<string>> missing)
    {
        try
        {
            await Polling.UntilAsync(holds, Long, () => "It does not come about.");
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{await missing()}\n--- connector\n{Connector.Log}\n--- kamailio\n{Kamailio.Log}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Phones.DisposeAsync();
        await Callers.DisposeAsync();
        await Connector.DisposeAsync();
        await Center.DisposeAsync();
        await Kamailio.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
