using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// The clients of the center. A client whose request is refused as unavailable, or gets no reply in time, retries with the next
/// process until it has an answer or has used up its attempts.
/// </summary>
internal sealed class RetryingClient(
    SimulationScheduler scheduler,
    IReadOnlyList<SimulatedProcess> processes,
    SimulationTrace trace,
    CheckerRunner checkers,
    ObservedVersions observed)
{
    private const int MaxAttempts = 40;

    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    private int _calls;

    /// <summary>The number of requests in progress.</summary>
    public int InFlight { get; private set; }

    /// <summary>The number of answered requests.</summary>
    public int Answered { get; private set; }

    /// <summary>The number of requests without an answer.</summary>
    public int GivenUp { get; private set; }

    /// <summary>Sends a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="first">The process of the first attempt.</param>
    /// <param name="delay">The time until the request arrives.</param>
    /// <param name="onReply">Called with the answer, if there is one.</param>
    public void Send(Request request, int first, TimeSpan delay, Action<Reply>? onReply = null)
    {
        var call = new Call(++_calls, request, first, onReply);
        InFlight++;
        scheduler.Schedule(delay, () => Try(call));
    }

    private static bool IsRetryable(Reply reply) => reply is Refusal { Kind: RefusalKind.Busy or RefusalKind.Unavailable };

    private void Try(Call call)
    {
        if (call.IsOver) return;
        if (call.Attempts++ == MaxAttempts)
        {
            GivenUp++;
            End(call);
            return;
        }

        var attempt = call.Attempts;
        var process = processes[(call.First + attempt - 1) % processes.Count];
        if (process is not { Tasks: { } tasks, Center: { } center })
        {
            scheduler.Schedule(RetryDelay, () => Try(call));
            return;
        }

        var (seen, commits) = (observed.Find(call.Request), checkers.Commits);
        tasks.Post(async () =>
        {
            try
            {
                var reply = await center.SendAsync(call.Request);
                OnReply(call, attempt, process, new RevealedReply(call.Request, reply, seen, commits));
            }
            catch (Exception bug)
            {
                // No client may get an exception, so it counts as a violation.
                checkers.Fail($"{MessageFormatter.Of(call.Request)} threw {bug}");
            }
        });
        scheduler.Schedule(AttemptTimeout, () =>
        {
            if (attempt == call.Attempts) Try(call);
        });
    }

    private void OnReply(Call call, int attempt, SimulatedProcess process, RevealedReply revealed)
    {
        var reply = revealed.Reply;
        var result = reply is Refusal refusal ? refusal.Code : reply.GetType().Name;
        trace.Line(scheduler, process.Name, $"#{call.Number} {result}");
        checkers.Check(revealed);
        if (reply is ContactReply { Contact: var contact }) observed.Observe(contact);
        if (call.IsOver) return;
        if (!IsRetryable(reply))
        {
            Answered++;
            End(call);
            call.Handler?.Invoke(reply);
        }
        else if (attempt == call.Attempts)
        {
            scheduler.Schedule(RetryDelay, () =>
            {
                if (attempt == call.Attempts) Try(call);
            });
        }
    }

    private void End(Call call)
    {
        call.IsOver = true;
        InFlight--;
    }

    private sealed class Call(int number, Request request, int first, Action<Reply>? onReply)
    {
        public int Number { get; } = number;

        public Request Request { get; } = request;

        public int First { get; } = first;

        public Action<Reply>? Handler { get; } = onReply;

        public int Attempts { get; set; }

        public bool IsOver { get; set; }
    }
}

/// <summary>The newest version of a contact that a client or a subscriber has seen.</summary>
/// <param name="Sequence">The number of the contact's first event. It tells contacts apart that reuse a forgotten id.</param>
/// <param name="Events">The number of the contact's events.</param>
internal readonly record struct ObservedVersion(long Sequence, int Events)
{
    /// <summary>Whether it is newer than another one.</summary>
    public bool IsAfter(ObservedVersion other) => (Sequence, Events).CompareTo((other.Sequence, other.Events)) > 0;
}

/// <summary>
/// The versions of contacts that clients and subscribers have seen. No later reply may show an older one.
/// </summary>
internal sealed class ObservedVersions
{
    private readonly Dictionary<ContactId, ObservedVersion> _newest = [];

    /// <summary>The newest seen version of a request's contact; null for other requests.</summary>
    public ObservedVersion? Find(Request request) => request switch
    {
        ContactCommand { Contact: var id } => Find(id),
        GetContact { Contact: var id } => Find(id),
        _ => null,
    };

    public void Observe(ContactDocument contact) => Observe(contact.Id, new ObservedVersion(contact.Sequence, contact.Events));

    public void Observe(CenterEvent centerEvent)
    {
        if (centerEvent is ContactQueued queued)
            Observe(queued.Contact, new ObservedVersion(queued.Sequence, queued.ContactSequence));
        else if (centerEvent is ContactEvent { Contact: var id } next && Find(id) is { } known && next.Sequence > known.Sequence)
            Observe(id, known with { Events = next.ContactSequence });
    }

    private void Observe(ContactId contact, ObservedVersion seen)
    {
        if (Find(contact) is not { } known || seen.IsAfter(known)) _newest[contact] = seen;
    }

    private ObservedVersion? Find(ContactId contact) => _newest.TryGetValue(contact, out var seen) ? seen : null;
}
