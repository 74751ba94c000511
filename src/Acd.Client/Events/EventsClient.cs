using System.Runtime.CompilerServices;

namespace Acd.Client;

/// <summary>
/// Event streams. A stream that breaks is opened again after the last event, until the caller ends it: every event comes once,
/// and in order.
/// </summary>
public sealed class EventsClient
{
    private readonly HttpSender _sender;
    private readonly EventConnector _connector;
    private readonly AcdClientOptions _options;

    internal EventsClient(HttpSender sender, EventConnector connector, AcdClientOptions options) =>
        (_sender, _connector, _options) = (sender, connector, options);

    /// <summary>Follows all events of the center.</summary>
    /// <param name="after">
    /// The sequence number of the last event that is known: 0 for all that the store keeps. Null for those from now on.
    /// </param>
    /// <param name="snapshot">
    /// Whether a <see cref="StreamSnapshot"/> comes first where <paramref name="after"/> is null, and after a
    /// <see cref="StreamReset"/>.
    /// </param>
    /// <param name="cancel">Ends the stream.</param>
    /// <returns>The events. A <see cref="StreamReset"/> is among them where events are gone.</returns>
    /// <exception cref="AcdException">The stream is refused, for example because of the key.</exception>
    public IAsyncEnumerable<AcdEvent> FollowAsync(
        long? after = null, bool snapshot = false, CancellationToken cancel = default) =>
        FollowAsync(new PathBuilder("events"), new PathBuilder("events").With("limit", 1), after, snapshot, cancel);

    /// <summary>Follows the events of one agent, among them the offers to it.</summary>
    /// <inheritdoc cref="FollowAsync(long?, bool, CancellationToken)"/>
    /// <param name="agent">The agent.</param>
    /// <param name="after">The last event that is known: 0 for all that the store keeps. Null for those from now on.</param>
    /// <param name="snapshot">Whether a view comes first where <paramref name="after"/> is null, and after a reset.</param>
    /// <param name="cancel">Ends the stream.</param>
    public IAsyncEnumerable<AcdEvent> FollowAgentAsync(
        string agent, long? after = null, bool snapshot = false, CancellationToken cancel = default) =>
        FollowAsync(new PathBuilder("agents", agent, "events"), new PathBuilder("agents", agent), after, snapshot, cancel);

    private async IAsyncEnumerable<AcdEvent> FollowAsync(
        PathBuilder path, PathBuilder present, long? after, bool snapshot, [EnumeratorCancellation] CancellationToken cancel)
    {
        var address = path.With("snapshot", snapshot ? "true" : null).ToString();
        // A stream that is opened without a number begins somewhere; after a break nobody could tell what is missing.
        var last = after ?? (snapshot ? null : await ReadPresentAsync(present, cancel).ConfigureAwait(false));
        var failures = 0;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var connection = await TryOpenAsync(address, last, ++failures, cancel).ConfigureAwait(false);
            if (connection is null) continue;
            await using (connection.ConfigureAwait(false))
            {
                while (await connection.ReadAsync(cancel).ConfigureAwait(false) is { } next)
                {
                    failures = 0;
                    if (next is CenterEvent && next.Sequence <= last) continue;
                    last = next.Sequence;
                    yield return next;
                }
            }

            await PauseAsync(Math.Max(failures, 1), null, cancel).ConfigureAwait(false);
        }
    }

    private async Task<EventConnection?> TryOpenAsync(string path, long? after, int failures, CancellationToken cancel)
    {
        try
        {
            return await _connector.OpenAsync(path, after, cancel).ConfigureAwait(false);
        }
        catch (AcdException refused) when (EventConnector.IsPassing(refused))
        {
            await PauseAsync(failures, refused.RetryAfter, cancel).ConfigureAwait(false);
            return null;
        }
    }

    // The first answer of a center that cannot be reached yet is waited for, as a later one is.
    private async Task<long?> ReadPresentAsync(PathBuilder path, CancellationToken cancel)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await _sender.GetSequenceAsync(path, cancel).ConfigureAwait(false);
            }
            catch (AcdException refused) when (EventConnector.IsPassing(refused))
            {
                await PauseAsync(failures, refused.RetryAfter, cancel).ConfigureAwait(false);
            }
        }
    }

    private Task PauseAsync(int failures, TimeSpan? asked, CancellationToken cancel) =>
        Task.Delay(Backoff.PauseAfter(failures, _options.MaxRetryDelay, asked), _options.Clock, cancel);
}
