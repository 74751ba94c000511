namespace Acd.Core;

/// <summary>Handles the commands about agents.</summary>
internal sealed class AgentCommandHandler(EngineState state)
{
    public CommandResult Handle(AgentCommand command)
    {
        if (command is PutAgent put) return Put(put);
        if (!state.Agents.TryGetValue(command.Agent, out var agent))
            return CommandResult.Of(Refusals.AgentUnknown(command.Agent));
        if (command is RemoveAgent) return Remove(agent);
        var refusal = command switch
        {
            SetPresence presence => SetPresence(agent, presence),
            PutAgentSkill put2 => PutSkill(agent, put2.Skill),
            RemoveAgentSkill remove => RemoveSkill(agent, remove.Skill),
            HeartbeatAgent => Heartbeat(agent),
            EndAgentWrapUp end => EndWrapUp(agent, end.Offer),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not a known agent command."),
        };
        return refusal is null ? CommandResult.Of(agent) : CommandResult.Of(refusal);
    }

    public Refusal? RemoveSkill(Agent agent, SkillId skill)
    {
        var skills = agent.Profile.Skills.Where(own => own.Skill != skill).ToArray();
        if (skills.Length < agent.Profile.Skills.Count) Change(agent, agent.Profile with { Skills = skills });
        return null;
    }

    private CommandResult Put(PutAgent command)
    {
        if (AgentValidator.Check(command, state) is { } refusal) return CommandResult.Of(refusal);
        if (state.Agents.TryGetValue(command.Agent, out var known))
        {
            if (command.OnlyNew) return CommandResult.Of(Refusals.AgentExists(command.Agent));
            if (!AgentValidator.SameProfile(known.Profile, command.Profile)) Change(known, command.Profile);
            return CommandResult.Of(known);
        }

        var agent = new Agent(command.Agent, state.Tracker.NextSequence(), command.Profile, state.Channels)
        {
            PresenceSince = state.Now,
        };
        state.Add(agent);
        state.Tracker.Added(agent);
        state.Emitter.AgentChanged(agent, agent.Sequence);
        return CommandResult.Of(agent, created: true);
    }

    private CommandResult Remove(Agent agent)
    {
        if (!agent.WrapUps.IsEmpty || agent.Offers.Any(offer => offer.State != OfferState.Pending))
            return CommandResult.Of(Refusals.AgentBusy(agent.Id));
        state.PresenceTransitions.RevokeOffers(agent);
        if (agent.RoomKeptFor is { } kept) state.RoomKeeping.Release(kept);
        if (agent.Presence == Presence.Available) state.Pending.CooldownsMayEnd = true;
        state.Deadlines.Disarm(agent.HeartbeatDeadline);
        foreach (var contact in state.ContactsInCooldown.Where(contact => contact.HasCooldown(agent)).ToList())
            state.OfferTransitions.EndCooldowns(contact, agent);
        state.Remove(agent);
        state.Reservations.Reevaluate(agent.Id);
        state.Tracker.Removed(agent);
        state.Emitter.AgentChanged(agent, isGone: true);
        return CommandResult.Of(new AgentRemovedReply(agent.Id));
    }

    private Refusal? SetPresence(Agent agent, SetPresence command)
    {
        var (presence, reason, forced) = (command.Presence, command.Reason, command.Forced);
        if (!Enum.IsDefined(presence)) return Refusals.OutOfRange("presence", "offline, available, notReady or draining");
        if (reason?.Length > Limits.ReasonLength)
            return Refusals.OutOfRange("reason", $"at most {Limits.ReasonLength} characters");
        if (presence != Presence.NotReady) reason = null;
        if (CheckReason(reason) is { } refusal) return refusal;
        if (agent.Presence == presence && (presence != Presence.NotReady || agent.Reason == reason)) return null;
        if (presence != Presence.Draining)
            state.PresenceTransitions.Set(agent, presence, reason, forced, command.KeepOffers);
        else if (agent.Presence == Presence.Offline) return null;
        else if (agent.IsIdle) state.PresenceTransitions.Set(agent, Presence.Offline, "drained", forced);
        else state.PresenceTransitions.Set(agent, Presence.Draining, forced: forced);
        return null;
    }

    /// <summary>Refuses a reason that the center's list does not have, if there is a list.</summary>
    private Refusal? CheckReason(string? reason)
    {
        var known = state.Settings.NotReadyReasons;
        if (reason is null || known.Count == 0 || known.Any(other => other.Reason == reason)) return null;
        return Refusals.OutOfRange("reason", $"one of {string.Join(", ", known.Select(other => other.Reason))}");
    }

    private Refusal? PutSkill(Agent agent, AgentSkill skill)
    {
        if (FieldValidator.Skill("skill", skill.Skill, skill.Level) is { } refusal) return refusal;
        if (agent.Profile.Skills.Contains(skill)) return null;
        var others = agent.Profile.Skills.Where(own => own.Skill != skill.Skill).ToList();
        if (others.Count == Limits.SkillsPerAgent)
            return Refusals.OutOfRange("skills", $"at most {Limits.SkillsPerAgent} skills");
        Change(agent, agent.Profile with { Skills = [.. others, skill] });
        return null;
    }

    private Refusal? Heartbeat(Agent agent)
    {
        if (agent.Presence == Presence.Offline) return Refusals.AgentOffline(agent.Id);
        if (!agent.HasHeartbeat)
        {
            agent.HasHeartbeat = true;
            state.Tracker.Changed(agent);
        }

        state.PresenceTransitions.ArmHeartbeat(agent);
        return null;
    }

    private Refusal? EndWrapUp(Agent agent, OfferId? offer)
    {
        if (offer is { } named && !ConnectionFinder.IsGivenOut(named, state)) return Refusals.OfferUnknown(named);
        foreach (var wrapUp in agent.WrapUps.ToArray())
            if (offer is null || wrapUp.Document.Offer == offer) state.AgentWrapUps.End(wrapUp);
        return null;
    }

    private void Change(Agent agent, AgentProfile profile)
    {
        state.MatchIndex.RemoveAgent(agent);
        agent.ChangeProfile(profile);
        state.MatchIndex.AddAgent(agent);
        state.Reservations.Reevaluate(agent.Id);
        state.Tracker.Changed(agent);
        state.Emitter.AgentChanged(agent);
        state.Pending.CooldownsMayEnd = true;
        state.Pending.Add(agent);
    }
}
