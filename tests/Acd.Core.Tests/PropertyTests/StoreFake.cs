using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Acd.Core.Json;

namespace Acd.Core.Tests;

/// <summary>A store in memory. It stores the engine's changes as JSON and returns them for a load.</summary>
public sealed class StoreFake(CenterSettings settings)
{
    public SortedDictionary<string, string> Contacts { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, string> Agents { get; } = new(StringComparer.Ordinal);

    /// <summary>The documents of the contacts that closed in the last batch.</summary>
    public SortedDictionary<string, string> JustClosed { get; } = new(StringComparer.Ordinal);

    public List<ClosedContact> Closed { get; } = [];

    /// <summary>The agents with capacity for one more voice contact, and their idle order.</summary>
    public SortedDictionary<string, long> Available { get; } = new(StringComparer.Ordinal);

    /// <summary>The same for each skill, by skill, slash and agent.</summary>
    public SortedDictionary<string, long> AvailableWith { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Named { get; } = new(StringComparer.Ordinal);

    public CenterSettings Settings { get; private set; } = settings;
    public long LastSequence { get; private set; }

    /// <summary>Writes a batch.</summary>
    /// <returns>The documents that the store has already, and deletions of agents and contacts that it does not have.</returns>
    public IReadOnlyList<string> Write(Changes changes)
    {
        var needless = new List<string>();
        JustClosed.Clear();
        // Deletions are first, so that an id that is used again in the batch stays.
        needless.AddRange(changes.RemovedAgents.Where(agent => !Agents.Remove(agent.Value)).Select(agent => $"no {agent}"));
        needless.AddRange(changes.ForgottenContacts.Where(contact => !Forget(contact)).Select(contact => $"no {contact}"));
        // Somebody who leaves and comes back in one batch may leave the documents of those who wait as they were.
        var restless = changes.Events.Count(one => one is AgentPresenceChanged or AgentChanged or SettingsChanged) > 1;
        foreach (var contact in changes.Contacts.OrderBy(contact => contact.ClosedAt is null ? 0 : ClosingOf(contact, changes)))
            Write(contact, restless ? [] : needless);
        foreach (var agent in changes.Agents)
        {
            // A missed offer and a decline in one batch may leave the document as it was.
            var json = JsonSerializer.Serialize(agent, CenterJson.Default.AgentDocument);
            var declined = changes.Events.OfType<OfferDeclined>().Any(offer => offer.Agent == agent.Id);
            Put(Agents, agent.Id.Value, json, declined ? [] : needless);
        }

        foreach (var change in changes.Availability)
            Write(change);
        // Unneeded statistics documents are tested elsewhere.
        foreach (var named in changes.Named)
            Write(named, named.Name.StartsWith("return:", StringComparison.Ordinal) ? needless : []);
        Settings = changes.Settings ?? Settings;
        if (changes.Events.Count > 0)
            LastSequence = changes.Events[^1].Sequence;
        return needless;
    }

    /// <summary>The store's content, in no meaningful order.</summary>
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
