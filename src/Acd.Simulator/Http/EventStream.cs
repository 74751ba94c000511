using System.Text;

namespace Acd.Simulator;

/// <summary>
/// The center's events over one connection, which is made again where it breaks or falls silent, without a gap.
/// </summary>
/// <param name="gateway">The gateway.</param>
/// <param name="silence">
/// How long nothing at all may come, 3 × the 15 s in which a gateway says that it is there by default: a connection whose other
/// end is gone without a word looks like a quiet one.
/// </param>
public sealed class EventStream(GatewayClient gateway, TimeSpan? silence = null)
{
    private static readonly TimeSpan DefaultIdleTimeout = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private readonly TimeSpan _idleTimeout = silence ?? DefaultIdleTimeout;

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _lastId = new byte[64];
    private int _lastIdLength;

    /// <summary>Done when the stream is open for the first time: what happens from then on is seen.</summary>
    public Task Opened => _opened.Task;

    /// <summary>How often the connection was made again.</summary>
    public int Reconnects { get; private set; }

    /// <summary>How often the events in between were not kept any longer.</summary>
    public int Gaps { get; private set; }

    /// <summary>Hands every event over, until it is canceled.</summary>
    /// <exception cref="GatewayException">The first connection cannot be made; later ones are tried again and
    /// again.</exception>
    public async Task RunAsync(SseHandler handle, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await ReadOnceAsync(handle, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (GatewayException failed) when (!_opened.Task.IsCompleted)
            {
                _opened.TrySetException(failed);
                return;
            }
            catch (Exception broken) when (broken is GatewayException or IOException)
            {
                // The gateway went away in the middle of it; the events that follow are still to be had after the last one
                // seen.
                Reconnects++;
            }

            await Task.Delay(RetryDelay, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadOnceAsync(SseHandler handle, CancellationToken cancel)
    {
        var after = _lastIdLength == 0 ? null : Encoding.UTF8.GetString(_lastId, 0, _lastIdLength);
        await using var stream = await gateway.OpenEventsAsync(after, cancel);
        _opened.TrySetResult();
        await new SseReader(stream, _idleTimeout).ReadAllAsync(
            message =>
            {
                handle(message);
                Remember(message);
            },
            cancel);
    }

    private void Remember(SseMessage message)
    {
        var id = message.Id;
        if (message.Type.SequenceEqual("reset"u8))
            Gaps++;
        if (id.IsEmpty || id.Length > _lastId.Length)
            return;
        id.CopyTo(_lastId);
        _lastIdLength = id.Length;
    }
}
