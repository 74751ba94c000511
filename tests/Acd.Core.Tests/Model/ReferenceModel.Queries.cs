namespace Acd.Core.Tests;

public sealed partial class ReferenceModel
{
    /// <summary>Answers the queries that show decisions, as the engine does.</summary>
    public Reply Ask(Query query) => query switch
    {
        GetAgent get when _agents.Find(agent => agent.Id == get.Agent) is { } agent => ReplyOf(agent),
        GetAgent get => Refusals.AgentUnknown(get.Agent),
        GetContact get => Get(get.Contact),
        ExplainContact explain => Explain(explain.Contact),
        GetSkill get => new SkillsReply([View(get.Skill)]),
        ListAgents list => List(list),
        ListPickable list => Pickable(list),
        GetCenter => Center(),
        GetSnapshot { Agent: null } => new SnapshotReply(
            _sequence, _settings, [.. _agents.OrderBy(agent => agent.Sequence).Select(agent => ReplyOf(agent))],
            [.. _contacts.OrderBy(contact => contact.Sequence).Select(contact => contact.Document())]),
        GetGeneralSettings => new GeneralSettingsReply(_settings.Options),
        GetQueue get when _settings.Queues.FirstOrDefault(queue => queue.Id == get.Queue) is { } queue => new QueueReply(queue),
        GetQueue get => Refusals.QueueUnknown(get.Queue),
        GetGate get when _settings.Gates.FirstOrDefault(gate => gate.Id == get.Gate) is { } gate => new GateReply(gate),
        GetGate get => Refusals.GateUnknown(get.Gate),
        _ => throw new NotSupportedException($"The model knows no {query.GetType().Name}."),
    };

    private Reply Get(ContactId id)
    {
        if (_closed.Find(closed => closed.Contact.Id == id) is { } closed)
            return new ClosedContactReply(closed.Contact);
        if (_contacts.Find(contact => contact.Id == id) is not { } contact)
            return Refusals.ContactUnknown(id);
        return WithPlace(contact);
    }

    /// <summary>A contact with its position among the queued and ringing ones of its queue, channel and requirements.</summary>
    private ContactReply WithPlace(ModelContact contact, bool created = false)
    {
        var waits = contact is { State: ContactState.Queued, IsAway: false };
        var competing = ByRank(_contacts.Where(other =>
            other.State is ContactState.Queued or ContactState.Offered && !other.IsAway
            && (other.Queue, other.Channel) == (contact.Queue, contact.Channel)
            && other.Requirements.ToHashSet().SetEquals(contact.Requirements))).ToList();
        return new ContactReply(contact.Document(), created)
        {
            Position = waits ? competing.IndexOf(contact) + 1 : null,
            Unservable = waits && IsUnservable(contact),
        };
    }

    private AgentsReply List(ListAgents list)
    {
        var rest = _agents.Where(agent => agent.Sequence > list.After).OrderBy(agent => agent.Sequence).ToList();
        var page = rest.Take(list.Limit).ToList();
        return new([.. page.Select(agent => ReplyOf(agent))], rest.Count > page.Count ? page[^1].Sequence : null);
    }

    private SkillView View(SkillId skill)
    {
        var having = _agents.Where(agent => agent.Profile.Skills.Any(own => own.Skill == skill)).ToList();
        return new(
            skill,
            _settings.Skills.FirstOrDefault(known => known.Id == skill)?.Description,
            having.Count,
            having.Count(agent => agent.Presence != Presence.Offline),
            having.Count(agent => agent.Presence == Presence.Available),
            InLine(_contacts).Count(contact =>
                !contact.IsAway && contact.Requirements.Any(requirement => requirement.Skill == skill)));
    }
}
