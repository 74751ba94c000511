using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>Counts, for a waiting contact, which agents do not take it and why not.</summary>
internal sealed class WaitReasonCounter
{
    private readonly EngineState _center;
    private readonly Contact _contact;
    private readonly Requirement[] _requirements;
    private readonly int[] _agentsLacking;
    private readonly int[] _readyLackingOnly;
    private readonly int[] _byPresence = new int[4];
    private int _ready;

    public WaitReasonCounter(EngineState center, Contact contact)
    {
        (_center, _contact) = (center, contact);
        _requirements = contact.Line.Key.Requirements;
        (_agentsLacking, _readyLackingOnly) = (new int[_requirements.Length], new int[_requirements.Length]);
        foreach (var profile in center.MatchIndex.Profiles) Count(profile);
    }

    public List<WaitReason> ToList()
    {
        var reasons = new List<WaitReason>();
        var channel = _contact.Line.Key.Channel;
        var cooled = CountCooldowns(channel);
        var free = _ready - cooled;
        if (!_center.Settings.Open) reasons.Add(new("closed", free, "The center opens."));
        if (_contact.ReservedFor is { } keeper)
        {
            var others = keeper.HasRoom(channel) ? free - 1 : free;
            reasons.Add(new("kept", others, $"{keeper.Id} takes it, or it is {_contact.PreferredUntil}."));
        }
        else if (!_contact.IsInLine)
        {
            reasons.Add(new("nextAttempt", free, "The time of its next attempt comes."));
        }

        Add("noRoom", _byPresence[(int)Presence.Available] - _ready, "One of them is done with a contact.");
        Add("cooldown", cooled, "A cooldown ends, or nobody else is left who could serve it.");
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
            reasons.Add(new("lacksSkill", _agentsLacking[index], $"One of them gets {skill} at level {level}, or it needs it no more.")
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

    private int CountCooldowns(int channel) => _contact.AgentsInCooldown.Count(agent =>
        agent.HasRoom(channel) && agent.SkillProfile!.Serves(_requirements) && Matchmaker.CooldownHolds(_contact, agent));
}
