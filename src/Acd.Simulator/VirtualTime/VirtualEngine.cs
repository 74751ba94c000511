using Acd.Core;

namespace Acd.Simulator;

/// <summary>
/// The engine in virtual time, without clock, host or store. Times are milliseconds of a day.
/// </summary>
public sealed class VirtualEngine
{
    private readonly Engine _engine;

    /// <summary>Opens an empty center at the beginning of a day.</summary>
    /// <param name="settings">The center's settings.</param>
    public VirtualEngine(CenterSettings settings) =>
        _engine = Engine.CreateForSimulation(settings, new Timestamp(0));

    /// <summary>Called for each connected contact, with its agent and the millisecond.</summary>
    public Action<ContactId, AgentId, long> Connected { get; set; } = static (_, _, _) => { };

    /// <summary>
    /// The settings of a center with one queue. It keeps few closed contacts, because a virtual day does not query them.
    /// </summary>
    public static CenterSettings SettingsFor(QueueSettings queue) => new()
    {
        Queues = [queue],
        ClosedContactTtl = TimeSpan.FromDays(7),
        ClosedContactsKept = 1_000,
    };

    /// <summary>Handles all deadlines up to a millisecond, each at its own time.</summary>
    public void RunUntil(long until)
    {
        while (_engine.NextDeadline is { } due && due.Milliseconds <= until)
        {
            _engine.Tick(due);
            PublishEvents();
        }
    }

    /// <summary>Applies a command.</summary>
    /// <exception cref="InvalidOperationException">The engine refused the command.</exception>
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
