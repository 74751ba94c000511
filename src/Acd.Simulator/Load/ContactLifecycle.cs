using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Acd.Simulator;

/// <summary>A contact's whole life, as the load generator sees it.</summary>
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

/// <summary>The requests of a life, in their order.</summary>
internal enum LifecycleStep
{
    /// <summary>The contact is posted.</summary>
    Post,

    /// <summary>Its offer is accepted.</summary>
    Accept,

    /// <summary>It is completed.</summary>
    Complete,
}

/// <summary>One request of a life.</summary>
internal sealed class LifecycleRequest(ContactLifecycle lifecycle, LifecycleStep step) : HttpExchange
{
    private const int TooManyRequests = 429;
    private const int Unavailable = 503;

    public LifecycleStep Step { get; } = step;

    /// <summary>When it was handed to the client for the first time, by the clock of <see cref="Stopwatch"/>.</summary>
    public long FirstSentAt { get; set; }

    /// <summary>How often it was sent again.</summary>
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
/// What comes next in a life: the offer is accepted at once, the talk takes its time, and then the contact is complete.
/// </summary>
internal sealed class LifecycleDriver(LoadHttpClient client, Pacer pacer, LoadMetrics metrics, TimeSpan talk, Action onFinished)
{
    // Ten seconds of trying: a standby is in charge long before.
    private const int MaxRetries = 50;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private volatile bool _stopRetrying;

    /// <summary>Begins a life.</summary>
    public void Begin(ContactLifecycle lifecycle)
    {
        metrics.CountBegun();
        Send(lifecycle.Post);
        metrics.Record(LatencyKind.GeneratorLag, lifecycle, lifecycle.ScheduledAt, lifecycle.Post.FirstSentAt);
    }

    /// <summary>Tries nothing again any longer.</summary>
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
            // Not acknowledged, and so nobody's duty. The next life of a closed loop begins a little later, lest a gateway that
            // is down is stormed.
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

/// <summary>All lives of a run, found by their contacts' ids: the run's name and a number. Any thread may use it.</summary>
internal sealed class LifecycleRegistry(string run)
{
    private readonly Lock _gate = new();
    private readonly List<ContactLifecycle> _lifecycles = [];
    private readonly byte[] _prefix = System.Text.Encoding.ASCII.GetBytes($"{run}:c");

    /// <summary>How many lives there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _lifecycles.Count;
        }
    }

    /// <summary>Makes a life, and writes it down.</summary>
    /// <param name="create">Makes a life of an id.</param>
    public ContactLifecycle Add(Func<string, ContactLifecycle> create)
    {
        lock (_gate)
        {
            var lifecycle = create(string.Create(CultureInfo.InvariantCulture, $"{run}:c{_lifecycles.Count}"));
            _lifecycles.Add(lifecycle);
            return lifecycle;
        }
    }

    /// <summary>The life of a contact; none where the contact is not of this run.</summary>
    public ContactLifecycle? Find(ReadOnlySpan<byte> contact)
    {
        if (!contact.StartsWith(_prefix) || !Utf8Parser.TryParse(contact[_prefix.Length..], out int number, out _))
            return null;
        lock (_gate)
            return number < _lifecycles.Count ? _lifecycles[number] : null;
    }

    /// <summary>All lives, by number.</summary>
    public ContactLifecycle[] ToArray()
    {
        lock (_gate)
            return [.. _lifecycles];
    }
}
