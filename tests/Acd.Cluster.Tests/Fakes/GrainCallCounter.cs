using System.Collections.Concurrent;

namespace Acd.Cluster.Tests;

/// <summary>Counts the requests that reach a silo's grains by a grain call.</summary>
internal sealed class GrainCallCounter : IIncomingGrainCallFilter
{
    private readonly ConcurrentQueue<Request> _requests = new();

    /// <summary>How many requests of a kind came to grains of this silo.</summary>
    public int Count<T>(Func<T, bool> counts) where T : Request => _requests.OfType<T>().Count(counts);

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Request.GetArgumentCount() > 0 && context.Request.GetArgument(0) is Request request)
            _requests.Enqueue(request);
        return context.Invoke();
    }
}
