using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>Counts the agents that cannot take a waiting contact, by reason.</summary>
internal sealed class WaitReasonCounter
{
    private readonly EngineState _state;
    private readonly Contact _contact;
    private readonly Requirement[] _requirements;
    private readonly int[] _agentsLacking;
    private readonly int[] _readyLackingOnly;
    private readonly int[] _byPresence = new int[4];
    private int _ready;

    public WaitReasonCounter(EngineState state, Contact contact)
    {
        (_state, _contact) = (state, contact);
        _requirements = contact.Line.Key.Requirements;
        (_agentsLacking, _readyLackingOnly) = (new int[_requirements.Length], new int[_requirements.Length]);
        foreach (var profile in state.MatchIndex.Profiles) Count(profile);
    }

    public List<WaitReason> ToList()
    {
        var reasons = new List<WaitReason>();
        var channel = _contact.Line.Key.Channel;
        var inCooldown = CountCooldowns(channel);
        var keepingRoom = CountRoomKeepers(channel);
        var free = _ready - inCooldown - keepingRoom;
        if (!_state.Settings.Open) reasons.Add(new("closed", free, "The center opens."));
        if (_contact.ReservedFor is { } reservedFor)
        {
            var others = reservedFor.HasRoom(channel) && !reservedFor.KeepsRoomFrom(_contact) ? free - 1 : free;
            reasons.Add(new("kept", others, $"{reservedFor.Id} accepts it, or it is {_contact.PreferredUntil}."));
        }
        else if (_contact.Parked is not null)
        {
            reasons.Add(new("parked", free, "It is unparked."));
        }
        else if (!_contact.IsInLine)
        {
            reasons.Add(new("nextAttempt", free, "Its next attempt is due."));
        }

        Add("noRoom", _byPresence[(int)Presence.Available] - _ready, "One of them finishes a contact or answers an offer.");
        var paused = Matchmaker.IsHeldByPause(_contact) ? CountCooldowns(channel, exceptFirm: true) : 0;
        Add("cooldown", inCooldown - paused, "A cooldown ends, or no other agent is left who could serve it.");
        Add("paused", paused, $"It is {_contact.PausedUntil}.");
        Add("keepsRoom", keepingRoom, "The earlier contact for which they keep their room has an agent, or its time is over.");
        Add("notReady", _byPresence[(int)Presence.NotReady], "One of them becomes available.");
        Add("draining", _byPresence[(int)Presence.Draining], "One of them becomes available instead of logging out.");
        Add("offline", _byPresence[(int)Presence.Offline], "One of them logs in.");
        for (var index = 0; index < _agentsLacking.Length; index++) AddLack(index);
        return reasons;

        void Add(string reason, int agents, string remedy)
        {
            if (agents > 0) reasons.Add(new(reason, agents, remedy));
        }

        void AddLack(int index)
        {
            var (skill, level) = _requirements[index];
            if (_agentsLacking[index] == 0) return;
            var remedy = $"One of them gets {skill} at level {level}, or the contact no longer requires it.";
            reasons.Add(new("lacksSkill", _agentsLacking[index], remedy)
            {
                Skill = skill,
                Level = level,
                ReadyBut = _readyLackingOnly[index],
            });
        }
    }

    private void Count(SkillProfile profile)
    {
        var (lacks, last) = (0, 0);
        for (var index = 0; index < _requirements.Length; index++)
        {
            if (profile.Has(_requirements[index])) continue;
            _agentsLacking[index] += profile.Agents;
            (lacks, last) = (lacks + 1, index);
        }

        var ready = profile.RosterOf(_contact.Line.RosterKind).Count;
        if (lacks == 1) _readyLackingOnly[last] += ready;
        if (lacks > 0) return;
        for (var presence = 0; presence < _byPresence.Length; presence++)
            _byPresence[presence] += profile.WithPresence((Presence)presence);
        _ready += ready;
    }

    private int CountRoomKeepers(int channel) => _state.RoomKeeping.Kept.Count(kept =>
        kept.RoomKeeper is { } agent && agent.KeepsRoomFrom(_contact) && agent.HasRoom(channel)
        && agent.SkillProfile!.Serves(_requirements) && !Matchmaker.CooldownHolds(_contact, agent));

    private int CountCooldowns(int channel, bool exceptFirm = false) => _contact.AgentsInCooldown.Count(agent =>
        !(exceptFirm && _contact.IsFirm(agent))
        && agent.HasRoom(channel) && agent.SkillProfile!.Serves(_requirements) && Matchmaker.CooldownHolds(_contact, agent));
}
