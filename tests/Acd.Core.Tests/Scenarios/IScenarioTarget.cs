namespace Acd.Core.Tests;

/// <summary>A system that plays transcripts: the engine or the reference model.</summary>
public interface IScenarioTarget
{
    Reply Apply(Command command, Timestamp now);

    void Tick(Timestamp now);

    void Return(Timestamp awayFrom, Timestamp now);

    /// <summary>Answers <see cref="GetAgent"/> and <see cref="GetContact"/>.</summary>
    Reply Ask(Query query);

    /// <summary>The events since the last call.</summary>
    IReadOnlyList<CenterEvent> TakeEvents();
}

/// <summary>Plays transcripts on the engine.</summary>
public sealed class EngineTarget(Timestamp start, IReferenceMatching? matching = null) : IScenarioTarget
{
    private readonly Engine _engine = Engine.Load(CenterDocuments.Empty, start, matching: matching);

    /// <summary>The documents of closed contacts, which a store has and the engine has not.</summary>
    private readonly Dictionary<ContactId, ContactDocument> _closed = [];


    public Reply Apply(Command command, Timestamp now) => _engine.Apply(
        command is ReopenContact reopen
            ? reopen with { Document = _closed.GetValueOrDefault(reopen.Contact) }
            : command,
        now);

    public void Tick(Timestamp now) => _engine.Tick(now);

    public void Return(Timestamp awayFrom, Timestamp now) => _engine.Return(awayFrom, now);

    public Reply Ask(Query query) => _engine.Ask(query);

    public IReadOnlyList<CenterEvent> TakeEvents()
    {
        var changes = _engine.TakeChanges();
        foreach (var contact in changes.Contacts.Where(contact => contact.State == ContactState.Closed))
            _closed[contact.Id] = contact;
        return changes.Events;
    }
}

/// <summary>Plays transcripts on the reference model.</summary>
public sealed class ModelTarget(Timestamp start) : IScenarioTarget
{
    private readonly ReferenceModel _model = new(new CenterSettings(), start);
    private int _taken;

    public Reply Apply(Command command, Timestamp now) => _model.Apply(command, now);

    public void Tick(Timestamp now) => _model.Tick(now);

    public void Return(Timestamp awayFrom, Timestamp now) => _model.Return(awayFrom, now);

    public Reply Ask(Query query) => _model.Ask(query);

    public IReadOnlyList<CenterEvent> TakeEvents()
    {
        var events = _model.Events.Skip(_taken).ToList();
        _taken = _model.Events.Count;
        return events;
    }
}
