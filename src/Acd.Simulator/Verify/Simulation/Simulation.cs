using Acd.Core;
using Acd.Hosting;

namespace Acd.Simulator.Verify;

/// <summary>
/// All that a run takes place on: time, the database, processes with hosts, callers, subscribers, and the rules.
/// </summary>
internal sealed class Simulation
{
    private readonly SimulationTrace _trace;
    private readonly List<EventSubscriber> _subscribers = [];
    private readonly ObservedVersions _observed = new();

    public Simulation(SimulationParameters parameters, TestHooks hooks, SimulationTrace trace, SeededRandom random)
    {
        _trace = trace;
        Scheduler = new SimulationScheduler { Random = random };
        Database = new SimulatedDatabase(Scheduler, parameters.LeaseDuration, parameters.EventsKept)
        {
            Settings = StoredDocument.Of(parameters.Settings),
        };
        Checkers = new CheckerRunner(Scheduler, Database, parameters.Settings, hooks.Checkers());
        Database.Committed += commit => _trace.Line(Scheduler, commit.Lease.Owner, Log(commit));
        Processes =
        [
            .. Enumerable.Range(0, parameters.Processes).Select(index => new SimulatedProcess(
                ((char)('A' + index)).ToString(), Scheduler, Database, parameters, hooks, trace, Checkers.Fail)),
        ];
        Clients = new RetryingClient(Scheduler, Processes, trace, Checkers, _observed);
        Scheduler.TaskRan = queue =>
        {
            foreach (var process in Processes) process.OnTaskRan(queue);
        };
        AddSubscribers(parameters);
        foreach (var process in Processes)
        {
            process.Died = dead => _subscribers.ForEach(subscriber => subscriber.OnProcessDied(dead));
            process.Start();
        }

        _subscribers.ForEach(subscriber => subscriber.Connect());
    }

    public SimulationScheduler Scheduler { get; }

    public SimulatedDatabase Database { get; }

    public CheckerRunner Checkers { get; }

    public IReadOnlyList<SimulatedProcess> Processes { get; }

    public RetryingClient Clients { get; }

    public IReadOnlyList<EventSubscriber> Subscribers => _subscribers;

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
    public void Log(string what) => _trace.Line(Scheduler, "", what);

    /// <summary>Ends all trouble, waits until the center serves and everybody has an answer, and looks at it.</summary>
    public void Quiesce()
    {
        foreach (var process in Processes) process.Heal();
        new QuiescenceCheck(this).Check();
    }

    /// <summary>Lets every process end, so that nothing of the run is held any longer.</summary>
    /// <returns>False where one does not end.</returns>
    public bool Shutdown()
    {
        foreach (var process in Processes) process.Kill(0);
        var disposals = Processes.SelectMany(process => process.DisposeKilled()).ToList();
        return Scheduler.AdvanceUntil(() => disposals.TrueForAll(disposal => disposal.IsCompleted), TimeSpan.FromHours(1));
    }

    private static string Log(CommittedBatch commit) =>
        $"commit {commit.Number} epoch {commit.Lease.Epoch} {string.Join(' ', commit.Json)}";

    private void AddSubscribers(SimulationParameters parameters)
    {
        Add("the board", null);
        Add("another board", null);
        foreach (var agent in new[] { "a1", "a2" }.Take(parameters.Agents)) Add($"the device of {agent}", new AgentId(agent));

        void Add(string name, AgentId? agent) =>
            _subscribers.Add(new EventSubscriber(name, agent, parameters.Settings, Scheduler, Processes, Database, Checkers, _observed));
    }
}

/// <summary>
/// Where something else may be put in place of what a run is made of, to see it caught; nothing is by default.
/// </summary>
internal sealed record TestHooks
{
    /// <summary>What a host sees of its store.</summary>
    public Func<IStore, IStore> WrapStore { get; init; } = store => store;

    /// <summary>What callers and subscribers see of a host.</summary>
    public Func<IContactCenter, IContactCenter> WrapCenter { get; init; } = center => center;

    /// <summary>The rules that a run is held against; new checkers each time.</summary>
    public Func<IReadOnlyList<Checker>> Checkers { get; init; } = CheckerList.All;

    /// <summary>Gets every line of a run's trace.</summary>
    public Action<string>? OnTraceLine { get; init; }
}
