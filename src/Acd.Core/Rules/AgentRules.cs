namespace Acd.Core;

/// <summary>What each command about an agent does.</summary>
internal sealed class AgentRules(Center center)
{
    public Result Carry(AgentCommand command)
    {
        if (command is PutAgent put) return Put(put);
        if (!center.Agents.TryGetValue(command.Agent, out var agent)) return Result.Of(Refusals.AgentUnknown(command.Agent));
        if (command is RemoveAgent) return Remove(agent);
        var refusal = command switch
        {
            SetPresence presence => SetPresence(agent, presence),
            PutAgentSkill put2 => PutSkill(agent, put2.Skill),
            RemoveAgentSkill remove => RemoveSkill(agent, remove.Skill),
            HeartbeatAgent => Heartbeat(agent),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is no command about an agent."),
        };
        return refusal is null ? Result.Of(agent) : Result.Of(refusal);
    }

    public Refusal? RemoveSkill(Agent agent, SkillId skill)
    {
        var skills = agent.Profile.Skills.Where(own => own.Skill != skill).ToArray();
        if (skills.Length < agent.Profile.Skills.Count) Change(agent, agent.Profile with { Skills = skills });
        return null;
    }

    private Result Put(PutAgent command)
    {
        if (AgentChecks.Check(command, center) is { } refusal) return Result.Of(refusal);
        if (center.Agents.TryGetValue(command.Agent, out var known))
        {
            if (command.OnlyNew) return Result.Of(Refusals.AgentExists(command.Agent));
            if (!AgentChecks.SameProfile(known.Profile, command.Profile)) Change(known, command.Profile);
            return Result.Of(known);
        }

        var agent = new Agent(command.Agent, center.Journal.NextSequence(), command.Profile, center.Channels)
        {
            PresenceSince = center.Now,
        };
        center.Add(agent);
        center.Journal.Added(agent);
        center.Chronicle.AgentChanged(agent, agent.Sequence);
        return Result.Of(agent, created: true);
    }

    private Result Remove(Agent agent)
    {
        if (agent.Offers.Any(offer => offer.State != OfferState.Pending)) return Result.Of(Refusals.AgentBusy(agent.Id));
        center.Presences.RevokeOffers(agent);
        if (agent.Presence == Presence.Available) center.Agenda.CooldownsMayEnd = true;
        center.Deadlines.Disarm(agent.Silence);
        foreach (var contact in center.Cooling.Where(contact => contact.HasCooldown(agent)).ToList())
            center.OfferSteps.EndCooldowns(contact, agent);
        center.Remove(agent);
        center.Preferences.Reconsider(agent.Id);
        center.Journal.Removed(agent);
        center.Chronicle.AgentChanged(agent, isGone: true);
        return Result.Of(new AgentRemovedReply(agent.Id));
    }

    private Refusal? SetPresence(Agent agent, SetPresence command)
    {
        var (presence, reason, forced) = (command.Presence, command.Reason, command.Forced);
        if (!Enum.IsDefined(presence)) return Refusals.OutOfRange("presence", "offline, available, notReady or draining");
        if (reason?.Length > Limits.ReasonLength)
            return Refusals.OutOfRange("reason", $"at most {Limits.ReasonLength} characters");
        if (presence != Presence.NotReady) reason = null;
        if (agent.Presence == presence && (presence != Presence.NotReady || agent.Reason == reason)) return null;
        if (presence != Presence.Draining) center.Presences.Set(agent, presence, reason, forced);
        else if (agent.Presence == Presence.Offline) return null;
        else if (agent.Offers.Count == 0) center.Presences.Set(agent, Presence.Offline, "drained", forced);
        else center.Presences.Set(agent, Presence.Draining, forced: forced);
        return null;
    }

    private Refusal? PutSkill(Agent agent, AgentSkill skill)
    {
        if (FieldChecks.Skill("skill", skill.Skill, skill.Level) is { } refusal) return refusal;
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
            center.Journal.Changed(agent);
        }

        center.Presences.ListenFor(agent);
        return null;
    }

    private void Change(Agent agent, AgentProfile profile)
    {
        center.Matcher.Leave(agent);
        agent.ChangeProfile(profile);
        center.Matcher.Join(agent);
        center.Preferences.Reconsider(agent.Id);
        center.Journal.Changed(agent);
        center.Chronicle.AgentChanged(agent);
        center.Agenda.CooldownsMayEnd = true;
        center.Agenda.Add(agent);
    }
}
