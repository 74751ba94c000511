using System.Text;

namespace Acd.Simulator.Tests;

public sealed class SseReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10_000)]
    public async Task Events_are_read_in_whatever_pieces_they_come(int pieces)
    {
        const string Text = "retry: 1000\n\n"
            + "id: 7\nevent: contactQueued\ndata: {\"a\":1}\n\n"
            + ":\n\n"
            + "id:8\r\ndata: one\r\ndata:two\r\ndata\r\ndata:  four\r\n\r\n"
            + "event: nothing\n\n"
            + "data: last\n\n"
            + "data: unfinished\n";

        Assert.Equal(
            ["7|contactQueued|{\"a\":1}", "8||one\ntwo\n\n four", "||last"],
            await ReadAsync(Text, pieces));
    }

    [Fact]
    public async Task An_event_may_be_greater_than_the_buffer()
    {
        var big = new string('x', 100_000);

        Assert.Equal([$"||{big}", "||small"], await ReadAsync($"data: {big}\n\ndata: small\n\n", 5000));
    }

    [Fact]
    public async Task An_event_without_an_end_is_given_up() =>
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            ReadAsync("data: " + new string('x', SseReader.MaxMessage), 100_000));

    private static async Task<List<string>> ReadAsync(string text, int pieces)
    {
        var events = new List<string>();
        using var stream = new PiecemealStream(Encoding.UTF8.GetBytes(text), pieces);
        await new SseReader(stream).ReadAllAsync(
            message => events.Add($"{Text(message.Id)}|{Text(message.Type)}|{Text(message.Data)}"), CancellationToken.None);
        return events;

        static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
    }

    private sealed class PiecemealStream(byte[] bytes, int pieces) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(pieces, buffer.Length)], cancellationToken);
    }
}
