using System.Text;

namespace Acd.Simulator;

/// <summary>A contact's whole life, as the load generator sees it.</summary>
internal sealed class ContactLifecycle
{
    private readonly LifecycleDriver _driver;
    private readonly string[] _skills;
    private int _offers;
    private int _connections;

    public ContactLifecycle(LifecycleDriver course, string id, string[] needs, long scheduledAt)
    {
        (_driver, Id, _skills, ScheduledAt) = (course, id, needs, scheduledAt);
        Post = new LifecycleRequest(this, LifecycleStep.Post);
        Accept = new LifecycleRequest(this, LifecycleStep.Accept);
        Complete = new LifecycleRequest(this, LifecycleStep.Complete);
    }

    public string Id { get; }

    /// <summary>When it was to begin, by the clock of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
    public long ScheduledAt { get; }

    public LifecycleRequest Post { get; }

    public LifecycleRequest Accept { get; }

    public LifecycleRequest Complete { get; }

    /// <summary>The offer that was made of it last.</summary>
    public string? Offer { get; private set; }

    /// <summary>Whether the gateway acknowledged it.</summary>
    public bool Acknowledged { get; private set; }

    /// <summary>Whether it was seen to be over.</summary>
    public bool Closed { get; set; }

    /// <summary>Whether the generator has nothing more to do for it.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>How often an agent got it.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>What it asks for.</summary>
    public string Body
    {
        get
        {
            var body = new StringBuilder(128).Append("{\"id\":\"").Append(Id).Append("\",\"skills\":[\"");
            return body.AppendJoin("\",\"", _skills).Append("\"]}").ToString();
        }
    }

    /// <summary>It was offered to an agent.</summary>
    public void OnOffered(string offer)
    {
        Offer = offer;
        _driver.OnOffered(this, first: Interlocked.Increment(ref _offers) == 1);
    }

    /// <summary>An agent has it.</summary>
    public void OnConnected() => Interlocked.Increment(ref _connections);

    /// <summary>A request was carried out.</summary>
    public void OnSucceeded(LifecycleRequest request)
    {
        Acknowledged = true;
        _driver.OnSucceeded(this, request);

        // Last of all: whoever waits for this life counts when it is over.
        if (request.Step == LifecycleStep.Complete)
            IsFinished = true;
    }

    /// <summary>A request was refused, or not answered.</summary>
    /// <param name="request">The request.</param>
    /// <param name="code">Why.</param>
    /// <param name="mayRetry">Whether the same request may succeed later.</param>
    public void OnFailed(LifecycleRequest request, string code, bool mayRetry)
    {
        _driver.OnFailed(this, request, code, mayRetry);
        if (request.Step == LifecycleStep.Post)
            IsFinished = true;
    }
}
