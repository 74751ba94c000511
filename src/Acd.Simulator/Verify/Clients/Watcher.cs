using Acd.Core;
using Acd.Hosting;

namespace Acd.Simulator.Verify;

/// <summary>
/// A subscriber: it follows the events of the center, or of one agent, from the first one on, and resumes after the last one it
/// has, wherever somebody serves.
/// </summary>
internal sealed class Watcher(
    string name, AgentId? agent, CenterSettings settings, VirtualWorld world, IReadOnlyList<Process> processes,
    SimulatedDatabase database, Inspection inspection, Sightings sightings)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>Counts the connections, so that nothing comes over one that is broken.</summary>
    private int _connection;
    private Process? _connectedTo;
    private int _next;

    /// <summary>The number of the last event it has.</summary>
    public long Last { get; private set; }

    /// <summary>The center as it looks from here; nothing where not every event came here.</summary>
    public CenterMirror? Board { get; private set; } = agent is null ? new CenterMirror(settings) : null;

    /// <summary>How often it subscribed.</summary>
    public int Subscriptions => _connection;

    /// <summary>The committed event that it is to get next, if there is one.</summary>
    public CenterEvent? Next
    {
        get
        {
            for (var index = (int)Last; index < database.LastSequence; index++)
                if (Wants(database.Events[index].Document)) return database.Events[index].Document;
            return null;
        }
    }

    /// <summary>Whether it has all that there is for it.</summary>
    public bool HasAll => Next is null;

    /// <summary>Whether an event is on its stream.</summary>
    public bool Wants(CenterEvent happened) => agent is null || happened.Agent == agent;

    /// <summary>Connects to somebody.</summary>
    public void Connect()
    {
        var process = processes[_next++ % processes.Count];
        if (process is not { Tasks: { } tasks, Center: { } center })
        {
            world.After(Pause, Connect);
            return;
        }

        var connection = ++_connection;
        _connectedTo = process;
        tasks.Post(() => FollowAsync(center, connection));
    }

    /// <summary>A process has died: whoever was connected to it notices, and looks for another one.</summary>
    public void Notice(Process dead)
    {
        if (_connectedTo != dead) return;
        _connection++;
        _connectedTo = null;
        world.After(Pause, Connect);
    }

    public override string ToString() => name;

    private async Task FollowAsync(IContactCenter center, int connection)
    {
        try
        {
            await foreach (var happened in center.SubscribeAsync(agent, Last))
            {
                if (connection != _connection) return;
                Take(happened);
            }
        }
        catch (EventsGoneException) when (database.FirstKept > Last + 1)
        {
            // What was trimmed is gone for good; the rest is to come without a gap.
            if (connection == _connection) (Last, Board) = (database.FirstKept - 1, null);
        }
        catch (Exception ended) when (ended is CenterUnavailableException or SubscriberTooSlowException or EventsGoneException)
        {
            // It resumes where it was.
        }
        catch (Exception bug)
        {
            // Whatever it is, no subscriber may get it: it is what the run is to find.
            inspection.Break($"{name}, subscribed after event {Last}, got {bug}");
        }

        if (connection == _connection) world.After(Pause, Connect);
    }

    private void Take(CenterEvent happened)
    {
        inspection.Look(new Delivery(this, happened));
        sightings.See(happened);
        Last = happened.Sequence;
        Board?.Apply(happened);
    }
}
