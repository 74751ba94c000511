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

    // Callbacks that wait for their next attempt; no event says when that comes.
    private readonly SortedSet<(long Due, string Contact)> _notBefore = [];
    private Dictionary<SkillId, string> _descriptions = [];

    /// <param name="documents">The center as the store has it.</param>
    /// <param name="position">The number of an event that the documents contain; the events after it must be applied.</param>
    public SkillBoardProjection(CenterDocuments documents, long position)
    {
        Position = position;
        SetDescriptions(documents.GetSettings());
        foreach (var agent in documents.Agents)
            AddOrUpdate(agent.Id, [.. agent.Profile.Skills.Select(skill => skill.Skill)], agent.Presence);
        foreach (var contact in documents.Contacts)
        {
            var offers = contact.Offers.Where(offer => offer.State == OfferState.Pending).Select(offer => offer.Id);
            Put(new KnownContact(contact.Id, SkillsOf(contact.Requirements), contact.WaitingSince, [.. offers])
            {
                IsInLine = contact.State is ContactState.Queued or ContactState.Offered,
                NotBefore = contact.Callback?.NotBefore,
            });
        }
    }

    /// <summary>The sequence number of the last event that was applied.</summary>
    public long Position { get; private set; }

    /// <summary>A skill's board.</summary>
    public SkillBoard GetBoard(SkillId skill, Timestamp now)
    {
        while (_notBefore.Count > 0 && _notBefore.Min is var next && next.Due <= now.Milliseconds)
            Change(new ContactId(next.Contact), contact => contact.NotBefore = null);
        return _skills.GetValueOrDefault(skill, Empty).ToBoard(skill, now, Position) with
        {
            Description = _descriptions.GetValueOrDefault(skill),
        };
    }

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
            case SettingsChanged changed:
                Apply(changed);
                break;
            case ContactEvent happened:
                Apply(happened);
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

    private void SetDescriptions(CenterSettings settings) =>
        _descriptions = settings.Skills.ToDictionary(skill => skill.Id, skill => skill.Description);

    private void Apply(SettingsChanged changed)
    {
        if (changed.Settings is { } all) SetDescriptions(all);
        if (changed.Skill is { } described) _descriptions[described.Id] = described.Description;
        if (changed.RemovedSkill is { } gone) _descriptions.Remove(gone);
    }

    private void Apply(ContactEvent happened)
    {
        switch (happened)
        {
            case ContactQueued queued:
                Put(new KnownContact(queued.Contact, SkillsOf(queued.Requirements), queued.At, []) { IsInLine = true });
                break;
            case ContactTransferred { To: not null }:
                // It goes from agent to agent, and is in no line meanwhile.
                break;
            case ContactTransferred transferred:
                // A customer whom nobody has answered waits on.
                var known = transferred.Agent is null ? _contacts.GetValueOrDefault(transferred.Contact) : null;
                var since = known is { IsInLine: true } ? known.Since : transferred.At;
                Put(new KnownContact(transferred.Contact, SkillsOf(transferred.Requirements), since, [])
                {
                    IsInLine = true,
                });
                break;
            case ContactRequirementsChanged changed:
                Change(changed.Contact, contact => contact.Skills = SkillsOf(changed.Requirements));
                break;
            case PlanStepped stepped:
                Change(stepped.Contact, contact => contact.Skills = SkillsOf(stepped.Requirements));
                break;
            case ContactOffered offered:
                Change(offered.Contact, contact => contact.Offers.Add(offered.Offer));
                break;
            case OfferAccepted or OfferDeclined or OfferTimedOut or OfferRevoked:
                Change(happened.Contact, contact => contact.Offers.Remove(((OfferEvent)happened).Offer));
                break;
            case ContactConnected connected:
                RecordConnection(connected);
                break;
            case CallbackFailed failed:
                Change(failed.Contact, contact =>
                    (contact.IsInLine, contact.NotBefore, contact.Since) = (true, failed.NotBefore, failed.At));
                break;
            case ContactReleased { Do: AgentGoneAction.Requeue } or ContactUnparked:
                Change(happened.Contact, contact => (contact.IsInLine, contact.Since) = (true, happened.At));
                break;
            case ContactClosed closed:
                Remove(closed.Contact);
                break;
        }
    }

    private void RecordConnection(ContactConnected connected)
    {
        if (!_contacts.TryGetValue(connected.Contact, out var known)) return;
        Change(connected.Contact, contact => contact.IsInLine = false);
        if (connected.From is not null) return;
        foreach (var skill in known.Skills) GetOrAdd(skill).RecordConnection(connected.At);
    }

    private void Change(ContactId id, Action<KnownContact> change)
    {
        if (!_contacts.TryGetValue(id, out var contact)) return;
        Remove(id);
        change(contact);
        Put(contact);
    }

    private void Put(KnownContact contact)
    {
        Remove(contact.Id);
        _contacts.Add(contact.Id, contact);
        if (contact is { IsInLine: true, NotBefore: { } due }) _notBefore.Add((due.Milliseconds, contact.Id.Value));
        if (!contact.IsWaiting) return;
        foreach (var skill in contact.Skills) GetOrAdd(skill).AddWaiting(contact.Id, contact.Since);
    }

    private void Remove(ContactId id)
    {
        if (!_contacts.Remove(id, out var contact)) return;
        if (contact.NotBefore is { } due) _notBefore.Remove((due.Milliseconds, id.Value));
        if (!contact.IsWaiting) return;
        foreach (var skill in contact.Skills) GetOrAdd(skill).RemoveWaiting(id, contact.Since);
    }

    private sealed record KnownAgent(SkillId[] Skills, Presence Presence);

    /// <summary>A contact; while it is in a board it does not change.</summary>
    private sealed class KnownContact(ContactId id, SkillId[] skills, Timestamp since, HashSet<OfferId> offers)
    {
        public ContactId Id => id;

        public SkillId[] Skills { get; set; } = skills;

        public Timestamp Since { get; set; } = since;

        /// <summary>The offers that are pending. A contact may ring at several agents.</summary>
        public HashSet<OfferId> Offers => offers;

        /// <summary>Whether it is queued or offered.</summary>
        public bool IsInLine { get; set; }

        public Timestamp? NotBefore { get; set; }

        public bool IsWaiting => IsInLine && offers.Count == 0 && NotBefore is null;
    }
}
