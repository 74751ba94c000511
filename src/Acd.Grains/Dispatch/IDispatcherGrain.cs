using Acd.Core;

namespace Acd.Grains;

/// <summary>
/// The center's one dispatcher: it owns the engine. Its key is the center's name. Whatever the cluster believes about where it
/// is, only the one that has the store's lease can write.
/// </summary>
[Alias("acd.dispatcher")]
public interface IDispatcherGrain : IGrainWithStringKey
{
    /// <summary>
    /// Sends a request to the engine. The reply comes when the store has what it tells of; requests are taken in while others
    /// are being written. Refusals are as <see cref="Hosting.IContactCenter.SendAsync"/> says.
    /// </summary>
    /// <param name="request">The request.</param>
    [Alias("send")]
    ValueTask<Reply> SendAsync(Request request);

    /// <summary>
    /// Waits for events, a quarter of a second at the most: those after the last one that the reader has, by sequence
    /// without a gap, on whatever silo the dispatcher is by then.
    /// </summary>
    /// <param name="reader">Who reads, so that the next call goes on where this one ends.</param>
    /// <param name="after">
    /// The sequence number of the last event that the reader has; none where it wants to know where it could begin.
    /// </param>
    [Alias("follow")]
    ValueTask<EventBatch> FollowAsync(Guid reader, long? after);

    /// <summary>
    /// Waits for news of the dispatcher itself, a quarter of a second at the most: whether it serves, which one it is and the
    /// number of its last event, without any events. A caller that does not know this dispatcher is answered at once.
    /// </summary>
    /// <param name="known">The <see cref="EventBatch.Dispatcher"/> that the caller knows.</param>
    [Alias("watch")]
    ValueTask<EventBatch> WatchAsync(Guid known);

    /// <summary>A page of committed events, which may be old ones.</summary>
    /// <param name="after">The sequence number after which the page begins.</param>
    /// <param name="limit">How many at the most: 1 to 1,000.</param>
    [Alias("read")]
    ValueTask<EventBatch> ReadAsync(long after, int limit);
}

/// <summary>Events of the center, by sequence.</summary>
/// <param name="Serves">Whether the dispatcher serves; where it does not, nothing else is told.</param>
/// <param name="Last">The sequence number of the last event that there is.</param>
/// <param name="Events">The events.</param>
/// <param name="FirstKept">
/// The sequence number of the oldest event that is kept, where what was asked for is older.
/// </param>
/// <param name="Dispatcher">
/// The mark of the dispatcher that was asked to be followed: another one means that it was made anew.
/// </param>
public sealed record EventBatch(
    bool Serves, long Last, IReadOnlyList<CenterEvent> Events, long? FirstKept = null, Guid Dispatcher = default) : Reply
{
    /// <summary>What a dispatcher says that does not serve.</summary>
    public static readonly EventBatch NotServing = new(false, 0, []);
}
