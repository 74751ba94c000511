using System.Text;

namespace Acd.Simulator;

/// <summary>Writes requests of HTTP/1.1 as bytes.</summary>
public sealed class HttpRequestWriter
{
    /// <summary>The greatest size of a request, in bytes.</summary>
    public const int MaxRequest = 8192;

    private readonly byte[] _headers;

    /// <summary>Prepares what all requests to a gateway have in common.</summary>
    public HttpRequestWriter(Uri url, string? key)
    {
        var authorization = key is null ? "" : $"Authorization: Bearer {key}\r\n";
        _headers = Encoding.ASCII.GetBytes($" HTTP/1.1\r\nHost: {url.Authority}\r\n{authorization}");
    }

    /// <summary>Writes a request, and gives its length.</summary>
    /// <param name="buffer">Where to, of <see cref="MaxRequest"/> bytes.</param>
    /// <param name="method">Such as <c>POST</c>.</param>
    /// <param name="path">Such as <c>/v1/contacts</c>, in ASCII.</param>
    /// <param name="body">JSON; none where it is empty.</param>
    public int Write(Span<byte> buffer, ReadOnlySpan<byte> method, string path, ReadOnlySpan<char> body = default)
    {
        var length = Put(buffer, method);
        length += Put(buffer[length..], " "u8);
        length += Encoding.ASCII.GetBytes(path, buffer[length..]);
        length += Put(buffer[length..], _headers);
        if (!body.IsEmpty)
            length += Put(buffer[length..], "Content-Type: application/json\r\n"u8);
        length += Put(buffer[length..], "Content-Length: "u8);
        Encoding.UTF8.GetByteCount(body).TryFormat(buffer[length..], out var digits, provider: null);
        length += digits;
        length += Put(buffer[length..], "\r\n\r\n"u8);
        return length + Encoding.UTF8.GetBytes(body, buffer[length..]);
    }

    private static int Put(Span<byte> buffer, ReadOnlySpan<byte> text)
    {
        text.CopyTo(buffer);
        return text.Length;
    }
}
