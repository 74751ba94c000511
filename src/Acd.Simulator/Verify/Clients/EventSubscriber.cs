using Acd.Core;
using Acd.Hosting;

namespace Acd.Simulator.Verify;

/// <summary>
/// A subscriber: it follows the events of the center, or of one agent, from the first one on, and resumes after the last one it
/// has, wherever somebody serves.
/// </summary>
internal sealed class EventSubscriber(
    string name, AgentId? agent, CenterSettings settings, SimulationScheduler scheduler, IReadOnlyList<SimulatedProcess> processes,
    SimulatedDatabase database, CheckerRunner checkers, ObservedVersions observed)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(150);

    /// <summary>Counts the connections, so that nothing comes over one that is broken.</summary>
    private int _connection;
    private SimulatedProcess? _connectedTo;
    private int _next;

    /// <summary>The number of the last event it has.</summary>
    public long LastSequence { get; private set; }

    /// <summary>The center as it looks from here; nothing where not every event came here.</summary>
    public ProjectedState? State { get; private set; } = agent is null ? new ProjectedState(settings) : null;

    /// <summary>How often it subscribed.</summary>
    public int Subscriptions => _connection;

    /// <summary>The committed event that it is to get next, if there is one.</summary>
    public CenterEvent? Next
    {
        get
        {
            for (var index = (int)LastSequence; index < database.LastSequence; index++)
                if (Includes(database.Events[index].Document)) return database.Events[index].Document;
            return null;
        }
    }

    /// <summary>Whether it has all that there is for it.</summary>
    public bool IsCaughtUp => Next is null;

    /// <summary>Whether an event is on its stream.</summary>
    public bool Includes(CenterEvent centerEvent) => agent is null || centerEvent.Agent == agent;

    /// <summary>Connects to somebody.</summary>
    public void Connect()
    {
        var process = processes[_next++ % processes.Count];
        if (process is not { Tasks: { } tasks, Center: { } center })
        {
            scheduler.Schedule(RetryDelay, Connect);
            return;
        }

        var connection = ++_connection;
        _connectedTo = process;
        tasks.Post(() => FollowAsync(center, connection));
    }

    /// <summary>A process has died: whoever was connected to it notices, and looks for another one.</summary>
    public void OnProcessDied(SimulatedProcess dead)
    {
        if (_connectedTo != dead) return;
        _connection++;
        _connectedTo = null;
        scheduler.Schedule(RetryDelay, Connect);
    }

    public override string ToString() => name;

    private async Task FollowAsync(IContactCenter center, int connection)
    {
        try
        {
            await foreach (var centerEvent in center.SubscribeAsync(agent, LastSequence))
            {
                if (connection != _connection) return;
                OnEvent(centerEvent);
            }
        }
        catch (EventsGoneException) when (database.FirstKept > LastSequence + 1)
        {
            // What was trimmed is gone for good; the rest is to come without a gap.
            if (connection == _connection) (LastSequence, State) = (database.FirstKept - 1, null);
        }
        catch (Exception ended) when (ended is CenterUnavailableException or SubscriberTooSlowException or EventsGoneException)
        {
            // It resumes where it was.
        }
        catch (Exception bug)
        {
            // Whatever it is, no subscriber may get it: it is what the run is to find.
            checkers.Fail($"{name}, subscribed after event {LastSequence}, got {bug}");
        }

        if (connection == _connection) scheduler.Schedule(RetryDelay, Connect);
    }

    private void OnEvent(CenterEvent centerEvent)
    {
        checkers.Check(new EventDelivery(this, centerEvent));
        observed.Observe(centerEvent);
        LastSequence = centerEvent.Sequence;
        State?.Apply(centerEvent);
    }
}
