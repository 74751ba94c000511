using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Waits until a center, with which nothing goes wrong any longer, is at rest, asks it everything, and looks.</summary>
internal sealed class Quiet(Stage stage)
{
    private const int MostTries = 50;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(120);

    /// <summary>The one that serves; nobody where a former owner still believes that it does.</summary>
    private Process? Serving =>
        stage.Processes.Count(process => process.IsServing) == 1 ? stage.Processes.First(process => process.IsServing) : null;

    public void Look()
    {
        if (stage.Inspection.Violation is not null) return;
        if (!stage.World.AdvanceUntil(IsQuiet, Longest))
        {
            stage.Inspection.Break($"Nothing has gone wrong for {Longest.TotalSeconds} s, but {Unfinished()}.");
            return;
        }

        for (var tries = 0; tries < MostTries; tries++)
        {
            if (TryLook()) return;
            stage.World.Advance(Between);
        }

        stage.Inspection.Break($"The center did not come to rest in {MostTries} tries.");
    }

    private bool IsQuiet() =>
        stage.Inspection.Violation is not null
        || (Serving is not null && stage.Callers.UnderWay == 0 && stage.Watchers.All(watcher => watcher.HasAll));

    private string Unfinished() => Serving is null ? "not one process serves"
        : stage.Callers.UnderWay > 0 ? $"{stage.Callers.UnderWay} callers have no answer"
        : $"{stage.Watchers.First(watcher => !watcher.HasAll)} has not got its events";

    /// <summary>Asks everything at once; false where something happened meanwhile.</summary>
    private bool TryLook()
    {
        if (Serving is not { } process) return false;
        var (commits, askedAt) = (stage.Database.Commits, Timestamp.From(process.Now));
        var queries = Queries();
        var answers = new Reply?[queries.Count];
        for (var i = 0; i < queries.Count; i++)
        {
            var index = i;
            stage.Callers.Ask(queries[i], process.Name[0] - 'A', TimeSpan.Zero, reply => answers[index] = reply);
        }

        stage.World.AdvanceUntil(IsQuiet, Longest);
        if (stage.Inspection.Violation is not null) return true;

        // Where another one has taken over meanwhile, the time is not that of the one that answered.
        if (stage.Database.Commits != commits || Serving != process) return false;
        stage.Inspection.Look(new Rest(
            stage.Inspection.Center, stage.Database,
            [.. queries.Select((query, index) => (query, answers[index]!)).Where(answer => answer.Item2 is not null)],
            stage.Watchers, askedAt));
        return true;
    }

    private IEnumerable<Query> Statistics()
    {
        yield return new GetCenterStats { Interval = 15 };
        yield return new GetCenterStats { By = StatsBasis.Arrival };
        foreach (var agent in stage.Inspection.Center.Agents.Keys) yield return new GetAgentStats(agent);
        foreach (var queue in stage.Inspection.Center.Settings.Queues) yield return new GetQueueStats(queue.Id);
        foreach (var gate in stage.Inspection.Center.Settings.Gates) yield return new GetGateStats(gate.Id);
    }

    private List<Query> Queries()
    {
        var queries = new List<Query> { new GetCenter(), new ListSkills(), new ListAgents(0, Limits.PageSize) };
        queries.AddRange(stage.Inspection.Center.Settings.Queues.Select(queue => new GetQueue(queue.Id)));
        queries.AddRange(stage.Inspection.Center.Settings.Gates.Select(gate => new GetGate(gate.Id)));
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
