using Acd.Core;

namespace Acd.Simulator;

/// <summary>
/// The product's engine in virtual time: what is said to it in milliseconds of a day, and what it connects. No clock, host or
/// store is between.
/// </summary>
public sealed class VirtualEngine
{
    private readonly Engine _engine;

    /// <summary>Opens an empty center at the day's beginning.</summary>
    /// <param name="settings">The center's settings.</param>
    public VirtualEngine(CenterSettings settings) =>
        _engine = Engine.CreateForSimulation(settings, new Timestamp(0));

    /// <summary>Called for each contact that is connected, with its agent and the millisecond.</summary>
    public Action<ContactId, AgentId, long> Connected { get; set; } = static (_, _, _) => { };

    /// <summary>
    /// Settings of one queue. Nobody asks a virtual day for what is closed, so that hardly anything closed is kept.
    /// </summary>
    public static CenterSettings SettingsFor(QueueSettings queue) => new()
    {
        Queues = [queue],
        ClosedContactTtl = TimeSpan.FromDays(7),
        ClosedContactsKept = 1_000,
    };

    /// <summary>Lets the engine do what is due by itself until a millisecond, each at its own time.</summary>
    public void RunUntil(long until)
    {
        while (_engine.NextDeadline is { } due && due.Milliseconds <= until)
        {
            _engine.Tick(due);
            PublishEvents();
        }
    }

    /// <summary>Carries a command out.</summary>
    /// <exception cref="InvalidOperationException">The engine refused it: the day makes no sense.</exception>
    public void Apply(long at, Command command)
    {
        if (_engine.TryApply(command, new Timestamp(at)) is { } refusal)
            throw new InvalidOperationException($"The engine refused {command}: {refusal.Code}.");
        PublishEvents();
    }

    private void PublishEvents()
    {
        foreach (var centerEvent in _engine.TakeEvents())
        {
            if (centerEvent is ContactConnected connected)
                Connected(connected.Contact, connected.Agent!.Value, connected.At.Milliseconds);
        }
    }
}
