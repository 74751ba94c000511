using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>What no event tells, from the documents of a commit.</summary>
internal sealed partial class ProjectedState
{
    private const string ReturnPrefix = "return:";

    private Dictionary<ContactId, ContactDocument> _documents = [];
    private Dictionary<ContactId, long> _lastPreferences = [];

    /// <summary>A commit's events are to be followed next.</summary>
    public void Begin(CommittedBatch commit)
    {
        Time.Begin(commit.Lease.Epoch);
        _documents = commit.Changes.Contacts.ToDictionary(contact => contact.Id);
        _lastPreferences = [];
        foreach (var happened in commit.Changes.Events)
            if (happened is ContactQueued or ContactTransferred && happened is ContactEvent { Contact: var contact })
                _lastPreferences[contact] = happened.Sequence;
    }

    /// <summary>
    /// Takes over what is left of contacts' cooldowns, which callbacks wait for their next attempt, and which places of callers
    /// are kept.
    /// </summary>
    public void ApplyContactDocuments(CommittedBatch commit)
    {
        Time.Settle();
        foreach (var document in commit.Changes.Contacts)
        {
            if (!Contacts.TryGetValue(document.Id, out var contact)) continue;
            contact.Cooldowns = [.. document.Cooldowns];
            if (contact.Callback is { } callback && document.Callback is { NotBefore: null })
                contact.Callback = callback with { NotBefore = null };
        }

        foreach (var (name, json) in commit.Changes.Named)
            if (json is null && name.StartsWith(ReturnPrefix, StringComparison.Ordinal))
                AbandonedPlaces.Remove(name[ReturnPrefix.Length..]);
    }

    /// <summary>
    /// Takes over which contacts are forgotten, and the agents' places: an engine that was loaded after the last one was removed
    /// gives its place out again, which changes no order.
    /// </summary>
    public void ApplyAgentDocuments(CommittedBatch commit)
    {
        foreach (var document in commit.Changes.Agents)
        {
            if (Agents.TryGetValue(document.Id, out var agent))
                (agent.IdleOrder, agent.ContactOrder) = (document.IdleOrder, document.ContactOrder);
            _lastOrder = Math.Max(_lastOrder, Math.Max(document.IdleOrder, document.ContactOrder));
        }

        // One that was posted again after it was forgotten may have closed again in the same batch.
        foreach (var forgotten in commit.Changes.ForgottenContacts)
            if (!_documents.ContainsKey(forgotten)) Closed.Remove(forgotten);
    }

    private ContactDocument? DocumentOf(ContactId contact, long sequence) =>
        _documents.TryGetValue(contact, out var document) && document.Sequence == sequence ? document : null;

    /// <summary>For whom a contact is kept from an event on. The document tells how long, if it tells of this event's.</summary>
    private AgentPreference? PreferenceOf(ContactEvent told, AgentId? agent)
    {
        if (agent is not { } id) return null;
        var isLast = _lastPreferences.GetValueOrDefault(told.Contact) == told.Sequence;
        var document = isLast ? _documents.GetValueOrDefault(told.Contact) : null;
        return new AgentPreference(id, document?.PreferredUntil);
    }
}
