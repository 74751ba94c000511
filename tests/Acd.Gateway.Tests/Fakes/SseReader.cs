using System.Text;

namespace Acd.Gateway.Tests;

/// <summary>Reads server-sent events block by block.</summary>
internal sealed class SseReader(HttpResponseMessage response, Stream stream) : IAsyncDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    private readonly StreamReader _reader = new(stream, Encoding.UTF8);

    /// <summary>The lines before the next empty one, joined by <c>|</c>; none at the end of the stream.</summary>
    public async Task<string?> ReadAsync(string awaited)
    {
        using var late = new CancellationTokenSource(MaxWait);
        var lines = new List<string>();
        try
        {
            while (await _reader.ReadLineAsync(late.Token) is { } line)
            {
                if (line.Length == 0)
                    return string.Join('|', lines);
                lines.Add(line);
            }
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw new TimeoutException($"This did not come on the event stream: {awaited}.");
        }

        return lines.Count == 0 ? null
            : throw new EndOfStreamException($"The stream ended within a block: {string.Join('|', lines)}");
    }

    /// <summary>The next block with an event of this name.</summary>
    public async Task<string> ReadEventAsync(string name)
    {
        while (await ReadAsync($"the event {name}") is { } block)
        {
            if (block.Contains($"event: {name}|", StringComparison.Ordinal))
                return block;
        }

        throw new EndOfStreamException($"The stream ended before the event {name}.");
    }

    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }
}
