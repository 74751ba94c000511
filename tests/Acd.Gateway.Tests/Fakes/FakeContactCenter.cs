using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway.Tests;

/// <summary>A center that records its requests and replies as a test wants.</summary>
internal sealed class FakeContactCenter : IContactCenter
{
    public CenterStatus Status { get; set; } = CenterStatus.Active;

    public ConcurrentQueue<Request> Requests { get; } = new();

    /// <summary>Makes the reply to a request; the samples by default.</summary>
    public Func<Request, Reply> Respond { get; set; } = SampleReplies.Reply;

    public ConcurrentQueue<FakeSubscription> Subscriptions { get; } = new();

    /// <summary>Prepares each subscription before its caller reads from it.</summary>
    public Action<FakeSubscription> OnSubscribe { get; set; } = _ => { };

    public ValueTask<Reply> SendAsync(Request request, CancellationToken cancel = default)
    {
        // The gateway reads the keys by itself, now and then.
        if (request is not ReadConnectionDocuments { Name: "key:" or "keys:version" })
            Requests.Enqueue(request);
        return new ValueTask<Reply>(Respond(request));
    }

    public IAsyncEnumerable<CenterEvent> SubscribeAsync(AgentId? agent, long? after, CancellationToken cancel = default)
    {
        var subscription = new FakeSubscription(agent, after);
        OnSubscribe(subscription);
        Subscriptions.Enqueue(subscription);
        return subscription.ReadAsync(cancel);
    }
}

/// <summary>A subscription into which a test puts events, or the exception that ends it.</summary>
internal sealed class FakeSubscription(AgentId? agent, long? after)
{
    private readonly Channel<CenterEvent> _events = Channel.CreateUnbounded<CenterEvent>();

    public AgentId? Agent => agent;

    public long? After => after;

    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Publish(params CenterEvent[] events)
    {
        foreach (var @event in events)
            Assert.True(_events.Writer.TryWrite(@event));
    }

    public void End(Exception? why = null) => _events.Writer.Complete(why);

    public async IAsyncEnumerable<CenterEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        try
        {
            while (await WaitAsync(cancel))
            {
                while (_events.Reader.TryRead(out var next))
                    yield return next;
            }
        }
        finally
        {
            Ended.TrySetResult();
        }
    }

    private async ValueTask<bool> WaitAsync(CancellationToken cancel)
    {
        try
        {
            return await _events.Reader.WaitToReadAsync(cancel);
        }
        catch (ChannelClosedException e) when (e.InnerException is not null)
        {
            throw e.InnerException;
        }
    }
}
