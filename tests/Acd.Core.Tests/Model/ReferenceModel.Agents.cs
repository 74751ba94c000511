namespace Acd.Core.Tests;

public sealed partial class ReferenceModel
{
    private Func<Reply> Put(PutAgent command)
    {
        if (_agents.Find(agent => agent.Id == command.Agent) is { } known)
        {
            Replace(known, command.Profile);
            return () => ReplyOf(known);
        }

        var agent = new ModelAgent
        {
            Id = command.Agent,
            Sequence = _sequence + 1,
            Profile = command.Profile,
            PresenceSince = _now,
        };
        _agents.Add(agent);
        EmitAgentChanged(agent.Id, agent.Profile);
        return () => ReplyOf(agent, created: true);
    }

    private Func<Reply> AboutAgent(AgentCommand command)
    {
        var agent = Agent(command.Agent);
        switch (command)
        {
            case RemoveAgent:
                return Remove(agent);
            case HeartbeatAgent when agent.Presence == Presence.Offline:
                return () => Refusals.AgentOffline(agent.Id);
            case HeartbeatAgent:
                agent.HasHeartbeat = true;
                ArmSilence(agent);
                break;
            case EndAgentWrapUp end:
                return EndWrapUps(agent, end.Offer);
            case SetPresence set:
                Set(agent, set.Presence, set.Presence == Presence.NotReady ? set.Reason : null, set.Forced, set.KeepOffers);
                break;
            case PutAgentSkill put when With(agent.Profile, put.Skill).Skills.Count > Limits.SkillsPerAgent:
                return () => Refusals.OutOfRange("skills", $"at most {Limits.SkillsPerAgent}");
            case PutAgentSkill put:
                Replace(agent, With(agent.Profile, put.Skill));
                break;
            case RemoveAgentSkill remove:
                Replace(agent, Without(agent.Profile, remove.Skill));
                break;
            default:
                throw new NotSupportedException($"The model knows no {command.GetType().Name}.");
        }

        return () => ReplyOf(agent);
    }

    private static AgentProfile With(AgentProfile profile, AgentSkill skill) => profile with
    {
        Skills = profile.Skills.Contains(skill)
            ? profile.Skills
            : [.. profile.Skills.Where(own => own.Skill != skill.Skill), skill],
    };

    private static AgentProfile Without(AgentProfile profile, SkillId skill) => profile with
    {
        Skills = [.. profile.Skills.Where(own => own.Skill != skill)],
    };

    private void Replace(ModelAgent agent, AgentProfile profile)
    {
        if (AreEqual(agent.Profile, profile))
            return;
        agent.Profile = profile;
        EmitAgentChanged(agent.Id, profile);
    }

    private static bool AreEqual(AgentProfile left, AgentProfile right) =>
        left.Skills.SequenceEqual(right.Skills)
        && left.Channels.SequenceEqual(right.Channels)
        && left with { Skills = [], Channels = [] } == right with { Skills = [], Channels = [] };

    private Func<Reply> Remove(ModelAgent agent)
    {
        if (agent.WrapUps.Count > 0 || ContactsOf(agent).Any(pair => pair.Offer.State != OfferState.Pending))
            return () => Refusals.AgentBusy(agent.Id);
        RevokeOffersTo(agent);
        _agents.Remove(agent);
        EmitAgentChanged(agent.Id, null);
        foreach (var contact in _contacts)
            contact.Cooldowns.RemoveAll(cooldown => cooldown.Agent == agent.Id);
        return () => new AgentRemovedReply(agent.Id);
    }

    private void Set(ModelAgent agent, Presence presence, string? reason, bool forced, bool keepsOffers)
    {
        // Only not ready has a reason of the agent. A repeated offline keeps the engine's reason.
        if (agent.Presence == presence && (presence != Presence.NotReady || agent.Reason == reason))
            return;
        switch (presence)
        {
            case Presence.Available:
                BecomeAvailable(agent, forced);
                break;
            case Presence.Offline:
                GoOffline(agent, null, forced);
                break;
            case Presence.NotReady:
                BecomeNotReady(agent, reason, forced, keepsOffers);
                break;
            case Presence.Draining when agent.Presence == Presence.Offline:
                break;
            case Presence.Draining when HasNothing(agent):
                GoOffline(agent, "drained", forced);
                break;
            default:
                ChangePresence(agent, presence, reason, forced);
                break;
        }
    }

    private void BecomeAvailable(ModelAgent agent, bool forced = false)
    {
        agent.MissedOffers = 0;
        agent.DeclinedOffers = 0;
        agent.IdleOrder = NextOrder();
        if (agent.Presence == Presence.Offline)
            agent.ContactOrder = agent.IdleOrder;
        ChangePresence(agent, Presence.Available, null, forced);
    }

    private void BecomeNotReady(ModelAgent agent, string? reason, bool forced = false, bool keepsOffers = false)
    {
        var rings = agent.Presence != Presence.NotReady && !keepsOffers;
        ChangePresence(agent, Presence.NotReady, reason, forced);
        if (rings)
            RevokeOffersTo(agent);
    }

    private void GoOffline(ModelAgent agent, string? reason, bool forced = false)
    {
        ChangePresence(agent, Presence.Offline, reason, forced);
        RevokeOffersTo(agent);
        ScheduleReleases(agent);
    }

    private void RevokeOffersTo(ModelAgent agent)
    {
        foreach (var (contact, offer) in ContactsOf(agent).Where(pair => pair.Offer.State == OfferState.Pending))
        {
            if (contact.Handover == offer)
                FailHandover(contact, offer, OfferState.Revoked, HandoverFailure.Unavailable);
            else
                Revoke(contact, offer);
        }
    }

    private void ChangePresence(ModelAgent agent, Presence presence, string? reason, bool forced = false)
    {
        if (agent.Presence == Presence.Offline && presence == Presence.NotReady)
            agent.ContactOrder = NextOrder();
        if (presence != Presence.Offline)
            CancelReleases(agent);
        agent.Presence = presence;
        agent.Reason = reason;
        agent.PresenceSince = _now;
        if (presence == Presence.Offline)
            agent.HasHeartbeat = false;
        EmitPresenceChanged(agent, forced);
    }

    private void ArmSilence(ModelAgent agent) => agent.SilentAt = _now + _settings.HeartbeatTimeout;

    /// <summary>The reply about an agent.</summary>
    public AgentReply ReplyOf(ModelAgent agent, bool created = false) => new(
        agent.Document(),
        [
            .. ContactsOf(agent).Select(pair => new AgentContact(
                pair.Contact.Id, pair.Offer.State == OfferState.Pending ? ContactState.Offered : pair.Contact.State,
                pair.Offer.Id, pair.Contact.Channel, pair.Offer.Cost)),
        ],
        Taken(agent),
        created);
}
