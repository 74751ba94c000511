namespace Acd.Core;

/// <summary>What each command about an agent does.</summary>
internal sealed class AgentCommandHandler(EngineState center)
{
    public CommandResult Handle(AgentCommand command)
    {
        if (command is PutAgent put) return Put(put);
        if (!center.Agents.TryGetValue(command.Agent, out var agent)) return CommandResult.Of(Refusals.AgentUnknown(command.Agent));
        if (command is RemoveAgent) return Remove(agent);
        var refusal = command switch
        {
            SetPresence presence => SetPresence(agent, presence),
            PutAgentSkill put2 => PutSkill(agent, put2.Skill),
            RemoveAgentSkill remove => RemoveSkill(agent, remove.Skill),
            HeartbeatAgent => Heartbeat(agent),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is no command about an agent."),
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
        if (AgentValidator.Check(command, center) is { } refusal) return CommandResult.Of(refusal);
        if (center.Agents.TryGetValue(command.Agent, out var known))
        {
            if (command.OnlyNew) return CommandResult.Of(Refusals.AgentExists(command.Agent));
            if (!AgentValidator.SameProfile(known.Profile, command.Profile)) Change(known, command.Profile);
            return CommandResult.Of(known);
        }

        var agent = new Agent(command.Agent, center.Tracker.NextSequence(), command.Profile, center.Channels)
        {
            PresenceSince = center.Now,
        };
        center.Add(agent);
        center.Tracker.Added(agent);
        center.Emitter.AgentChanged(agent, agent.Sequence);
        return CommandResult.Of(agent, created: true);
    }

    private CommandResult Remove(Agent agent)
    {
        if (agent.Offers.Any(offer => offer.State != OfferState.Pending)) return CommandResult.Of(Refusals.AgentBusy(agent.Id));
        center.PresenceTransitions.RevokeOffers(agent);
        if (agent.Presence == Presence.Available) center.Pending.CooldownsMayEnd = true;
        center.Deadlines.Disarm(agent.HeartbeatDeadline);
        foreach (var contact in center.ContactsInCooldown.Where(contact => contact.HasCooldown(agent)).ToList())
            center.OfferTransitions.EndCooldowns(contact, agent);
        center.Remove(agent);
        center.Reservations.Reevaluate(agent.Id);
        center.Tracker.Removed(agent);
        center.Emitter.AgentChanged(agent, isGone: true);
        return CommandResult.Of(new AgentRemovedReply(agent.Id));
    }

    private Refusal? SetPresence(Agent agent, SetPresence command)
    {
        var (presence, reason, forced) = (command.Presence, command.Reason, command.Forced);
        if (!Enum.IsDefined(presence)) return Refusals.OutOfRange("presence", "offline, available, notReady or draining");
        if (reason?.Length > Limits.ReasonLength)
            return Refusals.OutOfRange("reason", $"at most {Limits.ReasonLength} characters");
        if (presence != Presence.NotReady) reason = null;
        if (agent.Presence == presence && (presence != Presence.NotReady || agent.Reason == reason)) return null;
        if (presence != Presence.Draining) center.PresenceTransitions.Set(agent, presence, reason, forced);
        else if (agent.Presence == Presence.Offline) return null;
        else if (agent.Offers.Count == 0) center.PresenceTransitions.Set(agent, Presence.Offline, "drained", forced);
        else center.PresenceTransitions.Set(agent, Presence.Draining, forced: forced);
        return null;
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
            center.Tracker.Changed(agent);
        }

        center.PresenceTransitions.ArmHeartbeat(agent);
        return null;
    }

    private void Change(Agent agent, AgentProfile profile)
    {
        center.MatchIndex.RemoveAgent(agent);
        agent.ChangeProfile(profile);
        center.MatchIndex.AddAgent(agent);
        center.Reservations.Reevaluate(agent.Id);
        center.Tracker.Changed(agent);
        center.Emitter.AgentChanged(agent);
        center.Pending.CooldownsMayEnd = true;
        center.Pending.Add(agent);
    }
}
