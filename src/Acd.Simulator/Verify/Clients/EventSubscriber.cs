using Acd.Core;
using Acd.Hosting;

namespace Acd.Simulator.Verify;

/// <summary>
/// A subscriber to the events of the center, or of one agent. It begins with the first event and reconnects to any process that
/// serves, after the last event it received.
/// </summary>
internal sealed class EventSubscriber(
    string name,
    AgentId? agent,
    CenterSettings settings,
    SimulationScheduler scheduler,
    IReadOnlyList<SimulatedProcess> processes,
    SimulatedDatabase database,
    CheckerRunner checkers,
    ObservedVersions observed)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(150);

    /// <summary>The number of the current connection. Events of an earlier connection are dropped.</summary>
    private int _connection;
    private SimulatedProcess? _connectedTo;
    private int _next;

    /// <summary>The number of the last event it received.</summary>
    public long LastSequence { get; private set; }

    /// <summary>The state projected from the received events; null if some events did not come.</summary>
    public ProjectedState? State { get; private set; } = agent is null ? new ProjectedState(settings) : null;

    /// <summary>How often it subscribed.</summary>
    public int Subscriptions => _connection;

    /// <summary>The next committed event for it, if there is one.</summary>
    public CenterEvent? Next
    {
        get
        {
            for (var index = (int)LastSequence; index < database.LastSequence; index++)
                if (Includes(database.Events[index].Document)) return database.Events[index].Document;
            return null;
        }
    }

    /// <summary>Whether it has received all of its events.</summary>
    public bool IsCaughtUp => Next is null;

    /// <summary>Whether an event belongs to its stream.</summary>
    public bool Includes(CenterEvent centerEvent) => agent is null || centerEvent.Agent == agent;

    /// <summary>Connects to the next process.</summary>
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

    /// <summary>Handles a process's death: a subscriber that was connected to it reconnects.</summary>
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
            // The store has trimmed these events for good. The rest must come without a gap.
            if (connection == _connection) (LastSequence, State) = (database.FirstKept - 1, null);
        }
        catch (Exception ended) when (ended is CenterUnavailableException or SubscriberTooSlowException or EventsGoneException)
        {
            // It resumes after the last event it received.
        }
        catch (Exception bug)
        {
            // No subscriber may get any other exception, so it counts as a violation.
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
