namespace Acd.Core;

/// <summary>From what the engine holds to what callers are shown.</summary>
internal static class ReplyMapper
{
    public static AgentReply Of(Agent agent, bool created = false)
    {
        var contacts = agent.Offers.Select(offer => new AgentContact(
            offer.Contact.Id, offer.Contact.State, offer.Id, offer.Contact.Channel, offer.Cost)).ToArray();
        return new AgentReply(agent.ToDocument(), contacts, agent.UsedCapacity, created);
    }

    public static Reply Of(Contact contact, EngineState center, EstimatedWait? estimate) => new ContactReply(contact.Document)
    {
        Position = contact.IsInLine ? center.QueueOf(contact).Waiting.PositionOf(contact) : null,
        Unservable = contact.IsInLine && contact.Line.ServingProfiles == 0,
        EstimatedWait = estimate,
    };

    public static CenterReply Of(EngineState center)
    {
        var contacts = new int[5];
        var agents = new int[4];
        foreach (var agent in center.AgentsInOrder)
        {
            agents[(int)agent.Presence]++;
            foreach (var offer in agent.Offers)
                if (offer == offer.Contact.Offers[0]) contacts[(int)offer.Contact.State]++;
        }

        // Whoever is open and has no offer is queued: in line, or waiting for its next attempt as a callback.
        contacts[(int)ContactState.Queued] = center.Contacts.Count - contacts.Sum();

        return new CenterReply(center.Settings, new CenterCounts(
            contacts[(int)ContactState.Queued], contacts[(int)ContactState.Offered], contacts[(int)ContactState.Connected],
            contacts[(int)ContactState.WrapUp], agents[(int)Presence.Offline], agents[(int)Presence.Available],
            agents[(int)Presence.NotReady], agents[(int)Presence.Draining]));
    }

    public static AgentsReply Page(EngineState center, ListAgents query)
    {
        var from = center.FirstAgentAfter(query.After);
        var page = center.AgentsInOrder.Skip(from).Take(query.Limit).Select(agent => Of(agent)).ToArray();
        var more = from + page.Length < center.AgentsInOrder.Count;
        return new AgentsReply(page, more ? page[^1].Agent.Sequence : null);
    }

    /// <summary>One skill, or all there are, by name.</summary>
    public static SkillsReply SkillsOf(EngineState center, SkillId? only = null)
    {
        var views = new SortedDictionary<string, SkillView>(StringComparer.Ordinal);
        SkillView Of(SkillId id) => views.TryGetValue(id.Value, out var view) ? view : new SkillView(id, null, 0, 0, 0, 0);
        if (only is { } wanted) views[wanted.Value] = Of(wanted);
        bool Counts(SkillId id) => only is null || only == id;

        foreach (var skill in center.Settings.Skills)
            if (Counts(skill.Id)) views[skill.Id.Value] = Of(skill.Id) with { Description = skill.Description };
        foreach (var profile in center.MatchIndex.Profiles)
        {
            foreach (var (skill, _) in profile.Skills)
            {
                if (!Counts(skill) || profile.Agents == 0) continue;
                var view = Of(skill);
                views[skill.Value] = view with
                {
                    Agents = view.Agents + profile.Agents,
                    LoggedIn = view.LoggedIn + profile.LoggedIn,
                    Available = view.Available + profile.Available,
                };
            }
        }

        foreach (var line in center.MatchIndex.Lines)
        {
            foreach (var (skill, _) in line.Key.Requirements)
            {
                if (!Counts(skill) || line.Count + line.ReservedCount == 0) continue;
                var view = Of(skill);
                views[skill.Value] = view with { Waiting = view.Waiting + line.Count + line.ReservedCount };
            }
        }

        return new SkillsReply([.. views.Values.Take(Limits.PageSize)]);
    }
}
