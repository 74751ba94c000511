using Acd.Core;

namespace Acd.Simulator;

/// <summary>The product's engine on a replayed day: what is said to it in seconds of the day, and what it connects.</summary>
public sealed class VirtualCenter
{
    private const int PriorityClass = 2;

    private readonly Engine _engine;
    private readonly Timestamp _midnight;

    /// <summary>Opens an empty center at midnight.</summary>
    public VirtualCenter(DateOnly day, ReplayOptions options)
    {
        _midnight = Timestamp.From(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero));
        _engine = Engine.Load(CenterDocuments.Empty, _midnight);
        Do(0, new PutQueue(new QueueSettings(QueueId.Default)
        {
            WrapUp = TimeSpan.FromSeconds(options.WrapUp),
            HeadStartPerPriority = TimeSpan.FromSeconds(options.HeadStart),
        }));
    }

    /// <summary>Called for each call that is connected: the call's number, and the second of the day.</summary>
    public Action<int, double> Connected { get; set; } = static (_, _) => { };

    /// <summary>Lets the engine do what is due by itself until a second of the day, each at its own time.</summary>
    public void RunUntil(int second)
    {
        var until = At(second);
        while (_engine.NextDeadline is { } due && due <= until)
        {
            _engine.Tick(due);
            Reveal();
        }
    }

    /// <summary>An agent logs in with the skills of its shift.</summary>
    public void Login(int second, Shift shift)
    {
        var skills = shift.Types.Select(type => new AgentSkill(new SkillId(type))).ToArray();
        var agent = new AgentId(shift.Agent);
        Do(second, new PutAgent(agent, new AgentProfile { Skills = skills, AutoAccept = true }));
        Do(second, new SetPresence(agent, Presence.Available));
    }

    /// <summary>An agent takes no more calls, and is gone after the one it has.</summary>
    public void Logout(int second, Shift shift) => Do(second, new SetPresence(new AgentId(shift.Agent), Presence.Draining));

    /// <summary>An agent takes no more calls for a while.</summary>
    public void Leave(int second, Shift shift) =>
        Do(second, new SetPresence(new AgentId(shift.Agent), Presence.NotReady, "away"));

    /// <summary>An agent is back.</summary>
    public void Return(int second, Shift shift) => Do(second, new SetPresence(new AgentId(shift.Agent), Presence.Available));

    /// <summary>A call comes in.</summary>
    public void Enqueue(int second, int number, Call call) => Do(second, new EnqueueContact(IdOf(number))
    {
        Requirements = [new Requirement(new SkillId(call.Type))],
        Priority = call.Priority == PriorityClass ? 1 : 0,
    });

    /// <summary>A caller hangs up.</summary>
    public void HangUp(int second, int number) => Do(second, new AbandonContact(IdOf(number)));

    /// <summary>A talk is over.</summary>
    public void Complete(int second, int number) => Do(second, new CompleteContact(IdOf(number)));

    private static ContactId IdOf(int number) => new($"c{number}");

    private Timestamp At(int second) => _midnight + TimeSpan.FromSeconds(second);

    private void Do(int second, Command command)
    {
        if (_engine.Apply(command, At(second)) is Refusal refusal)
            throw new InvalidOperationException($"The engine refused {command}: {refusal.Code}.");
        Reveal();
    }

    private void Reveal()
    {
        foreach (var happened in _engine.TakeChanges().Events)
        {
            if (happened is ContactConnected connected)
                Connected(int.Parse(connected.Contact.Value.AsSpan(1)), (connected.At - _midnight).TotalSeconds);
        }
    }
}
