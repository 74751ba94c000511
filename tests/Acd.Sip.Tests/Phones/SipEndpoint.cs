using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Acd.Sip.Tests;

/// <summary>A UDP socket that speaks SIP with one switch. Requests are sent again until they are answered.</summary>
internal abstract class SipEndpoint : IAsyncDisposable
{
    private static readonly TimeSpan FirstRepeat = TimeSpan.FromMilliseconds(500), Patience = TimeSpan.FromSeconds(20);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<SipMessage>> _waiting = new();
    private readonly EndPoint _switch;
    private readonly Task _reading;
    private int _number;

    protected SipEndpoint(int switchPort)
    {
        _switch = new IPEndPoint(IPAddress.Loopback, switchPort);
        _socket.ReceiveBufferSize = 4 << 20;
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _reading = Task.Run(ReadAsync);
    }

    protected CancellationToken Stopping => _stop.Token;

    protected string Address => $"127.0.0.1:{((IPEndPoint)_socket.LocalEndPoint!).Port}";

    protected static string Sdp =>
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0\r\n";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Dispose();
        await _reading;
        _stop.Dispose();
    }

    protected string NewTag() => $"t{Interlocked.Increment(ref _number)}";

    protected string NewBranch() => $"z9hG4bK{Guid.NewGuid():N}";

    protected void Send(string message) => _socket.SendTo(Encoding.UTF8.GetBytes(message), _switch);

    /// <summary>Sends a request until a final response comes, or for INVITE any response.</summary>
    protected async Task<SipMessage> RequestAsync(string message, string branch)
    {
        var answer = _waiting.GetOrAdd(branch, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            for (var wait = FirstRepeat; ; wait *= 2)
            {
                Send(message);
                try
                {
                    return await answer.Task.WaitAsync(wait, Stopping);
                }
                catch (TimeoutException) when (wait <= Patience)
                {
                    // UDP loses messages; the request is sent again.
                }
            }
        }
        finally
        {
            _waiting.TryRemove(branch, out _);
        }
    }

    /// <summary>The time that people take: to answer, to talk.</summary>
    protected async Task PauseAsync(TimeSpan length)
    {
        using var timer = new PeriodicTimer(length);
        await timer.WaitForNextTickAsync(Stopping);
    }

    /// <summary>A request came, or a response that nothing waits for.</summary>
    protected abstract void Received(SipMessage message);

    /// <summary>The Authorization header for a challenge.</summary>
    protected static string Digest(string challenge, string method, string uri, string user, string password)
    {
        string Part(string name)
        {
            var start = challenge.IndexOf($"{name}=\"", StringComparison.Ordinal) + name.Length + 2;
            return challenge[start..challenge.IndexOf('"', start)];
        }

        var (realm, nonce) = (Part("realm"), Part("nonce"));
        var secret = Md5($"{user}:{realm}:{password}");
        var response = Md5($"{secret}:{nonce}:00000001:abcdef:auth:{Md5($"{method}:{uri}")}");
        return $"Digest username=\"{user}\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"{uri}\", "
            + $"response=\"{response}\", algorithm=MD5, qop=auth, nc=00000001, cnonce=\"abcdef\"";
    }

    private static string Md5(string text)
    {
#pragma warning disable CA5351 // SIP's digest is MD5.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[65_536];
        try
        {
            while (true)
            {
                var length = await _socket.ReceiveAsync(buffer, _stop.Token);
                if (SipMessage.Parse(buffer.AsSpan(0, length)) is not { } message) continue;
                if (message.IsResponse && !(message.Code == 100) && Waiting(message) is { } waiting
                    && (message.Code >= 200 || message.Method == "INVITE") && waiting.TrySetResult(message))
                {
                    if (message.Method != "INVITE") continue;
                }

                Received(message);
            }
        }
        catch (Exception e) when (_stop.IsCancellationRequested && e
            is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private TaskCompletionSource<SipMessage>? Waiting(SipMessage message)
    {
        var via = message["Via"];
        var start = via.IndexOf("branch=", StringComparison.Ordinal) + 7;
        var end = via.IndexOf(';', start);
        return _waiting.GetValueOrDefault(end < 0 ? via[start..] : via[start..end]);
    }
}
