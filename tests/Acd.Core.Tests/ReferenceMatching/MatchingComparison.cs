using System.Text;
using System.Text.Json;
using Acd.Core.Json;

namespace Acd.Core.Tests;

/// <summary>
/// Compares an engine that matches by its index with one that matches by working sets. Both get the same requests, and
/// everything visible must be equal, byte for byte.
/// </summary>
public sealed class MatchingComparison
{
    private readonly StoreFake _store;
    private readonly Func<IReferenceMatching> _open;
    private Engine _index;
    private Engine _sets;

    /// <param name="settings">The initial settings of both.</param>
    /// <param name="start">The start time.</param>
    /// <param name="open">Opens empty working sets.</param>
    public MatchingComparison(CenterSettings settings, Timestamp start, Func<IReferenceMatching> open)
    {
        _store = new StoreFake(settings);
        _open = open;
        var documents = new CenterDocuments { Settings = settings };
        _index = Engine.Load(documents, start);
        _sets = Engine.Load(documents, start, matching: open());
    }

    /// <summary>The number of offers.</summary>
    public int Offers { get; private set; }

    /// <summary>Sends a request to both and compares the results.</summary>
    public Difference? Ask(Request request, Timestamp now)
    {
        if (request is ReloadEngine)
        {
            _index = Engine.Load(_store.Read(), now);
            _sets = Engine.Load(_store.Read(), now, matching: _open());
            return ComparableText.Compare("changes of loading", TextOf(_sets.TakeChanges()), TextOf(_index.TakeChanges()));
        }

        var replies = new[] { _sets, _index }.Select(engine => ComparableText.Of(Ask(engine, request, now))).ToList();
        var (by, expected) = (_sets.TakeChanges(), _index.TakeChanges());
        _store.Write(expected);
        Offers += expected.Events.OfType<ContactOffered>().Count();
        return ComparableText.Compare("reply", replies[0], replies[1])
            ?? ComparableText.Compare("changes", TextOf(by), TextOf(expected))
            ?? ComparableText.Compare("next deadline", $"{_sets.NextDeadline}", $"{_index.NextDeadline}");
    }

    private static Reply Ask(Engine engine, Request request, Timestamp now)
    {
        switch (request)
        {
            case AdvanceTime or CenterWasAway:
                engine.Play(request, now);
                return engine.Ask(new GetCenter());
            case Query query:
                engine.Tick(now);
                return engine.Ask(query);
            default:
                return engine.Apply((Command)request, now);
        }
    }

    /// <summary>A batch of changes as text.</summary>
    private static string TextOf(Changes changes)
    {
        var text = new StringBuilder();
        Add(changes.Events.Select(centerEvent => JsonSerializer.Serialize(centerEvent, CenterJson.Default.CenterEvent)));
        Add(changes.Contacts.Select(contact => JsonSerializer.Serialize(contact, CenterJson.Default.ContactDocument)));
        Add(changes.Agents.Select(agent => JsonSerializer.Serialize(agent, CenterJson.Default.AgentDocument)));
        Add(changes.Named.Select(document => $"{document.Name}: {document.Json}"));
        Add(changes.RemovedAgents.Select(agent => $"removed {agent}"));
        Add(changes.ForgottenContacts.Select(contact => $"forgotten {contact}"));
        Add(changes.Availability.Select(one =>
            $"{one.Agent} left {string.Join(' ', one.Left)} entered {string.Join(' ', one.Entered)} {one.IdleOrder}"));
        if (changes.Settings is { } settings) Add([JsonSerializer.Serialize(settings, CenterJson.Default.CenterSettings)]);
        return text.ToString();

        void Add(IEnumerable<string> lines) => text.AppendJoin('\n', lines).Append('\n');
    }
}
