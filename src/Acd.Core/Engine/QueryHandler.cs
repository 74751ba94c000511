namespace Acd.Core;

/// <summary>Answers queries.</summary>
internal sealed class QueryHandler(EngineState state)
{
    private readonly Explainer _explainer = new(state);
    private readonly StatisticsQueryHandler _statistics = new(state);

    public Reply Answer(Query query, Timestamp now) => query switch
    {
        StatsQuery stats => _statistics.Answer(stats, now),
        GetContact contact => AnswerContact(
            contact.Contact, contact => ReplyMapper.Of(contact, _statistics.EstimateOf(contact.Id))),
        ListContacts list => Validate(list) ?? new ContactsReply([], list.After),
        ExplainContact contact => AnswerContact(contact.Contact, _explainer.Explain),
        GetAgent { Agent: var id } => state.Agents.TryGetValue(id, out var agent)
            ? ReplyMapper.Of(agent)
            : Refusals.AgentUnknown(id),
        ListAgents list => AgentPage.Of(list, state),
        ListPickable list => new PickCommandHandler(state).List(list),
        GetQueue { Queue: var id } =>
            state.FindQueue(id) is { } queue ? new QueueReply(queue.Settings) : Refusals.QueueUnknown(id),
        GetGate { Gate: var id } => state.FindGate(id) is { } gate ? new GateReply(gate) : Refusals.GateUnknown(id),
        GetSkill skill => ReplyMapper.SkillsOf(state, skill.Skill),
        ListSkills => ReplyMapper.SkillsOf(state),
        GetCenter => ReplyMapper.Of(state),
        GetSnapshot { Agent: null } => ReplyMapper.SnapshotOf(state),
        GetSnapshot { Agent: { } id } => state.Agents.TryGetValue(id, out var agent)
            ? ReplyMapper.SnapshotOf(agent, state)
            : Refusals.AgentUnknown(id),
        GetGeneralSettings => new GeneralSettingsReply(state.Settings.Options),
        _ => throw new InvalidOperationException($"{query.GetType().Name} is not a known query."),
    };

    // The limits only. The host runs the search, so that the engine's loop does not wait for it.
    private static Reply? Validate(ListContacts list)
    {
        if (list.Limit is < 1 or > Limits.PageSize) return Refusals.OutOfRange("limit", $"1 to {Limits.PageSize}");
        if (list.Attributes.Count > Limits.SearchedAttributes)
            return Refusals.OutOfRange("attribute", $"at most {Limits.SearchedAttributes} attributes");
        if (FieldValidator.Length("callerId", list.CallerId, 1, Limits.CallerIdLength) is { } badCaller) return badCaller;
        if (list.Reason is not null && list.State != ContactState.Closed)
            return Refusals.OutOfRange("state", "closed, because a reason is given");
        var tooLong = list.Attributes.FirstOrDefault(attribute =>
            attribute.Name.Length is 0 or > Limits.NameLength || attribute.Value.Length > Limits.NameLength);
        return tooLong is null
            ? null
            : Refusals.OutOfRange("attribute", $"a name and a value of at most {Limits.NameLength} characters");
    }

    private Reply AnswerContact(ContactId id, Func<Contact, Reply> answer)
    {
        if (state.Contacts.TryGetValue(id, out var contact)) return answer(contact);
        return state.Closed.Find(id) is { } closed ? new ClosedContactReply(closed) : Refusals.ContactUnknown(id);
    }
}
