using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Acd.Core;
using Acd.Core.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Acd.Simulator.Tests;

/// <summary>A gateway with a few routes around the real engine, in this process and without a store.</summary>
internal sealed class FakeGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Engine _engine = Engine.Load(CenterDocuments.Empty, Now);
    private readonly List<Channel<CenterEvent>> _subscribers = [];
    private readonly CancellationTokenSource _stopping = new();

    private FakeGateway()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Use(async (http, next) =>
        {
            Requests.Enqueue($"{http.Request.Method} {http.Request.Path}");
            await Before(http.Request);
            if (Fault(http.Request) is { } status)
                await ProblemAsync(http, status, "fake.fault");
            else
                await next(http);
        });
        this.MapV1(_app);
        this.MapBasic(_app);
    }

    public Uri Url => new(_app.Urls.Single());

    /// <summary>The status to fail a request with; null to handle it.</summary>
    public Func<HttpRequest, int?> Fault { get; set; } = static _ => null;

    /// <summary>Awaited before a request is handled.</summary>
    public Func<HttpRequest, Task> Before { get; set; } = static _ => Task.CompletedTask;

    /// <summary>All requests so far.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    private static Timestamp Now => Timestamp.From(DateTimeOffset.UtcNow);

    public static async Task<FakeGateway> StartAsync()
    {
        var gateway = new FakeGateway();
        await gateway._app.StartAsync();
        return gateway;
    }

    public Reply Do(Command command)
    {
        lock (_engine)
        {
            var reply = _engine.Apply(command, Now);
            foreach (var centerEvent in _engine.TakeChanges().Events)
                _subscribers.ForEach(subscriber => subscriber.Writer.TryWrite(centerEvent));
            return reply;
        }
    }

    public Reply Ask(Query query)
    {
        lock (_engine)
            return _engine.Ask(query);
    }

    /// <summary>All agents.</summary>
    public IReadOnlyList<AgentReply> Agents() => ((AgentsReply)Ask(new ListAgents(0, 1000))).Agents;

    public async Task StreamAsync(HttpContext http)
    {
        var events = Channel.CreateUnbounded<CenterEvent>();
        lock (_engine)
            _subscribers.Add(events);
        http.Response.ContentType = "text/event-stream";
        await http.Response.WriteAsync("retry: 1000\n\n");
        await http.Response.Body.FlushAsync();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _stopping.Token);
        try
        {
            await foreach (var centerEvent in events.Reader.ReadAllAsync(ended.Token))
            {
                var json = JsonSerializer.Serialize(centerEvent, CenterJson.Default.CenterEvent);
                using var document = JsonDocument.Parse(json);
                var type = document.RootElement.GetProperty("type").GetString();
                var message = $"id: {centerEvent.Sequence}\nevent: {type}\ndata: {json}\n\n";
                await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(message), ended.Token);
                await http.Response.Body.FlushAsync(ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The subscriber has disconnected, or the test has ended.
        }
    }

    public static Task ProblemAsync(HttpContext http, int status, string code)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { code, detail = "It was refused." });
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }
}
