using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// All that a run takes place on: time, the database, processes with hosts, callers, subscribers, and the rules.
/// </summary>
internal sealed class Stage
{
    private readonly Trace _trace;
    private readonly List<Watcher> _watchers = [];
    private readonly Sightings _sightings = new();

    public Stage(Scenery scenery, Seams seams, Trace trace, Dice dice)
    {
        _trace = trace;
        World = new VirtualWorld { Dice = dice };
        Database = new SimulatedDatabase(World, scenery.LeaseDuration, scenery.EventsKept)
        {
            Settings = Kept.Of(scenery.Settings),
        };
        Inspection = new Inspection(World, Database, scenery.Settings, seams.Checkers());
        Database.Committed += commit => _trace.Line(World, commit.Lease.Owner, Tell(commit));
        Processes =
        [
            .. Enumerable.Range(0, scenery.Processes).Select(index => new Process(
                ((char)('A' + index)).ToString(), World, Database, scenery, seams, trace, Inspection.Break)),
        ];
        Callers = new Callers(World, Processes, trace, Inspection, _sightings);
        World.TaskRan = queue =>
        {
            foreach (var process in Processes) process.CountTask(queue);
        };
        AddWatchers(scenery);
        foreach (var process in Processes)
        {
            process.Died = dead => _watchers.ForEach(watcher => watcher.Notice(dead));
            process.Start();
        }

        _watchers.ForEach(watcher => watcher.Connect());
    }

    public VirtualWorld World { get; }

    public SimulatedDatabase Database { get; }

    public Inspection Inspection { get; }

    public IReadOnlyList<Process> Processes { get; }

    public Callers Callers { get; }

    public IReadOnlyList<Watcher> Watchers => _watchers;

    /// <summary>
    /// The process that serves, or the first one; where a former owner still believes that it does, the first of them.
    /// </summary>
    public int Serving
    {
        get
        {
            for (var i = 0; i < Processes.Count; i++)
                if (Processes[i].IsServing) return i;
            return 0;
        }
    }

    /// <summary>Says what happens on the stage.</summary>
    public void Tell(string what) => _trace.Line(World, "", what);

    /// <summary>Ends all trouble, waits until the center serves and everybody has an answer, and looks at it.</summary>
    public void ComeToRest()
    {
        foreach (var process in Processes) process.Heal();
        new Quiet(this).Look();
    }

    /// <summary>Lets every process end, so that nothing of the run is held any longer.</summary>
    /// <returns>False where one does not end.</returns>
    public bool Leave()
    {
        foreach (var process in Processes) process.Kill(0);
        var burials = Processes.SelectMany(process => process.Bury()).ToList();
        return World.AdvanceUntil(() => burials.TrueForAll(burial => burial.IsCompleted), TimeSpan.FromHours(1));
    }

    private static string Tell(Commit commit) =>
        $"commit {commit.Number} epoch {commit.Lease.Epoch} {string.Join(' ', commit.Json)}";

    private void AddWatchers(Scenery scenery)
    {
        Add("the board", null);
        Add("another board", null);
        foreach (var agent in new[] { "a1", "a2" }.Take(scenery.Agents)) Add($"the device of {agent}", new AgentId(agent));

        void Add(string name, AgentId? agent) =>
            _watchers.Add(new Watcher(name, agent, scenery.Settings, World, Processes, Database, Inspection, _sightings));
    }
}
