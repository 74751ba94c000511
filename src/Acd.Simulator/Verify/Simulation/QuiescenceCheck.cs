using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Waits until a center, with which nothing goes wrong any longer, is at rest, asks it everything, and looks.</summary>
internal sealed class QuiescenceCheck(Simulation stage)
{
    private const int MaxTries = 50;

    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(120);

    /// <summary>The one that serves; nobody where a former owner still believes that it does.</summary>
    private SimulatedProcess? Serving =>
        stage.Processes.Count(process => process.IsServing) == 1 ? stage.Processes.First(process => process.IsServing) : null;

    public void Check()
    {
        if (stage.Checkers.Violation is not null) return;
        if (!stage.Scheduler.AdvanceUntil(IsQuiet, MaxWait))
        {
            stage.Checkers.Fail($"Nothing has gone wrong for {MaxWait.TotalSeconds} s, but {DescribeUnfinished()}.");
            return;
        }

        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (TryCheck()) return;
            stage.Scheduler.Advance(RetryDelay);
        }

        stage.Checkers.Fail($"The center did not come to rest in {MaxTries} tries.");
    }

    private bool IsQuiet() =>
        stage.Checkers.Violation is not null
        || (Serving is not null && stage.Clients.InFlight == 0 && stage.Subscribers.All(watcher => watcher.IsCaughtUp));

    private string DescribeUnfinished() => Serving is null ? "not one process serves"
        : stage.Clients.InFlight > 0 ? $"{stage.Clients.InFlight} callers have no answer"
        : $"{stage.Subscribers.First(watcher => !watcher.IsCaughtUp)} has not got its events";

    /// <summary>Asks everything at once; false where something happened meanwhile.</summary>
    private bool TryCheck()
    {
        if (Serving is not { } process) return false;
        var (commits, askedAt) = (stage.Database.Commits, Timestamp.From(process.Now));
        var queries = Queries();
        var answers = new Reply?[queries.Count];
        for (var i = 0; i < queries.Count; i++)
        {
            var index = i;
            stage.Clients.Send(queries[i], process.Name[0] - 'A', TimeSpan.Zero, reply => answers[index] = reply);
        }

        stage.Scheduler.AdvanceUntil(IsQuiet, MaxWait);
        if (stage.Checkers.Violation is not null) return true;

        // Where another one has taken over meanwhile, the time is not that of the one that answered.
        if (stage.Database.Commits != commits || Serving != process) return false;
        stage.Checkers.Check(new QuiescentState(
            stage.Checkers.State, stage.Database,
            [.. queries.Select((query, index) => (query, answers[index]!)).Where(answer => answer.Item2 is not null)],
            stage.Subscribers, askedAt));
        return true;
    }

    private IEnumerable<Query> Statistics()
    {
        yield return new GetCenterStats { Interval = 15 };
        yield return new GetCenterStats { By = StatsBasis.Arrival };
        foreach (var agent in stage.Checkers.State.Agents.Keys) yield return new GetAgentStats(agent);
        foreach (var queue in stage.Checkers.State.Settings.Queues) yield return new GetQueueStats(queue.Id);
        foreach (var gate in stage.Checkers.State.Settings.Gates) yield return new GetGateStats(gate.Id);
    }

    private List<Query> Queries()
    {
        var queries = new List<Query> { new GetCenter(), new ListSkills(), new ListAgents(0, Limits.PageSize) };
        queries.AddRange(stage.Checkers.State.Settings.Queues.Select(queue => new GetQueue(queue.Id)));
        queries.AddRange(stage.Checkers.State.Settings.Gates.Select(gate => new GetGate(gate.Id)));
        foreach (var (id, kept) in stage.Database.Contacts)
        {
            queries.Add(new GetContact(id));
            if (kept.Document.State != ContactState.Closed) queries.Add(new ExplainContact(id));
        }

        queries.AddRange(stage.Database.Agents.Keys.Select(id => new GetAgent(id)));
        queries.AddRange(Statistics());
        return queries;
    }
}
