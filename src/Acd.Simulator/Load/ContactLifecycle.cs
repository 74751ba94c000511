using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Acd.Simulator;

/// <summary>A contact of a load run, from its post to its completion.</summary>
internal sealed class ContactLifecycle
{
    private readonly LifecycleDriver _driver;
    private readonly string[] _skills;
    private int _offers;
    private int _connections;

    public ContactLifecycle(LifecycleDriver driver, string id, string[] skills, long scheduledAt)
    {
        (_driver, Id, _skills, ScheduledAt) = (driver, id, skills, scheduledAt);
        Post = new LifecycleRequest(this, LifecycleStep.Post);
        Accept = new LifecycleRequest(this, LifecycleStep.Accept);
        Complete = new LifecycleRequest(this, LifecycleStep.Complete);
    }

    public string Id { get; }

    /// <summary>The time at which it was due, by the clock of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
    public long ScheduledAt { get; }

    public LifecycleRequest Post { get; }

    public LifecycleRequest Accept { get; }

    public LifecycleRequest Complete { get; }

    /// <summary>Its latest offer.</summary>
    public string? Offer { get; private set; }

    /// <summary>Whether the gateway acknowledged it.</summary>
    public bool Acknowledged { get; private set; }

    /// <summary>Whether the event stream reported it as closed.</summary>
    public bool Closed { get; set; }

    /// <summary>Whether the generator has no more requests for it.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>How often it was connected to an agent.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The body of its post, as JSON.</summary>
    public string Body
    {
        get
        {
            var body = new StringBuilder(128).Append("{\"id\":\"").Append(Id).Append("\",\"skills\":[\"");
            return body.AppendJoin("\",\"", _skills).Append("\"]}").ToString();
        }
    }

    /// <summary>Handles an offer of it to an agent.</summary>
    public void OnOffered(string offer)
    {
        Offer = offer;
        _driver.OnOffered(this, first: Interlocked.Increment(ref _offers) == 1);
    }

    /// <summary>Handles its connection to an agent.</summary>
    public void OnConnected() => Interlocked.Increment(ref _connections);

    /// <summary>Handles a request that succeeded.</summary>
    public void OnSucceeded(LifecycleRequest request)
    {
        Acknowledged = true;
        _driver.OnSucceeded(this, request);

        // This comes last: the end of the run reads it and then takes the counts.
        if (request.Step == LifecycleStep.Complete)
            IsFinished = true;
    }

    /// <summary>Handles a request that was refused or got no response.</summary>
    /// <param name="request">The request.</param>
    /// <param name="code">The cause.</param>
    /// <param name="mayRetry">Whether the same request may succeed later.</param>
    public void OnFailed(LifecycleRequest request, string code, bool mayRetry)
    {
        _driver.OnFailed(this, request, code, mayRetry);
        if (request.Step == LifecycleStep.Post)
            IsFinished = true;
    }
}

/// <summary>The requests of a contact's lifecycle, in order.</summary>
internal enum LifecycleStep
{
    /// <summary>Posts the contact.</summary>
    Post,

    /// <summary>Accepts its offer.</summary>
    Accept,

    /// <summary>Completes it.</summary>
    Complete,
}

/// <summary>One request of a contact's lifecycle.</summary>
internal sealed class LifecycleRequest(ContactLifecycle lifecycle, LifecycleStep step) : HttpExchange
{
    private const int TooManyRequests = 429;
    private const int Unavailable = 503;

    public LifecycleStep Step { get; } = step;

    /// <summary>When the client got it for the first time, by the clock of <see cref="Stopwatch"/>.</summary>
    public long FirstSentAt { get; set; }

    /// <summary>How often it was retried.</summary>
    public int Retries { get; set; }

    public override int Write(Span<byte> buffer, HttpRequestWriter writer) => Step switch
    {
        LifecycleStep.Post => writer.Write(buffer, "POST"u8, "/v1/contacts", lifecycle.Body),
        LifecycleStep.Accept => writer.Write(buffer, "POST"u8, $"/v1/offers/{lifecycle.Offer}/accept"),
        _ => writer.Write(buffer, "POST"u8, $"/v1/contacts/{lifecycle.Id}/complete"),
    };

    public override void OnResponse(int status, ReadOnlySpan<byte> body)
    {
        if (status is >= 200 and < 300)
        {
            lifecycle.OnSucceeded(this);
            return;
        }

        var code = Problem.Parse(body).Code ?? status.ToString(CultureInfo.InvariantCulture);
        lifecycle.OnFailed(this, code, mayRetry: status is TooManyRequests or Unavailable);
    }

    public override void OnFailure(string code) => lifecycle.OnFailed(this, code, mayRetry: true);
}

/// <summary>
/// Sends the next request of a lifecycle: it accepts an offer at once, waits for the talk to pass and completes the contact.
/// </summary>
internal sealed class LifecycleDriver(LoadHttpClient client, Pacer pacer, LoadMetrics metrics, TimeSpan talk, Action onFinished)
{
    // Ten seconds of retries: a failover takes less.
    private const int MaxRetries = 50;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private volatile bool _stopRetrying;

    /// <summary>Begins a lifecycle.</summary>
    public void Begin(ContactLifecycle lifecycle)
    {
        metrics.CountBegun();
        Send(lifecycle.Post);
        metrics.Record(LatencyKind.GeneratorLag, lifecycle, lifecycle.ScheduledAt, lifecycle.Post.FirstSentAt);
    }

    /// <summary>Stops all retries.</summary>
    public void StopRetrying() => _stopRetrying = true;

    public void OnOffered(ContactLifecycle lifecycle, bool first)
    {
        if (first)
            metrics.Record(LatencyKind.PostToOffer, lifecycle, lifecycle.ScheduledAt, Stopwatch.GetTimestamp());
        Send(lifecycle.Accept);
    }

    public void OnSucceeded(ContactLifecycle lifecycle, LifecycleRequest request)
    {
        var now = Stopwatch.GetTimestamp();
        switch (request.Step)
        {
            case LifecycleStep.Post:
                metrics.Record(LatencyKind.Post, lifecycle, lifecycle.ScheduledAt, now);
                break;
            case LifecycleStep.Accept:
                metrics.Record(LatencyKind.Accept, lifecycle, request.FirstSentAt, now);
                if (talk == TimeSpan.Zero)
                    Send(lifecycle.Complete);
                else
                    pacer.ScheduleAfter(talk, () => Send(lifecycle.Complete));
                break;
            default:
                metrics.Record(LatencyKind.Complete, lifecycle, request.FirstSentAt, now);
                metrics.CountCompleted(now);
                onFinished();
                break;
        }
    }

    public void OnFailed(ContactLifecycle lifecycle, LifecycleRequest request, string code, bool mayRetry)
    {
        metrics.CountError(request.Step, code);
        if (request.Step == LifecycleStep.Post)
        {
            // The gateway did not acknowledge it, so nothing is lost. The delay keeps a closed loop from storming a gateway that
            // is down.
            pacer.ScheduleAfter(RetryDelay, onFinished);
        }
        else if (mayRetry && !_stopRetrying && request.Retries++ < MaxRetries)
        {
            pacer.ScheduleAfter(RetryDelay, () => client.Send(request));
        }
    }

    private void Send(LifecycleRequest request)
    {
        request.FirstSentAt = Stopwatch.GetTimestamp();
        client.Send(request);
    }
}

/// <summary>All lifecycles of a run, found by contact id: the run's prefix and a number. Any thread may use it.</summary>
internal sealed class LifecycleRegistry(string run)
{
    private readonly Lock _gate = new();
    private readonly List<ContactLifecycle> _lifecycles = [];
    private readonly string _prefix = $"{run}:c";

    /// <summary>The number of lifecycles.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _lifecycles.Count;
        }
    }

    /// <summary>Creates a lifecycle and registers it.</summary>
    /// <param name="create">Creates a lifecycle with an id.</param>
    public ContactLifecycle Add(Func<string, ContactLifecycle> create)
    {
        lock (_gate)
        {
            var lifecycle = create(string.Create(CultureInfo.InvariantCulture, $"{run}:c{_lifecycles.Count}"));
            _lifecycles.Add(lifecycle);
            return lifecycle;
        }
    }

    /// <summary>The lifecycle of a contact; null for a contact of another run.</summary>
    public ContactLifecycle? Find(string contact)
    {
        if (!contact.StartsWith(_prefix, StringComparison.Ordinal)
            || !int.TryParse(contact.AsSpan(_prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        lock (_gate)
            return number < _lifecycles.Count ? _lifecycles[number] : null;
    }

    /// <summary>All lifecycles, by number.</summary>
    public ContactLifecycle[] ToArray()
    {
        lock (_gate)
            return [.. _lifecycles];
    }
}
