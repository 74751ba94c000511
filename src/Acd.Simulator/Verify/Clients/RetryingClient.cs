using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// Everybody who asks something of the center. Whoever is refused because the center cannot serve, is not answered in time or
/// finds nobody there asks again, elsewhere, until it is answered or has tried for long enough.
/// </summary>
internal sealed class RetryingClient(
    SimulationScheduler scheduler, IReadOnlyList<SimulatedProcess> processes, SimulationTrace trace, CheckerRunner checkers, ObservedVersions observed)
{
    private const int MaxAttempts = 40;

    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    private int _calls;

    /// <summary>How many calls are not over.</summary>
    public int InFlight { get; private set; }

    /// <summary>How many were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>How many were given up without an answer.</summary>
    public int GivenUp { get; private set; }

    /// <summary>Asks something.</summary>
    /// <param name="request">What.</param>
    /// <param name="first">The process that is asked first.</param>
    /// <param name="delay">How long the request is on its way.</param>
    /// <param name="onReply">Gets the answer, if there is one.</param>
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

        var seen = observed.Find(call.Request);
        tasks.Post(async () =>
        {
            try
            {
                OnReply(call, attempt, process, seen, await center.SendAsync(call.Request));
            }
            catch (Exception bug)
            {
                // Whatever it is, no caller may get it: it is what the run is to find.
                checkers.Fail($"{MessageFormatter.Of(call.Request)} threw {bug}");
            }
        });
        scheduler.Schedule(AttemptTimeout, () =>
        {
            if (attempt == call.Attempts) Try(call);
        });
    }

    private void OnReply(Call call, int attempt, SimulatedProcess process, ObservedVersion? seen, Reply reply)
    {
        trace.Line(scheduler, process.Name, $"#{call.Number} {(reply is Refusal refusal ? refusal.Code : reply.GetType().Name)}");
        checkers.Check(new RevealedReply(call.Request, reply, seen));
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

/// <summary>The newest of a contact that anybody was shown.</summary>
/// <param name="Sequence">The number of the event with which the contact began; an id may come again when it is
/// forgotten.</param>
/// <param name="Events">How many events of it.</param>
internal readonly record struct ObservedVersion(long Sequence, int Events)
{
    /// <summary>Whether another one is older.</summary>
    public bool IsAfter(ObservedVersion other) => (Sequence, Events).CompareTo((other.Sequence, other.Events)) > 0;
}

/// <summary>
/// What callers and subscribers have been shown of contacts, which nobody may be told to be otherwise afterwards.
/// </summary>
internal sealed class ObservedVersions
{
    private readonly Dictionary<ContactId, ObservedVersion> _newest = [];

    /// <summary>The newest that was shown of the contact that a request is about, if it is about one.</summary>
    public ObservedVersion? Find(Request request) => request switch
    {
        ContactCommand { Contact: var id } => Find(id),
        GetContact { Contact: var id } => Find(id),
        _ => null,
    };

    public void Observe(ContactDocument contact) => Observe(contact.Id, new ObservedVersion(contact.Sequence, contact.Events));

    public void Observe(CenterEvent centerEvent)
    {
        if (centerEvent is ContactQueued queued) Observe(queued.Contact, new ObservedVersion(queued.Sequence, queued.ContactSequence));
        else if (centerEvent is ContactEvent contactEvent && Find(contactEvent.Contact) is { } known && contactEvent.Sequence > known.Sequence)
            Observe(contactEvent.Contact, known with { Events = contactEvent.ContactSequence });
    }

    private void Observe(ContactId contact, ObservedVersion seen)
    {
        if (Find(contact) is not { } known || seen.IsAfter(known)) _newest[contact] = seen;
    }

    private ObservedVersion? Find(ContactId contact) => _newest.TryGetValue(contact, out var seen) ? seen : null;
}
