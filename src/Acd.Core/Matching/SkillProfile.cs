namespace Acd.Core.Matching;

/// <summary>The agents with the same skills at the same levels. What they can serve is computed once for all of them.</summary>
internal sealed class SkillProfile(AgentSkill[] skills)
{
    private readonly Dictionary<SkillId, int> _levels = skills.ToDictionary(skill => skill.Skill, skill => skill.Level);
    private readonly int[] _byPresence = new int[4];
    private int _setAside;

    /// <summary>The skills, by name.</summary>
    public AgentSkill[] Skills { get; } = skills;

    /// <summary>The names of the skills.</summary>
    public SkillId[] Names { get; } = Array.ConvertAll(skills, skill => skill.Skill);

    /// <summary>The rosters, by the number of their kind.</summary>
    public Roster[] Rosters { get; private set; } = [];

    public int Agents { get; private set; }

    public int Available => _byPresence[(int)Presence.Available];

    public int LoggedIn => Agents - _byPresence[(int)Presence.Offline];

    /// <summary>Its node in the list of unused profiles, if it is there.</summary>
    public LinkedListNode<SkillProfile>? UnusedNode { get; set; }

    public int WithPresence(Presence presence) => _byPresence[(int)presence];

    /// <summary>The level of a skill, or 0.</summary>
    public int LevelOf(SkillId skill) => _levels.GetValueOrDefault(skill);

    public bool Has(Requirement requirement) => LevelOf(requirement.Skill) >= requirement.Level;

    public bool Serves(Requirement[] requirements)
    {
        foreach (var requirement in requirements)
            if (!Has(requirement)) return false;
        return true;
    }

    /// <summary>The staff rules by which it has staff: the bit at a rule's number is set.</summary>
    public int StaffedRules
    {
        get
        {
            if (Available > 0) return 0b1111;
            var notReady = _byPresence[(int)Presence.NotReady] - _setAside;
            return (notReady > 0 ? 0b1010 : 0) | (_setAside > 0 ? 0b1100 : 0);
        }
    }

    public bool HasStaff(StaffRule rule) => (StaffedRules >> (int)rule & 1) != 0;

    public void Count(Presence presence, bool isSetAside, int change)
    {
        Agents += change;
        _byPresence[(int)presence] += change;
        if (isSetAside) _setAside += change;
    }

    public Roster RosterOf(RosterKind kind) => Rosters[kind.Number];

    /// <summary>Adds the roster of the next kind.</summary>
    public void AddRoster() => Rosters = [.. Rosters, new Roster(this)];
}
