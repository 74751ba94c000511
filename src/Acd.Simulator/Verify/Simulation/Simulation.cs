using Acd.Core;
using Acd.Hosting;

namespace Acd.Simulator.Verify;

/// <summary>
/// A simulated cluster: virtual time, the database, processes with hosts, clients, subscribers and checkers.
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
    /// The index of the process that serves; 0 if none does. If a former owner still believes that it serves, it is the first of
    /// both.
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

    /// <summary>Writes a line to the trace.</summary>
    public void Trace(string what) => _trace.Line(Scheduler, "", what);

    /// <summary>Ends all faults, waits until the center is quiescent and runs the checkers.</summary>
    public void Quiesce()
    {
        foreach (var process in Processes) process.Heal();
        new QuiescenceCheck(this).Check();
    }

    /// <summary>Kills every process and releases the run's resources.</summary>
    /// <returns>False if a host does not end.</returns>
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

        void Add(string name, AgentId? agent) => _subscribers.Add(new EventSubscriber(
            name, agent, parameters.Settings, Scheduler, Processes, Database, Checkers, _observed));
    }
}

/// <summary>
/// Replacements for parts of a run, with which tests plant bugs. By default nothing is replaced.
/// </summary>
internal sealed record TestHooks
{
    /// <summary>Wraps the store of a host.</summary>
    public Func<IStore, IStore> WrapStore { get; init; } = store => store;

    /// <summary>Wraps the center that clients and subscribers use.</summary>
    public Func<IContactCenter, IContactCenter> WrapCenter { get; init; } = center => center;

    /// <summary>Creates the checkers of a run.</summary>
    public Func<IReadOnlyList<Checker>> Checkers { get; init; } = CheckerList.All;

    /// <summary>Called with every line of the trace.</summary>
    public Action<string>? OnTraceLine { get; init; }
}
