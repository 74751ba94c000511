using System.Buffers.Text;
using System.Text;

namespace Acd.Simulator;

/// <summary>Where an answer of HTTP/1.1 stands in a buffer.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Where its body is, once it is unpacked.</param>
/// <param name="Length">How many bytes of the buffer are the answer's.</param>
/// <param name="Close">Whether the server closes the connection after it.</param>
public readonly record struct RawHttpResponse(int Status, Range Body, int Length, bool Close)
{
    /// <summary>
    /// Reads the answer at the beginning of a buffer; false while a part of it is missing. A chunked body is joined in place.
    /// </summary>
    /// <exception cref="InvalidDataException">What is there is no answer.</exception>
    public static bool TryParse(Span<byte> buffer, out RawHttpResponse reply)
    {
        reply = default;
        var end = buffer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        if (end < 12 || !buffer.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(buffer.Slice(9, 3), out int status, out _))
            throw new InvalidDataException("The answer is not one of HTTP/1.1.");

        var headers = buffer.Slice(0, end + 2);
        var close = Header(headers, "Connection"u8).SequenceEqual("close"u8);
        var body = end + 4;
        if (Header(headers, "Transfer-Encoding"u8).SequenceEqual("chunked"u8))
        {
            if (!TryJoinChunks(buffer[body..], out var joined, out var taken))
                return false;
            reply = new RawHttpResponse(status, body..(body + joined), body + taken, close);
            return true;
        }

        Utf8Parser.TryParse(Header(headers, "Content-Length"u8), out int length, out _);
        reply = new RawHttpResponse(status, body..(body + length), body + length, close);
        return buffer.Length >= body + length;
    }

    // Between Kestrel and here there may be a proxy, and those write the names in lower case.
    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> name)
    {
        int end;
        for (var rest = headers; (end = rest.IndexOf("\r\n"u8)) >= 0; rest = rest[(end + 2)..])
        {
            var line = rest[..end];
            if (line.Length > name.Length && line[name.Length] == ':' && Ascii.EqualsIgnoreCase(line[..name.Length], name))
                return line[(name.Length + 1)..].Trim((byte)' ');
        }

        return default;
    }

    private static bool TryJoinChunks(Span<byte> chunks, out int joined, out int taken)
    {
        // Nothing is moved before the last chunk is there, so that an attempt that comes too early leaves the buffer as it was.
        (joined, taken) = (0, 0);
        if (!WalkChunks(chunks, join: false, out _, out taken))
            return false;
        return WalkChunks(chunks, join: true, out joined, out taken);
    }

    private static bool WalkChunks(Span<byte> chunks, bool join, out int joined, out int taken)
    {
        (joined, taken) = (0, 0);
        while (true)
        {
            var rest = chunks[taken..];
            var line = rest.IndexOf("\r\n"u8);
            if (line < 0)
                return false;
            if (!Utf8Parser.TryParse(rest[..line], out int size, out _, 'x') || size < 0)
                throw new InvalidDataException("A chunk of the answer has no size.");
            var next = line + 2 + size + 2;
            if (rest.Length < next)
                return false;
            if (join)
                rest.Slice(line + 2, size).CopyTo(chunks[joined..]);
            joined += size;
            taken += next;
            if (size == 0)
                return true;
        }
    }
}
