using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Acd.Core.Json;

namespace Acd.Core.Tests;

/// <summary>
/// A store as plain as can be: it keeps what the engine's changes say, as JSON, and gives it back to load an engine of.
/// </summary>
public sealed class StoreFake(CenterSettings settings)
{
    public SortedDictionary<string, string> Contacts { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, string> Agents { get; } = new(StringComparer.Ordinal);

    /// <summary>The documents of the contacts that closed in the last batch.</summary>
    public SortedDictionary<string, string> JustClosed { get; } = new(StringComparer.Ordinal);

    public List<ClosedContact> Closed { get; } = [];

    /// <summary>Who is available with room for one more voice contact, and the idle order.</summary>
    public SortedDictionary<string, long> Available { get; } = new(StringComparer.Ordinal);

    /// <summary>The same for each skill; keys are the skill, a slash and the agent.</summary>
    public SortedDictionary<string, long> AvailableWith { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Named { get; } = new(StringComparer.Ordinal);

    public CenterSettings Settings { get; private set; } = settings;
    public long LastSequence { get; private set; }

    /// <summary>Writes a batch.</summary>
    /// <returns>The documents in it that are what the store has already, and agents and contacts that it takes away but has
    /// not.</returns>
    public IReadOnlyList<string> Write(Changes changes)
    {
        var needless = new List<string>();
        JustClosed.Clear();
        // What is gone goes first, so that an id that came back in the same batch stays.
        needless.AddRange(changes.RemovedAgents.Where(agent => !Agents.Remove(agent.Value)).Select(agent => $"no {agent}"));
        needless.AddRange(changes.ForgottenContacts.Where(contact => !Forget(contact)).Select(contact => $"no {contact}"));
        foreach (var contact in changes.Contacts.OrderBy(contact => contact.ClosedAt is null ? 0 : ClosingOf(contact, changes)))
            Write(contact, needless);
        foreach (var agent in changes.Agents)
        {
            // A missed offer that is counted, and then made good by a decline, may leave the document as it was.
            var json = JsonSerializer.Serialize(agent, CenterJson.Default.AgentDocument);
            var declined = changes.Events.OfType<OfferDeclined>().Any(offer => offer.Agent == agent.Id);
            Put(Agents, agent.Id.Value, json, declined ? [] : needless);
        }

        foreach (var change in changes.Availability)
            Write(change);
        // What is needless among the documents of boards is for the boards' own tests to say.
        foreach (var named in changes.Named)
            Write(named, named.Name.StartsWith("return:", StringComparison.Ordinal) ? needless : []);
        Settings = changes.Settings ?? Settings;
        if (changes.Events.Count > 0)
            LastSequence = changes.Events[^1].Sequence;
        return needless;
    }

    /// <summary>What the store has, in an order that says nothing.</summary>
    public CenterDocuments Read() => new()
    {
        Settings = Settings,
        Contacts = Parsed(Contacts, CenterJson.Default.ContactDocument),
        Agents = Parsed(Agents, CenterJson.Default.AgentDocument),
        Closed = [.. Closed],
        Named = [.. Named.Reverse().Select(named => new NamedDocument(named.Key, named.Value))],
        LastSequence = LastSequence,
    };

    private bool Forget(ContactId contact) =>
        Closed.RemoveAll(closed => closed.Id == contact) > 0 | Contacts.Remove(contact.Value);

    private static IReadOnlyList<T> Parsed<T>(SortedDictionary<string, string> documents, JsonTypeInfo<T> type) =>
        [.. documents.Values.Reverse().Select(json => JsonSerializer.Deserialize(json, type)!)];

    private static long ClosingOf(ContactDocument contact, Changes changes) =>
        changes.Events.OfType<ContactClosed>().Last(closed => closed.Contact == contact.Id).Sequence;

    private static void Put(SortedDictionary<string, string> documents, string id, string json, List<string> needless)
    {
        if (documents.TryGetValue(id, out var old) && old == json)
            needless.Add(json);
        documents[id] = json;
    }

    private void Write(ContactDocument contact, List<string> needless)
    {
        var json = JsonSerializer.Serialize(contact, CenterJson.Default.ContactDocument);
        if (contact.State == ContactState.Closed)
        {
            Contacts.Remove(contact.Id.Value);
            JustClosed[contact.Id.Value] = json;
            Closed.Add(new(contact.Id, contact.ClosedAt!.Value, contact.Reason!.Value));
        }
        else
        {
            Put(Contacts, contact.Id.Value, json, needless);
        }
    }

    private void Write(NamedDocument named, List<string> needless)
    {
        if (named.Json is { } json)
            Put(Named, named.Name, json, needless);
        else if (!Named.Remove(named.Name))
            needless.Add($"no {named.Name}");
    }

    private void Write(AvailabilityChange change)
    {
        if (change.IdleOrder is { } idleOrder)
            Available[change.Agent.Value] = idleOrder;
        else
            Available.Remove(change.Agent.Value);
        foreach (var skill in change.Left)
            AvailableWith.Remove($"{skill}/{change.Agent}");
        if (change.Entered.Count > 0 && change.IdleOrder is null)
            throw new InvalidOperationException($"{change} enters without a place.");
        foreach (var skill in change.Entered)
            AvailableWith[$"{skill}/{change.Agent}"] = change.IdleOrder!.Value;
    }
}
