using Acd.Core;

namespace Acd.Grains;

/// <summary>
/// The boards of all skills, made of the documents first and of events from then on. The first events may be older than the
/// documents. That does no harm, as the last event about an agent or a contact decides.
/// </summary>
internal sealed class SkillBoardProjection
{
    private readonly Dictionary<SkillId, SkillCounters> _skills = [];
    private readonly Dictionary<AgentId, KnownAgent> _agents = [];
    private readonly Dictionary<ContactId, KnownContact> _contacts = [];

    /// <param name="documents">The center as the store has it.</param>
    /// <param name="position">The number of an event that the documents contain; the events after it must be applied.</param>
    public SkillBoardProjection(CenterDocuments documents, long position)
    {
        Position = position;
        foreach (var agent in documents.Agents)
            AddOrUpdate(agent.Id, [.. agent.Profile.Skills.Select(skill => skill.Skill)], agent.Presence);
        foreach (var contact in documents.Contacts)
            AddOrUpdate(contact.Id, SkillsOf(contact.Requirements), contact.WaitingSince, contact.State == ContactState.Queued);
    }

    /// <summary>The sequence number of the last event that was applied.</summary>
    public long Position { get; private set; }

    /// <summary>A skill's board.</summary>
    public SkillBoard GetBoard(SkillId skill, Timestamp now) =>
        _skills.GetValueOrDefault(skill, Empty).ToBoard(skill, now, Position);

    /// <summary>Applies the next event.</summary>
    public void Apply(CenterEvent next)
    {
        Position = next.Sequence;
        switch (next)
        {
            case AgentChanged { Agent: { } agent, Profile: { } profile }:
                var presence = _agents.GetValueOrDefault(agent)?.Presence ?? Presence.Offline;
                AddOrUpdate(agent, [.. profile.Skills.Select(skill => skill.Skill)], presence);
                break;
            case AgentChanged { Agent: { } agent }:
                Remove(agent);
                break;
            case AgentPresenceChanged { Agent: { } agent } changed:
                if (_agents.TryGetValue(agent, out var known)) AddOrUpdate(agent, known.Skills, changed.Presence);
                break;
            case ContactQueued queued:
                AddOrUpdate(queued.Contact, SkillsOf(queued.Requirements), queued.At, isWaiting: true);
                break;
            case ContactTransferred transferred:
                AddOrUpdate(transferred.Contact, SkillsOf(transferred.Requirements), transferred.At, isWaiting: true);
                break;
            case ContactOffered offered:
                SetWaiting(offered.Contact, isWaiting: false);
                break;
            case OfferDeclined or OfferTimedOut or OfferRevoked:
                SetWaiting(((OfferEvent)next).Contact, isWaiting: true);
                break;
            case ContactReleased { Do: AgentGoneAction.Requeue } or CallbackFailed { NotBefore: not null }:
                BackInLine((ContactEvent)next);
                break;
            case ContactConnected connected:
                RecordConnection(connected);
                break;
            case ContactClosed closed:
                Remove(closed.Contact);
                break;
        }
    }

    private static readonly SkillCounters Empty = new();

    private static SkillId[] SkillsOf(IReadOnlyList<Requirement> requirements) =>
        [.. requirements.Select(requirement => requirement.Skill)];

    private SkillCounters GetOrAdd(SkillId skill)
    {
        if (!_skills.TryGetValue(skill, out var counters)) _skills.Add(skill, counters = new SkillCounters());
        return counters;
    }

    private void AddOrUpdate(AgentId agent, SkillId[] skills, Presence presence)
    {
        Remove(agent);
        _agents.Add(agent, new KnownAgent(skills, presence));
        foreach (var skill in skills) GetOrAdd(skill).CountAgent(presence, 1);
    }

    private void Remove(AgentId agent)
    {
        if (!_agents.Remove(agent, out var known)) return;
        foreach (var skill in known.Skills) GetOrAdd(skill).CountAgent(known.Presence, -1);
    }

    private void AddOrUpdate(ContactId contact, SkillId[] skills, Timestamp since, bool isWaiting)
    {
        Remove(contact);
        _contacts.Add(contact, new KnownContact(skills, since, isWaiting));
        if (!isWaiting) return;
        foreach (var skill in skills) GetOrAdd(skill).AddWaiting(contact, since);
    }

    private void SetWaiting(ContactId contact, bool isWaiting)
    {
        if (_contacts.TryGetValue(contact, out var known)) AddOrUpdate(contact, known.Skills, known.Since, isWaiting);
    }

    private void BackInLine(ContactEvent next)
    {
        if (_contacts.TryGetValue(next.Contact, out var known))
            AddOrUpdate(next.Contact, known.Skills, next.At, isWaiting: true);
    }

    private void RecordConnection(ContactConnected connected)
    {
        if (!_contacts.TryGetValue(connected.Contact, out var known)) return;
        SetWaiting(connected.Contact, isWaiting: false);
        foreach (var skill in known.Skills) GetOrAdd(skill).RecordConnection(connected.At);
    }

    private void Remove(ContactId contact)
    {
        if (!_contacts.Remove(contact, out var known) || !known.IsWaiting) return;
        foreach (var skill in known.Skills) GetOrAdd(skill).RemoveWaiting(contact, known.Since);
    }

    private sealed record KnownAgent(SkillId[] Skills, Presence Presence);

    private sealed record KnownContact(SkillId[] Skills, Timestamp Since, bool IsWaiting);
}
