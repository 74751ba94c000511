namespace Acd.Core.Tests;

/// <summary>What can play a transcript: the engine, or the reference model beside it.</summary>
public interface IScenarioTarget
{
    Reply Apply(Command command, Timestamp now);

    void Tick(Timestamp now);

    /// <summary>Answers <see cref="GetAgent"/> and <see cref="GetContact"/>.</summary>
    Reply Ask(Query query);

    /// <summary>What has happened since this was last called.</summary>
    IReadOnlyList<CenterEvent> TakeEvents();
}

/// <summary>The engine as a player of transcripts.</summary>
public sealed class EngineTarget(Timestamp start, IReferenceMatching? matching = null) : IScenarioTarget
{
    private readonly Engine _engine = Engine.Load(CenterDocuments.Empty, start, matching: matching);

    public Reply Apply(Command command, Timestamp now) => _engine.Apply(command, now);

    public void Tick(Timestamp now) => _engine.Tick(now);

    public Reply Ask(Query query) => _engine.Ask(query);

    public IReadOnlyList<CenterEvent> TakeEvents() => _engine.TakeChanges().Events;
}

/// <summary>The reference model as a player of transcripts.</summary>
public sealed class ModelTarget(Timestamp start) : IScenarioTarget
{
    private readonly ReferenceModel _model = new(new CenterSettings(), start);
    private int _taken;

    public Reply Apply(Command command, Timestamp now) => _model.Apply(command, now);

    public void Tick(Timestamp now) => _model.Tick(now);

    public Reply Ask(Query query) => _model.Ask(query);

    public IReadOnlyList<CenterEvent> TakeEvents()
    {
        var events = _model.Events.Skip(_taken).ToList();
        _taken = _model.Events.Count;
        return events;
    }
}
