using System.Text;

namespace Acd.Simulator;

/// <summary>A contact's whole life, as the load generator sees it.</summary>
internal sealed class Life
{
    private readonly LifeCourse _course;
    private readonly string[] _needs;
    private int _offers;
    private int _connections;

    public Life(LifeCourse course, string id, string[] needs, long scheduledAt)
    {
        (_course, Id, _needs, ScheduledAt) = (course, id, needs, scheduledAt);
        Post = new LifeRequest(this, LifeStep.Post);
        Accept = new LifeRequest(this, LifeStep.Accept);
        Complete = new LifeRequest(this, LifeStep.Complete);
    }

    public string Id { get; }

    /// <summary>When it was to begin, by the clock of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
    public long ScheduledAt { get; }

    public LifeRequest Post { get; }

    public LifeRequest Accept { get; }

    public LifeRequest Complete { get; }

    /// <summary>The offer that was made of it last.</summary>
    public string? Offer { get; private set; }

    /// <summary>Whether the gateway acknowledged it.</summary>
    public bool Acknowledged { get; private set; }

    /// <summary>Whether it was seen to be over.</summary>
    public bool Closed { get; set; }

    /// <summary>Whether the generator has nothing more to do for it.</summary>
    public bool Over { get; private set; }

    /// <summary>How often an agent got it.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>What it asks for.</summary>
    public string Body
    {
        get
        {
            var body = new StringBuilder(128).Append("{\"id\":\"").Append(Id).Append("\",\"skills\":[\"");
            return body.AppendJoin("\",\"", _needs).Append("\"]}").ToString();
        }
    }

    /// <summary>It was offered to an agent.</summary>
    public void Offered(string offer)
    {
        Offer = offer;
        _course.Offered(this, first: Interlocked.Increment(ref _offers) == 1);
    }

    /// <summary>An agent has it.</summary>
    public void Connected() => Interlocked.Increment(ref _connections);

    /// <summary>A request was carried out.</summary>
    public void Advance(LifeRequest request)
    {
        Acknowledged = true;
        _course.Advanced(this, request);

        // Last of all: whoever waits for this life counts when it is over.
        if (request.Step == LifeStep.Complete)
            Over = true;
    }

    /// <summary>A request was refused, or not answered.</summary>
    /// <param name="request">The request.</param>
    /// <param name="code">Why.</param>
    /// <param name="mayRetry">Whether the same request may succeed later.</param>
    public void Fail(LifeRequest request, string code, bool mayRetry)
    {
        _course.Failed(this, request, code, mayRetry);
        if (request.Step == LifeStep.Post)
            Over = true;
    }
}
