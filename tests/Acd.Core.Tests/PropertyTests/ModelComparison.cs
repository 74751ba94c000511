using System.Security.Cryptography;
using System.Text;

namespace Acd.Core.Tests;

/// <summary>A difference between engine and model.</summary>
public sealed record Difference(string About, string Engine, string Model);

/// <summary>Runs engine and reference model side by side on the same requests.</summary>
public sealed class ModelComparison
{
    private const int AllEvery = 10;

    private readonly StoreFake _store;
    private Engine _engine;
    private readonly Dictionary<ModelContact, (object Version, string Json)> _written = [];
    private int _compared;
    private int _compares;
    private bool _pending;

    public ModelComparison(CenterSettings settings, Timestamp start)
    {
        Model = new ReferenceModel(settings, start);
        _store = new StoreFake(settings);
        _engine = Engine.Load(new CenterDocuments { Settings = settings }, start);
    }

    public ReferenceModel Model { get; }

    /// <summary>Sends a request to both and compares everything visible.</summary>
    /// <param name="request">The request.</param>
    /// <param name="now">The time.</param>
    /// <param name="inBatch">Whether the engine's changes are taken together with the next request's.</param>
    public Difference? Ask(Request request, Timestamp now, bool inBatch = false)
    {
        if (request is ReloadEngine)
            return Reload();
        Reply engines, models;
        if (request is CenterWasAway { For: var away })
        {
            Model.Return(now + -away, now);
            _engine.Return(now + -away, now);
            (models, engines) = (Model.Center(), _engine.Ask(new GetCenter()));
        }
        else if (request is Command command and not AdvanceTime)
        {
            if (command is ReopenContact reopen)
            {
                // What is due may close the contact first.
                Model.Tick(now);
                _engine.Tick(now);
                command = reopen with { Document = Model.LastDocuments.GetValueOrDefault(reopen.Contact) };
            }
            models = Model.Apply(command, now);
            engines = _engine.Apply(command, now);
        }
        else
        {
            Model.Tick(now);
            _engine.Tick(now);
            (models, engines) = request is Query query
                ? (Model.Ask(query), _engine.Ask(query))
                : (Model.Center(), _engine.Ask(new GetCenter()));
        }

        var difference = ComparableText.Compare("reply", ComparableText.Of(engines), ComparableText.Of(models))
            ?? ComparableText.Compare("next deadline", _engine.NextDeadline, Model.NextDeadline, due => $"{due}")
            ?? Invariants.Broken(Model, Model.Events.Skip(_compared));
        if (difference is not null)
            return difference;
        var strict = !_pending && !inBatch;
        _pending = inBatch;
        return inBatch ? null : CompareChanges(strict);
    }

    private Difference? CompareChanges(bool strict)
    {
        var changes = _engine.TakeChanges();
        var events = Model.Events.Skip(_compared).ToList();
        _compared = Model.Events.Count;
        for (var i = 0; i < Math.Max(events.Count, changes.Events.Count); i++)
        {
            var (engines, models) = (changes.Events.ElementAtOrDefault(i), events.ElementAtOrDefault(i));
            var difference = ComparableText.Compare("event", engines, models, e => e is null ? "nothing" : ComparableText.Of(e));
            if (difference is not null)
                return difference;
        }

        var needless = _store.Write(changes);
        if (strict && needless.Count > 0)
            return new("changes", $"needless: {needless[0]}", "only what differs");
        return CompareStored() ?? CompareExplanations(events);
    }

    private Difference? CompareStored()
    {
        _compares++;
        var available = AvailableAgents();
        return ComparableText.Compare(
                "contact document", _store.Contacts, Model.Contacts.ToDictionary(own => own.Id.Value, Written))
            ?? ComparableText.Compare(
                "agent document", _store.Agents, Model.Agents.ToDictionary(agent => agent.Id.Value, ComparableText.Of))
            ?? ComparableText.Compare(
                "closed contact", _store.JustClosed, _store.JustClosed.Keys.ToDictionary(id => id, ClosedInModel))
            ?? CompareRemembered()
            ?? CompareReturns()
            ?? ComparableText.Compare(
                "keys", string.Join(", ", KeysIn("request:")), string.Join(", ", Model.Requests.Order(StringComparer.Ordinal)))
            ?? ComparableText.Compare("answers", string.Join(", ", KeysIn("answer:")), string.Join(", ", KeysIn("request:")))
            ?? ComparableText.Compare(
                "settings", ComparableText.Of(SettingsDocuments.Read(_store.Read())), ComparableText.Of(Model.Settings))
            ?? ComparableText.Compare(
                "the engine's settings", ComparableText.Of(_engine.Settings), ComparableText.Of(Model.Settings))
            ?? ComparableText.Compare("last sequence number", _engine.LastSequence, Model.LastSequence, last => $"{last}")
            ?? ComparableText.Compare(
                "available", _store.Available, available.ToDictionary(own => own.Id.Value, own => own.IdleOrder))
            ?? ComparableText.Compare("available with a skill", _store.AvailableWith, available
                .SelectMany(agent => agent.Profile.Skills.Select(skill => (Key: $"{skill.Skill}/{agent.Id}", agent.IdleOrder)))
                .ToDictionary(pair => pair.Key, pair => pair.IdleOrder));
    }

    /// <summary>Compares explanations: of changed contacts always, of all contacts sometimes.</summary>
    private Difference? CompareExplanations(IEnumerable<CenterEvent> events)
    {
        var touched = events.OfType<ContactEvent>().Select(centerEvent => centerEvent.Contact).ToHashSet();
        return Model.Contacts.Where(contact => _compares % AllEvery == 0 || touched.Contains(contact.Id))
            .Select(contact => Compare(new ExplainContact(contact.Id))).FirstOrDefault(difference => difference is not null)
            ?? Model.Agents.Where((_, at) => _compares % AllEvery == 0 && at == _compares / AllEvery % Model.Agents.Count)
                .Select(agent => Compare(new ListPickable(agent.Id))).FirstOrDefault(difference => difference is not null);
    }

    private string ClosedInModel(string id) =>
        Model.LastDocuments.TryGetValue(new(id), out var document) ? ComparableText.Of(document) : "open";

    private Difference? CompareRemembered()
    {
        var models = Model.Closed.Select(closed => closed.Contact);
        return _store.Closed.SequenceEqual(models)
            ? null
            : new("remembered contacts", string.Join(", ", _store.Closed), string.Join(", ", models));
    }

    private IEnumerable<string> KeysIn(string prefix) =>
        _store.Named.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..]);

    private Difference? CompareReturns()
    {
        var engines = _store.Named.Keys.Where(name => name.StartsWith("return:", StringComparison.Ordinal));
        var models = Model.Returns.Select(place => NameOf(place.Queue, place.CallerId)).Order(StringComparer.Ordinal);
        return ComparableText.Compare("callers who may come back", string.Join(", ", engines), string.Join(", ", models));

        static string NameOf(QueueId queue, string caller) =>
            $"return:{queue}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(caller)))[..32]}";
    }

    /// <summary>
    /// A contact's document as text, cached. In the model a contact changes only with its events, its cooldowns, the room that
    /// is kept for it, the end of a callback's delay, its release or pause, or who is there. Every few requests all documents
    /// are written anew.
    /// </summary>
    private string Written(ModelContact contact)
    {
        var cooldowns = contact.Cooldowns.Sum(own => own.Until.Milliseconds + (own.FirmUntil is null ? 0 : 1));
        var version = (contact.Events, contact.Cooldowns.Count, cooldowns, contact.IsAway, contact.ToldUnservable,
            contact.UnstaffedSince, contact.LeftEmpty, contact.RoomAt, contact.RoomKeptSince, contact.Release,
            contact.PausedUntil, contact.ConnectedAt, contact.Handover?.Id, contact.Handover?.Due);
        if (_compares % AllEvery == 0 || !_written.TryGetValue(contact, out var written) || !written.Version.Equals(version))
            _written[contact] = written = (version, ComparableText.Of(contact));
        return written.Json;
    }

    private List<ModelAgent> AvailableAgents() =>
        [.. Model.Agents.Where(agent => agent.Presence == Presence.Available && Model.HasRoom(agent, ChannelId.Voice))];

    private Difference? Reload()
    {
        if (_pending && CompareChanges(strict: false) is { } difference)
            return difference;
        _pending = false;
        _engine = Engine.Load(_store.Read(), Model.Now);
        Model.Reload();
        var changes = _engine.TakeChanges();
        return ComparableText.Compare("changes of loading", changes.IsEmpty ? "none" : "some", "none")
            ?? ComparableText.Compare("next deadline after loading", $"{_engine.NextDeadline}", $"{Model.NextDeadline}")
            ?? ComparableText.Compare(
                "center after loading", ComparableText.Of(_engine.Ask(new GetCenter())), ComparableText.Of(Model.Center()))
            ?? CompareQueries();
    }

    private Difference? CompareQueries()
    {
        var queries = Model.Contacts.Select(contact => (Query)new GetContact(contact.Id))
            .Concat(Model.Agents.Select(agent => new GetAgent(agent.Id)))
            .Concat(Model.Agents.SelectMany(agent => agent.Profile.Skills).Select(skill => new GetSkill(skill.Skill)))
            .Append(new ListAgents(0, 2)).Append(new GetSnapshot());
        return queries.Select(Compare).FirstOrDefault(difference => difference is not null);
    }

    private Difference? Compare(Query query) =>
        ComparableText.Compare($"{query}", ComparableText.Of(_engine.Ask(query)), ComparableText.Of(Model.Ask(query)));
}
