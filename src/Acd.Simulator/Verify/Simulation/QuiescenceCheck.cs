using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Waits until a center, with which nothing goes wrong any longer, is at rest, asks it everything, and looks.</summary>
internal sealed class QuiescenceCheck(Simulation simulation)
{
    private const int MaxTries = 50;

    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(120);

    /// <summary>The one that serves; nobody where a former owner still believes that it does.</summary>
    private SimulatedProcess? Serving =>
        simulation.Processes.Count(process => process.IsServing) == 1 ? simulation.Processes.First(process => process.IsServing) : null;

    public void Check()
    {
        if (simulation.Checkers.Violation is not null) return;
        if (!simulation.Scheduler.AdvanceUntil(IsQuiet, MaxWait))
        {
            simulation.Checkers.Fail($"Nothing has gone wrong for {MaxWait.TotalSeconds} s, but {DescribeUnfinished()}.");
            return;
        }

        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (TryCheck()) return;
            simulation.Scheduler.Advance(RetryDelay);
        }

        simulation.Checkers.Fail($"The center did not come to rest in {MaxTries} tries.");
    }

    private bool IsQuiet() =>
        simulation.Checkers.Violation is not null
        || (Serving is not null && simulation.Clients.InFlight == 0 && simulation.Subscribers.All(subscriber => subscriber.IsCaughtUp));

    private string DescribeUnfinished() => Serving is null ? "not one process serves"
        : simulation.Clients.InFlight > 0 ? $"{simulation.Clients.InFlight} callers have no answer"
        : $"{simulation.Subscribers.First(subscriber => !subscriber.IsCaughtUp)} has not got its events";

    /// <summary>Asks everything at once; false where something happened meanwhile.</summary>
    private bool TryCheck()
    {
        if (Serving is not { } process) return false;
        var (commits, askedAt) = (simulation.Database.Commits, Timestamp.From(process.Now));
        var queries = Queries();
        var replies = new Reply?[queries.Count];
        for (var i = 0; i < queries.Count; i++)
        {
            var index = i;
            simulation.Clients.Send(queries[i], process.Name[0] - 'A', TimeSpan.Zero, reply => replies[index] = reply);
        }

        simulation.Scheduler.AdvanceUntil(IsQuiet, MaxWait);
        if (simulation.Checkers.Violation is not null) return true;

        // Where another one has taken over meanwhile, the time is not that of the one that answered.
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
        var queries = new List<Query> { new GetCenter(), new ListSkills(), new ListAgents(0, Limits.PageSize) };
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
