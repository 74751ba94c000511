namespace Acd.Core;

/// <summary>Answers queries.</summary>
internal sealed class Inquiries(Center center)
{
    private readonly Explainer _explainer = new(center);
    private readonly BoardInquiries _boards = new(center);

    public Reply Answer(Query query, Timestamp now) => query switch
    {
        StatsQuery stats => _boards.Answer(stats, now),
        GetContact contact => AboutContact(
            contact.Contact, contact => Views.Of(contact, center, _boards.EstimateOf(contact.Id))),
        ListContacts list => Refuse(list) ?? new ContactsReply([], list.After),
        ExplainContact contact => AboutContact(contact.Contact, _explainer.Explain),
        GetAgent { Agent: var id } => center.Agents.TryGetValue(id, out var agent) ? Views.Of(agent) : Refusals.AgentUnknown(id),
        ListAgents list => list.Limit is >= 1 and <= Limits.PageSize
            ? Views.Page(center, list)
            : Refusals.OutOfRange("limit", $"1 to {Limits.PageSize}"),
        GetQueue { Queue: var id } =>
            center.FindQueue(id) is { } queue ? new QueueReply(queue.Settings) : Refusals.QueueUnknown(id),
        GetGate { Gate: var id } => center.FindGate(id) is { } gate ? new GateReply(gate) : Refusals.GateUnknown(id),
        GetSkill skill => Views.SkillsOf(center, skill.Skill),
        ListSkills => Views.SkillsOf(center),
        GetCenter => Views.Of(center),
        _ => throw new InvalidOperationException($"{query.GetType().Name} is no query that the engine knows."),
    };

    // Nothing was looked at yet: the host does that, where the loop need not wait for it.
    private static Reply? Refuse(ListContacts list)
    {
        if (list.Limit is < 1 or > Limits.PageSize) return Refusals.OutOfRange("limit", $"1 to {Limits.PageSize}");
        if (list.Attributes.Count > Limits.SearchedAttributes)
            return Refusals.OutOfRange("attribute", $"at most {Limits.SearchedAttributes} attributes");
        var tooLong = list.Attributes.FirstOrDefault(attribute =>
            attribute.Name.Length is 0 or > Limits.NameLength || attribute.Value.Length > Limits.NameLength);
        return tooLong is null
            ? null
            : Refusals.OutOfRange("attribute", $"a name and a value of at most {Limits.NameLength} characters");
    }

    private Reply AboutContact(ContactId id, Func<Contact, Reply> answer)
    {
        if (center.Contacts.TryGetValue(id, out var contact)) return answer(contact);
        return center.Closed.Find(id) is { } closed ? new ClosedContactReply(closed) : Refusals.ContactUnknown(id);
    }
}
