using Acd.Core;

namespace Acd.Grains;

/// <summary>
/// The center's one dispatcher, which owns the engine. Its key is the center's name. The cluster may be wrong for a moment about
/// where it is; only the dispatcher with the store's lease can write.
/// </summary>
[Alias("acd.dispatcher")]
public interface IDispatcherGrain : IGrainWithStringKey
{
    /// <summary>
    /// Sends a request to the engine. The reply comes when the store has everything that it shows; requests are taken in while
    /// others are being written. Refusals are those of <see cref="Hosting.IContactCenter.SendAsync"/>.
    /// </summary>
    /// <param name="request">The request.</param>
    [Alias("send")]
    ValueTask<Reply> SendAsync(Request request);

    /// <summary>
    /// Waits for the events after the last one that the reader has, a quarter of a second at the most. They come by sequence
    /// without a gap, wherever the dispatcher has moved.
    /// </summary>
    /// <param name="reader">The reader's own mark, so that its next call goes on where this one ends.</param>
    /// <param name="after">
    /// The sequence number of the last event that the reader has; null where it asks for the number of the last event.
    /// </param>
    [Alias("follow"), ResponseTimeout(CallTimeouts.WithoutCommit)]
    ValueTask<EventBatch> FollowAsync(Guid reader, long? after);

    /// <summary>
    /// Waits for news of the dispatcher itself, a quarter of a second at the most: whether it serves, which one it is and the
    /// number of its last event, without any events. A caller that does not know this dispatcher is answered at once.
    /// </summary>
    /// <param name="known">The <see cref="EventBatch.Dispatcher"/> that the caller knows.</param>
    [Alias("watch"), ResponseTimeout(CallTimeouts.WithoutCommit)]
    ValueTask<EventBatch> WatchAsync(Guid known);

    /// <summary>A page of committed events, which may be old ones.</summary>
    /// <param name="after">The sequence number after which the page begins.</param>
    /// <param name="limit">How many at the most: 1 to 1,000.</param>
    [Alias("read")]
    ValueTask<EventBatch> ReadAsync(long after, int limit);
}

/// <summary>Events of the center, by sequence.</summary>
/// <param name="Serves">Whether the dispatcher serves; where it does not, nothing else is filled in.</param>
/// <param name="Last">The sequence number of the last event that there is.</param>
/// <param name="Events">The events.</param>
/// <param name="FirstKept">
/// The sequence number of the oldest event that is kept, where the reader asked for an older one.
/// </param>
/// <param name="Dispatcher">
/// The mark of the dispatcher that answers a reader or a watcher; another mark means another dispatcher.
/// </param>
public sealed record EventBatch(
    bool Serves, long Last, IReadOnlyList<CenterEvent> Events, long? FirstKept = null, Guid Dispatcher = default) : Reply
{
    /// <summary>How long the dispatcher waited for an event before it answered.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>The answer of a dispatcher that does not serve.</summary>
    public static readonly EventBatch NotServing = new(false, 0, []);
}
