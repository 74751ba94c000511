using System.Text;

namespace Acd.Simulator.Tests;

public sealed class RawHttpResponseTests
{
    private const string Plain = "HTTP/1.1 201 Created\r\nContent-Length: 5\r\nServer: Kestrel\r\n\r\nhello";

    private const string Chunked =
        "HTTP/1.1 409 Conflict\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "4\r\nabcd\r\nA\r\n0123456789\r\n0\r\n\r\n";

    // As a proxy writes it.
    private const string LowerCase = "HTTP/1.1 200 OK\r\nserver: a\r\ncontent-length:5\r\nconnection: close\r\n\r\nhello";

    private const string Empty = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";

    [Theory]
    [InlineData(Plain, 201, "hello", false)]
    [InlineData(Chunked, 409, "abcd0123456789", false)]
    [InlineData(LowerCase, 200, "hello", true)]
    [InlineData(Empty, 204, "", true)]
    public void An_answer_is_read_once_it_is_whole(string text, int status, string body, bool close)
    {
        for (var length = 0; length < text.Length; length++)
            Assert.False(RawHttpResponse.TryParse(Encoding.ASCII.GetBytes(text[..length]), out _), $"of {length} bytes");

        var buffer = Encoding.ASCII.GetBytes(text + "HTTP/1.1 200 OK");
        Assert.True(RawHttpResponse.TryParse(buffer, out var reply));
        Assert.Equal((status, text.Length, close), (reply.Status, reply.Length, reply.Close));
        Assert.Equal(body, Encoding.ASCII.GetString(buffer[reply.Body]));
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nwhat\r\n")]
    public void What_is_no_answer_is_told_so(string text) =>
        Assert.Throws<InvalidDataException>(() => RawHttpResponse.TryParse(Encoding.ASCII.GetBytes(text), out _));
}
