using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Acd.Sip;

/// <summary>
/// Kamailio, by the evapi socket of <c>deploy/kamailio/kamailio.cfg</c>: JSON in netstrings. Calls and their states stand in
/// Kamailio's shared memory. What is said while no connection is open is lost, and the list of calls after it makes up for it.
/// </summary>
/// <param name="host">Kamailio's machine.</param>
/// <param name="port">The port of evapi.</param>
/// <param name="log">The log.</param>
public sealed partial class KamailioSwitch(string host, int port, ILogger<KamailioSwitch> log) : ICallSwitch, IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _writing = new(1);
    private readonly ILogger _log = log;
    private Stream? _stream;

    /// <inheritdoc/>
    public void Dispose() => _writing.Dispose();

    /// <inheritdoc/>
    public async IAsyncEnumerable<SwitchEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            using var socket = new TcpClient { NoDelay = true };
            if (await ConnectAsync(socket, cancel))
            {
                pause = FirstPause;
                await ListCallsAsync(cancel);
                var events = ReadConnectionAsync(socket.GetStream(), cancel).GetAsyncEnumerator(cancel);
                await using (events)
                    while (await NextAsync(events, cancel)) yield return events.Current;
            }

            await Task.Delay(pause, cancel);
        }
    }

    /// <inheritdoc/>
    public ValueTask DialAsync(string call, IReadOnlyList<Phone> phones, TimeSpan ring, CancellationToken cancel) =>
        SendAsync("dial", call, json =>
        {
            json.WriteNumber("ring", (int)Math.Ceiling(ring.TotalSeconds));
            WritePhones(json, phones);
        }, cancel);

    /// <inheritdoc/>
    public ValueTask DialMoreAsync(
        string call, IReadOnlyList<Phone> ringing, IReadOnlyList<Phone> more, CancellationToken cancel) =>
        SendAsync("add", call, json =>
        {
            json.WriteNumber("first", ringing.Count);
            WritePhones(json, [.. ringing, .. more]);
        }, cancel);

    /// <inheritdoc/>
    public ValueTask StopRingingAsync(string call, CancellationToken cancel) => SendAsync("stop", call, null, cancel);

    /// <inheritdoc/>
    public ValueTask RejectAsync(string call, int code, string phrase, CancellationToken cancel) =>
        SendAsync("reject", call, json =>
        {
            json.WriteNumber("code", code);
            json.WriteString("phrase", phrase);
        }, cancel);

    /// <inheritdoc/>
    public ValueTask HangUpAsync(string call, CancellationToken cancel) => SendAsync("hangup", call, null, cancel);

    /// <inheritdoc/>
    public ValueTask MoveAsync(string call, string contact, CancellationToken cancel) =>
        SendAsync("move", call, json => json.WriteString("contact", contact), cancel);

    /// <inheritdoc/>
    public ValueTask TellAsync(string call, int position, TimeSpan? estimate, CancellationToken cancel) =>
        SendAsync("tell", call, json => json.WriteString("phrase", estimate is { } wait
            ? $"Queued, position {position}, about {Math.Ceiling(wait.TotalSeconds)} s"
            : $"Queued, position {position}"), cancel);

    /// <inheritdoc/>
    public ValueTask ForgetAsync(string call, CancellationToken cancel) => SendAsync("forget", call, null, cancel);

    /// <inheritdoc/>
    public ValueTask ListCallsAsync(CancellationToken cancel) => SendAsync("list", null, null, cancel);

    private static void WritePhones(Utf8JsonWriter json, IReadOnlyList<Phone> phones)
    {
        json.WriteNumber("count", phones.Count);
        json.WriteStartArray("phones");
        foreach (var phone in phones)
        {
            json.WriteStartObject();
            json.WriteString("offer", phone.Offer);
            json.WriteString("agent", phone.Agent);
            json.WriteString("to", phone.Address);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private async Task<bool> ConnectAsync(TcpClient socket, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(5));
        try
        {
            await socket.ConnectAsync(host, port, patience.Token);
            _stream = socket.GetStream();
            LogConnected(host, port);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            LogNotConnected(host, port, e.Message);
            return false;
        }
    }

    private static async IAsyncEnumerable<SwitchEvent> ReadConnectionAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var message in Netstring.ReadAllAsync(PipeReader.Create(stream), cancel))
            if (KamailioMessages.Read(message) is { } happened) yield return happened;
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<SwitchEvent> events, CancellationToken cancel)
    {
        try
        {
            if (await events.MoveNextAsync()) return true;
            LogLost("the switch has closed the connection");
        }
        catch (Exception e)
            when (e is IOException or InvalidDataException or JsonException && !cancel.IsCancellationRequested)
        {
            LogLost(e.Message);
        }

        _stream = null;
        return false;
    }

    private async ValueTask SendAsync(string what, string? call, Action<Utf8JsonWriter>? write, CancellationToken cancel)
    {
        if (_stream is not { } stream) return;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("do", what);
            if (call is not null) json.WriteString("call", call);
            write?.Invoke(json);
            json.WriteEndObject();
        }

        await _writing.WaitAsync(cancel);
        try
        {
            await stream.WriteAsync(Netstring.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)), cancel);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The reader sees it too, and connects again. The list of calls tells then what this command was for.
            LogLost(e.Message);
        }
        finally
        {
            _writing.Release();
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Connected to Kamailio at {Host}:{Port}.")]
    private partial void LogConnected(string host, int port);

    [LoggerMessage(2, LogLevel.Warning, "Kamailio at {Host}:{Port} does not answer: {Failure}")]
    private partial void LogNotConnected(string host, int port, string failure);

    [LoggerMessage(3, LogLevel.Warning, "The connection to Kamailio is lost: {Failure}")]
    private partial void LogLost(string failure);
}
