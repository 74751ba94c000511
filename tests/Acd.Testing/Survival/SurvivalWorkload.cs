using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Acd.Testing;

/// <summary>Callers and agents that go on while gateways and stores fail; agents accept every offer.</summary>
public sealed class SurvivalWorkload : IAsyncDisposable
{
    private const int Agents = 20;
    private const int ConcurrentCallers = 4;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _acknowledged = new();
    private readonly RetryingGatewayClient _client;
    private readonly ConcurrentQueue<Task> _work = new();
    private volatile bool _isCalling = true;
    private readonly Lock _gate = new();
    private int _contacts;
    private long _lastServed = Stopwatch.GetTimestamp();
    private TimeSpan _longestPause;

    public SurvivalWorkload(params IReadOnlyList<Uri> gateways) => _client = new RetryingGatewayClient(gateways);

    public EventStreamVerifier Verifier { get; } = new();

    public int Acknowledged => _acknowledged.Count;

    public RetryingGatewayClient Client => _client;

    public async Task StartAsync()
    {
        for (var number = 0; number < Agents; number++)
        {
            await ExpectAsync(_client.PutAsync($"/v1/agents/a{number}", """{"skills":["en"]}""", _stop.Token));
            await ExpectAsync(_client.PutAsync($"/v1/agents/a{number}/presence", """{"presence":"available"}""", _stop.Token));
        }

        _work.Enqueue(ListenAsync());
        for (var line = 0; line < ConcurrentCallers; line++) _work.Enqueue(CallAsync());
    }

    /// <summary>Waits until this many more contacts were acknowledged.</summary>
    public Task<TimeSpan> WaitForAcknowledgedAsync(int contacts, TimeSpan within)
    {
        var goal = Acknowledged + contacts;
        return Polling.UntilAsync(
            () =>
            {
                foreach (var failed in _work.Where(task => task.IsFaulted)) failed.GetAwaiter().GetResult();
                return Task.FromResult(Acknowledged >= goal);
            },
            within,
            () => $"{goal - Acknowledged} of {contacts} more contacts were not acknowledged.");
    }

    /// <summary>The longest time without an acknowledged contact since the last call.</summary>
    public TimeSpan TakeLongestPause()
    {
        lock (_gate)
        {
            var longest = _longestPause;
            _longestPause = TimeSpan.Zero;
            return longest;
        }
    }

    /// <summary>Waits until every contact that was acknowledged so far is served.</summary>
    public async Task WaitUntilServedAsync(TimeSpan within)
    {
        var contacts = _acknowledged.ToArray();
        await Polling.UntilAsync(
            () => Task.FromResult(contacts.All(Verifier.IsCompleted)),
            within,
            () => $"{contacts.Count(contact => !Verifier.IsCompleted(contact))} of {contacts.Length} contacts were not served.");
    }

    /// <summary>Ends the calls and waits until every acknowledged contact is served.</summary>
    public async Task FinishAsync(TimeSpan within)
    {
        _isCalling = false;
        await Polling.UntilAsync(
            () => Task.FromResult(_acknowledged.All(Verifier.IsCompleted)), within, () =>
            {
                var open = _acknowledged.Where(contact => !Verifier.IsCompleted(contact)).ToList();
                var example = $"{open[0]}: {Verifier.StateOf(open[0])}";
                return $"{open.Count} of {Acknowledged} acknowledged contacts were not served, such as {example}.";
            });
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_work).ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private async Task CallAsync()
    {
        while (_isCalling)
        {
            var contact = $"c{Interlocked.Increment(ref _contacts)}";
            await ExpectAsync(_client.PostAsync("/v1/contacts", $$"""{"id":"{{contact}}","skills":["en"]}""", _stop.Token));
            _acknowledged.Enqueue(contact);
            RecordAcknowledged();
        }
    }

    private void RecordAcknowledged()
    {
        lock (_gate)
        {
            var pause = Stopwatch.GetElapsedTime(_lastServed);
            if (pause > _longestPause) _longestPause = pause;
            _lastServed = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Reads the event stream, resumes it where it breaks, and serves every offer.</summary>
    private async Task ListenAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var reader = new StreamReader(await _client.OpenEventsAsync(Verifier.LastSequence, _stop.Token));
                while (await reader.ReadLineAsync(_stop.Token) is { } line)
                    if (line.StartsWith("data:", StringComparison.Ordinal)) HandleEvent(line[5..]);
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException)
            {
                // The gateway died; the stream resumes at another one after the last event.
            }
        }
    }

    private void HandleEvent(string data)
    {
        using var document = JsonDocument.Parse(data);
        var happened = document.RootElement;
        Verifier.Verify(happened);
        if (happened.GetProperty("type").GetString() == "contactOffered")
            _work.Enqueue(ServeAsync(happened.GetProperty("offer").GetString()!, happened.GetProperty("contact").GetString()!));
    }

    private async Task ServeAsync(string offer, string contact)
    {
        var (status, code) = await _client.PostAsync($"/v1/offers/{offer}/accept", "", _stop.Token);
        if (status == HttpStatusCode.Conflict && code == "offer.notPending") return;
        await ExpectAsync(Task.FromResult((status, code)));
        await ExpectAsync(_client.PostAsync($"/v1/contacts/{contact}/complete", "", _stop.Token));
    }

    private static async Task ExpectAsync(Task<(HttpStatusCode Status, string Code)> answer)
    {
        var (status, code) = await answer;
        if (status is not (HttpStatusCode.OK or HttpStatusCode.Created))
            throw new InvalidOperationException($"Answered {status} {code}.");
    }
}
