using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Waits until the center is quiescent after the last fault, sends every query and runs the checkers.</summary>
internal sealed class QuiescenceCheck(Simulation simulation)
{
    private const int MaxTries = 50;

    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(120);

    /// <summary>The process that serves; null while a former owner still believes that it serves.</summary>
    private SimulatedProcess? Serving =>
        simulation.Processes.Where(process => process.IsServing).ToList() is [var only] ? only : null;

    public void Check()
    {
        if (simulation.Checkers.Violation is not null) return;
        if (!simulation.Scheduler.AdvanceUntil(IsQuiet, MaxWait))
        {
            simulation.Checkers.Fail($"{MaxWait.TotalSeconds} s after the last fault {DescribeUnfinished()}.");
            return;
        }

        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (TryCheck()) return;
            simulation.Scheduler.Advance(RetryDelay);
        }

        simulation.Checkers.Fail($"The center did not become quiescent in {MaxTries} tries.");
    }

    private bool IsQuiet() =>
        simulation.Checkers.Violation is not null
        || (Serving is not null && simulation.Clients.InFlight == 0
            && simulation.Subscribers.All(subscriber => subscriber.IsCaughtUp));

    private string DescribeUnfinished() => Serving is null ? "no process serves, or more than one does"
        : simulation.Clients.InFlight > 0 ? $"{simulation.Clients.InFlight} requests have no answer"
        : $"{simulation.Subscribers.First(subscriber => !subscriber.IsCaughtUp)} lacks events";

    /// <summary>Sends every query at once; false if the center changed before the last answer.</summary>
    private bool TryCheck()
    {
        if (Serving is not { } process) return false;
        var (commits, askedAt) = (simulation.Database.Commits, Timestamp.From(process.Now));
        var queries = Queries();
        var replies = new Reply?[queries.Count];
        for (var i = 0; i < queries.Count; i++)
        {
            var index = i;
            simulation.Clients.Send(queries[i], process.Name[0] - 'A', TimeSpan.Zero, reply =>
                replies[index] = reply with { AsOf = null });
        }

        simulation.Scheduler.AdvanceUntil(IsQuiet, MaxWait);
        if (simulation.Checkers.Violation is not null) return true;

        // After a failover the time of the queries is not the new owner's time.
        if (simulation.Database.Commits != commits || Serving != process) return false;
        simulation.Checkers.Check(new QuiescentState(
            simulation.Checkers.State, simulation.Database,
            [.. queries.Select((query, index) => (query, replies[index]!)).Where(entry => entry.Item2 is not null)],
            simulation.Subscribers, askedAt));
        return true;
    }

    private IEnumerable<Query> Statistics()
    {
        yield return new GetCenterStats { Interval = 15 };
        yield return new GetCenterStats { By = StatsBasis.Arrival };
        foreach (var agent in simulation.Checkers.State.Agents.Keys) yield return new GetAgentStats(agent);
        foreach (var queue in simulation.Checkers.State.Settings.Queues) yield return new GetQueueStats(queue.Id);
        foreach (var gate in simulation.Checkers.State.Settings.Gates) yield return new GetGateStats(gate.Id);
    }

    private List<Query> Queries()
    {
        var queries = new List<Query>
        {
            new GetCenter(), new ListSkills(), new ListAgents(0, Limits.PageSize), new GetSnapshot(),
        };
        queries.AddRange(simulation.Checkers.State.Settings.Queues.Select(queue => new GetQueue(queue.Id)));
        queries.AddRange(simulation.Checkers.State.Settings.Gates.Select(gate => new GetGate(gate.Id)));
        foreach (var (id, stored) in simulation.Database.Contacts)
        {
            queries.Add(new GetContact(id));
            if (stored.Document.State != ContactState.Closed) queries.Add(new ExplainContact(id));
        }

        queries.AddRange(simulation.Database.Agents.Keys.Select(id => new GetAgent(id)));
        queries.AddRange(Statistics());
        return queries;
    }
}
