using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// Everybody who asks something of the center. Whoever is refused because the center cannot serve, is not answered in time or
/// finds nobody there asks again, elsewhere, until it is answered or has tried for long enough.
/// </summary>
internal sealed class Callers(
    VirtualWorld world, IReadOnlyList<Process> processes, Trace trace, Inspection inspection, Sightings sightings)
{
    private const int MostAttempts = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private int _calls;

    /// <summary>How many calls are not over.</summary>
    public int UnderWay { get; private set; }

    /// <summary>How many were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>How many were given up without an answer.</summary>
    public int GivenUp { get; private set; }

    /// <summary>Asks something.</summary>
    /// <param name="request">What.</param>
    /// <param name="first">The process that is asked first.</param>
    /// <param name="delay">How long the request is on its way.</param>
    /// <param name="told">Gets the answer, if there is one.</param>
    public void Ask(Request request, int first, TimeSpan delay, Action<Reply>? told = null)
    {
        var call = new Call(++_calls, request, first, told);
        UnderWay++;
        world.After(delay, () => Try(call));
    }

    private static bool MayAskAgain(Reply reply) => reply is Refusal { Kind: RefusalKind.Busy or RefusalKind.Unavailable };

    private void Try(Call call)
    {
        if (call.IsOver) return;
        if (call.Attempts++ == MostAttempts)
        {
            GivenUp++;
            End(call);
            return;
        }

        var attempt = call.Attempts;
        var process = processes[(call.First + attempt - 1) % processes.Count];
        if (process is not { Tasks: { } tasks, Center: { } center })
        {
            world.After(Pause, () => Try(call));
            return;
        }

        var seen = sightings.Of(call.Request);
        tasks.Post(async () =>
        {
            try
            {
                Hear(call, attempt, process, seen, await center.SendAsync(call.Request));
            }
            catch (Exception bug)
            {
                // Whatever it is, no caller may get it: it is what the run is to find.
                inspection.Break($"{Words.Of(call.Request)} threw {bug}");
            }
        });
        world.After(Patience, () =>
        {
            if (attempt == call.Attempts) Try(call);
        });
    }

    private void Hear(Call call, int attempt, Process process, Sighting? seen, Reply reply)
    {
        trace.Line(world, process.Name, $"#{call.Number} {(reply is Refusal refusal ? refusal.Code : reply.GetType().Name)}");
        inspection.Look(new Answer(call.Request, reply, seen));
        if (reply is ContactReply { Contact: var contact }) sightings.See(contact);
        if (call.IsOver) return;
        if (!MayAskAgain(reply))
        {
            Answered++;
            End(call);
            call.Told?.Invoke(reply);
        }
        else if (attempt == call.Attempts)
        {
            world.After(Pause, () =>
            {
                if (attempt == call.Attempts) Try(call);
            });
        }
    }

    private void End(Call call)
    {
        call.IsOver = true;
        UnderWay--;
    }

    private sealed class Call(int number, Request request, int first, Action<Reply>? told)
    {
        public int Number { get; } = number;

        public Request Request { get; } = request;

        public int First { get; } = first;

        public Action<Reply>? Told { get; } = told;

        public int Attempts { get; set; }

        public bool IsOver { get; set; }
    }
}
