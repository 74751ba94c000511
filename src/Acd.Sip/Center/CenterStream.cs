using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Acd.Sip;

/// <summary>One connection of the center's event stream.</summary>
internal sealed class CenterStream(HttpClient http, string? lastEventId, TimeSpan silence) : IAsyncDisposable
{
    private HttpResponseMessage? _answer;
    private StreamReader? _reader;

    /// <summary>Why it did not open, or ended.</summary>
    public string? Failure { get; private set; }

    public async Task<bool> OpenAsync(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events");
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        try
        {
            _answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (_answer.StatusCode != HttpStatusCode.OK)
            {
                Failure = $"the center answers {(int)_answer.StatusCode}";
                return false;
            }

            _reader = new StreamReader(await _answer.Content.ReadAsStreamAsync(cancel), Encoding.UTF8);
            return true;
        }
        catch (Exception e) when (IsLost(e) && !cancel.IsCancellationRequested)
        {
            Failure = e.Message;
            return false;
        }
    }

    public async IAsyncEnumerable<(string? Id, string Event, string Data)> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancel)
    {
        string? id = null, type = null;
        var data = new StringBuilder();
        while (await ReadLineAsync(cancel) is { } line)
        {
            if (line.Length == 0)
            {
                if (data.Length > 0) yield return (id, type ?? "message", data.ToString());
                (id, type) = (null, null);
                data.Clear();
            }
            else if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal)) type = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) data.Append(line, 6, line.Length - 6);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _reader?.Dispose();
        _answer?.Dispose();
        await ValueTask.CompletedTask;
    }

    private static bool IsLost(Exception e) => e is HttpRequestException or IOException or OperationCanceledException;

    /// <summary>The next line, or null where the connection has ended. One that is silent for too long has.</summary>
    private async Task<string?> ReadLineAsync(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(silence);
        try
        {
            return await _reader!.ReadLineAsync(patience.Token);
        }
        catch (Exception e) when (IsLost(e) && !cancel.IsCancellationRequested)
        {
            Failure = e.Message;
            return null;
        }
    }
}
