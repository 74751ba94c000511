using System.Text;

namespace Acd.Client.Tests;

/// <summary>Server-sent events in every form that the standard allows.</summary>
public sealed class SseReaderTests
{
    [Theory]
    [InlineData("event: a\ndata: 1\n\nevent: b\ndata: 2\n\n")]
    [InlineData("event: a\r\ndata: 1\r\n\r\nevent: b\r\ndata: 2\r\n\r\n")]
    [InlineData("event: a\rdata: 1\r\revent: b\rdata: 2\r\r")]
    [InlineData("\uFEFFretry: 5\n\n:\n\nid: 1\nevent:a\ndata:1\n: hm\n\nevent: lost\n\nother\nevent: b\ndata: 2\n\ndata: cut")]
    public async Task Messages_are_read_whatever_the_pieces_in_which_they_arrive(string text)
    {
        for (var size = 1; size < 12; size++)
        {
            var heard = 0;
            await using var reader = new SseReader(new PiecesStream(Encoding.UTF8.GetBytes(text), size));
            var read = new List<string>();
            while (await reader.ReadAsync(() => heard++, CancellationToken.None) is { } message)
                read.Add($"{message.Event}={Encoding.UTF8.GetString(message.Data.Span)}");

            Assert.Equal(["a=1", "b=2"], read);
            Assert.Equal((Encoding.UTF8.GetByteCount(text) + size - 1) / size, heard);
        }
    }

    [Fact]
    public async Task Lines_of_data_are_joined_and_long_ones_are_whole()
    {
        var text = new string('ü', 100_000);
        var bytes = Encoding.UTF8.GetBytes($"data: {text}\ndata\ndata: x\n\n");
        await using var reader = new SseReader(new PiecesStream(bytes, 4_096));

        var message = await reader.ReadAsync(() => { }, CancellationToken.None);

        Assert.Null(message!.Value.Event);
        Assert.Equal($"{text}\n\nx", Encoding.UTF8.GetString(message.Value.Data.Span));
    }

    /// <summary>A stream that gives a few bytes at a time.</summary>
    private sealed class PiecesStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
