namespace Acd.Core;

/// <summary>Maps the engine's state to replies.</summary>
internal static class ReplyMapper
{
    public static AgentReply Of(Agent agent, bool created = false)
    {
        var contacts = agent.Offers.Select(offer => new AgentContact(
            offer.Contact.Id, offer.StateAtAgent, offer.Id, offer.Contact.Channel, offer.Cost)).ToArray();
        var agentState = AgentStates.Of(agent);
        return new AgentReply(agent.ToDocument(), contacts, agent.UsedCapacity, created)
        {
            State = agentState,
            StateSince = AgentStates.SinceOf(agent, agentState),
        };
    }

    /// <summary>A contact with its place in line.</summary>
    public static Reply Of(Contact contact, EstimatedWait? estimate = null, bool created = false)
    {
        var isInLine = contact.IsInLine;
        return new ContactReply(contact.Document, created)
        {
            Position = isInLine ? contact.Line.PositionOf(contact) : null,
            Unservable = isInLine && contact.Line.ServingProfiles == 0,
            EstimatedWait = estimate,
        };
    }

    public static CenterReply Of(EngineState state)
    {
        var contacts = new int[5];
        var agents = new int[4];
        foreach (var agent in state.AgentsInOrder)
        {
            agents[(int)agent.Presence]++;
            foreach (var offer in agent.Offers)
                if (offer == offer.Contact.Offers[0]) contacts[(int)offer.Contact.State]++;
        }

        // An open contact without an offer is queued: in line, or a callback that waits for its next attempt.
        contacts[(int)ContactState.Queued] = state.Contacts.Count - contacts.Sum();

        return new CenterReply(state.Settings, new CenterCounts(
            contacts[(int)ContactState.Queued], contacts[(int)ContactState.Offered], contacts[(int)ContactState.Connected],
            contacts[(int)ContactState.WrapUp], agents[(int)Presence.Offline], agents[(int)Presence.Available],
            agents[(int)Presence.NotReady], agents[(int)Presence.Draining]));
    }

    public static Reply SnapshotOf(EngineState state)
    {
        var size = state.Agents.Count + state.Contacts.Count;
        return size > Limits.SnapshotSize
            ? Refusals.SnapshotTooLarge(size)
            : new SnapshotReply(
                state.Tracker.LastSequence, state.Settings, [.. state.AgentsInOrder.Select(agent => Of(agent))],
                [.. state.OpenContacts().Select(contact => contact.Document)]);
    }

    public static SnapshotReply SnapshotOf(Agent agent, EngineState state) => new(
        state.Tracker.LastSequence, null, [Of(agent)], [.. agent.Offers.Select(offer => offer.Contact.Document)]);

    /// <summary>One skill, or all skills by name.</summary>
    public static SkillsReply SkillsOf(EngineState state, SkillId? only = null)
    {
        var views = new SortedDictionary<string, SkillView>(StringComparer.Ordinal);
        SkillView Of(SkillId id) => views.TryGetValue(id.Value, out var view) ? view : new SkillView(id, null, 0, 0, 0, 0);
        if (only is { } wanted) views[wanted.Value] = Of(wanted);
        bool Counts(SkillId id) => only is null || only == id;

        foreach (var skill in state.Settings.Skills)
            if (Counts(skill.Id)) views[skill.Id.Value] = Of(skill.Id) with { Description = skill.Description };
        foreach (var profile in state.MatchIndex.Profiles)
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

        foreach (var line in state.MatchIndex.Lines)
        {
            if (line.Key.ForFurtherRings) continue;
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
