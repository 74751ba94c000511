using Acd.Core;

namespace Acd.Connections.Tests;

/// <summary>Some hours of a center by a seed: two queues, a gate, plans, refusals, transfers, callbacks, breaks.</summary>
internal static class RandomDay
{
    private static readonly string[] Agents = ["ann", "bob", "cyd", "dee"];

    /// <summary>Plays it until every contact has ended.</summary>
    public static EngineRun Play(int seed, int steps, bool handOvers = false)
    {
        var (run, random) = (new EngineRun(), new Random(seed));
        run.Do(
            new PutQueue(new QueueSettings(new("sales"))
            {
                WrapUp = TimeSpan.FromSeconds(10),
                MaxWait = TimeSpan.FromSeconds(240),
                OfferTimeout = TimeSpan.FromSeconds(8),
            }),
            new PutQueue(new QueueSettings(new("support"))
            {
                Plan = [new PlanStep(TimeSpan.FromSeconds(60), new WaitAction { Queue = new("sales") })],
                LeaveWhenEmpty = new WaitAction { Close = CloseReason.Rejected },
            }),
            new PutGate(new GateSettings(new("hotline"), new("sales"))));
        foreach (var agent in Agents) run.LogIn(agent);
        for (var step = 0; step < steps; step++)
        {
            run.Advance(random.Next(0, 12));
            if (!handOvers || !HandOver(run, random)) Act(run, random, step);
        }

        End(run);
        return run;
    }

    /// <summary>Now and then a talk is handed over, or a hand-over that rings is answered. False otherwise.</summary>
    private static bool HandOver(EngineRun run, Random random)
    {
        var open = run.Ask<SnapshotReply>(new GetSnapshot()).Contacts;
        var talks = open.Where(contact => contact.State == ContactState.Connected).ToList();
        if (talks.Count == 0 || random.Next(5) > 0) return false;
        var one = talks[random.Next(talks.Count)];
        run.Send(one.Handover is not { } rings ? new HandOverContact(one.Id, new AgentId(Agents[random.Next(Agents.Length)]))
            : random.Next(3) == 0 ? new DeclineOffer(rings.Id)
            : new AcceptOffer(rings.Id));
        return true;
    }

    private static void Act(EngineRun run, Random random, int step)
    {
        var open = run.Ask<SnapshotReply>(new GetSnapshot()).Contacts;
        var served = open.Where(contact => contact.State != ContactState.Queued).ToList();
        if (served.Count > 0 && random.Next(4) > 0) open = served;
        var one = open.Count == 0 ? null : open[random.Next(open.Count)];
        var agent = new AgentId(Agents[random.Next(Agents.Length)]);
        if (one is null || random.Next(10) < 3)
        {
            var enqueue = new EnqueueContact(new($"call-{step}")) { CallerId = $"+4930{step}", Priority = random.Next(3) };
            run.Send(random.Next(3) switch
            {
                0 => enqueue with { Gate = new("hotline") },
                1 => enqueue with { Queue = new("sales") },
                _ => enqueue with { Queue = new("support") },
            });
            return;
        }

        run.Send(Choose(one, agent, random));
    }

    private static Command Choose(ContactDocument one, AgentId agent, Random random)
    {
        if (one.Offers.LastOrDefault(offer => offer.State == OfferState.Pending) is { } ringing && random.Next(4) > 0)
            return random.Next(6) == 0 ? new DeclineOffer(ringing.Id) : new AcceptOffer(ringing.Id);
        return random.Next(16) switch
        {
            0 => new AbandonContact(one.Id),
            1 => new TransferContact(one.Id) { Queue = new("support") },
            2 => new RequeueContact(one.Id),
            3 => new RequestCallback(one.Id, "+49301"),
            4 => new FailCallback(one.Id),
            5 => new ParkContact(one.Id),
            6 => new UnparkContact(one.Id),
            7 => new SetPresence(agent, Presence.NotReady, "lunch"),
            8 or 9 or 12 or 13 => new SetPresence(agent, Presence.Available),
            10 => new ChangePriority(one.Id, random.Next(9)),
            11 => new EndWrapUp(one.Id),
            _ => new CompleteContact(one.Id),
        };
    }

    private static void End(EngineRun run)
    {
        while (run.Ask<SnapshotReply>(new GetSnapshot()).Contacts is { Count: > 0 } open)
        {
            foreach (var one in open)
            {
                if (one.State == ContactState.WrapUp) run.Send(new EndWrapUp(one.Id));
                else if (one.State == ContactState.Connected) run.Send(new CompleteContact(one.Id));
                else run.Send(new AbandonContact(one.Id));
            }

            run.Advance(1);
        }
    }
}
