namespace Acd.Core.Matching;

/// <summary>
/// The index of possible matches: lines of contacts and rosters of agents. A roster whose profile serves a line's requirements
/// is paired with it. The index has no cooldowns, offers or time.
/// </summary>
internal sealed class MatchIndex
{
    /// <summary>The lines without contacts and profiles without agents that are kept for reuse.</summary>
    private const int UnusedKept = 4096;

    private readonly Dictionary<RequirementsKey, WaitingLine> _lines = [];
    private readonly Dictionary<SkillsKey, SkillProfile> _profiles = [];
    private readonly List<SkillProfile> _profilesInOrder = [];
    private readonly List<WaitingLine> _linesInOrder = [];
    private readonly LinkedList<WaitingLine> _unusedLines = [];
    private readonly LinkedList<SkillProfile> _unusedProfiles = [];
    private readonly Action<WaitingLine> _staffChanged;
    private readonly Action<Agent>? _rostersChanged;
    private readonly List<RosterKind> _kinds = [];

    // The staff rules whose changes concern a line: the bit at a rule's number is set.
    private int _rulesInUse = 1 << (int)StaffRule.Servable;

    /// <param name="staffChanged">Called for a line whose contacts become or cease to be unservable or unstaffed.</param>
    /// <param name="rostersChanged">Called for an agent whose roster entries may have changed.</param>
    public MatchIndex(Action<WaitingLine> staffChanged, Action<Agent>? rostersChanged = null) =>
        (_staffChanged, _rostersChanged) = (staffChanged, rostersChanged);

    /// <summary>The profiles, by creation.</summary>
    public IReadOnlyList<SkillProfile> Profiles => _profilesInOrder;

    /// <summary>The lines, by creation.</summary>
    public IReadOnlyList<WaitingLine> Lines => _linesInOrder;

    /// <summary>The line of a key. A new line is paired with all rosters that serve it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="agents">All agents. They fill the rosters of a new kind.</param>
    /// <param name="orderKey">The queue's order of agents.</param>
    /// <param name="staffRule">Who counts as the queue's staff.</param>
    public WaitingLine AcquireLine(
        RequirementsKey key, IEnumerable<Agent> agents, AgentOrderKey orderKey = default,
        StaffRule staffRule = StaffRule.NotReady)
    {
        if (!_lines.TryGetValue(key, out var line))
        {
            line = new WaitingLine(key, KindFor(key.Channel, orderKey, agents)) { StaffRule = staffRule };
            _rulesInUse |= 1 << (int)staffRule;
            _lines.Add(key, line);
            _linesInOrder.Add(line);
            foreach (var profile in _profilesInOrder) TryPair(profile, line);
        }

        if (line.UnusedNode is not null) _unusedLines.Remove(line.UnusedNode);
        line.UnusedNode = null;
        line.Users++;
        return line;
    }

    /// <summary>Releases a line when one of its contacts closes or gets another key.</summary>
    public void ReleaseLine(WaitingLine line)
    {
        if (--line.Users > 0) return;
        line.UnusedNode = _unusedLines.AddLast(line);
        if (_unusedLines.Count <= UnusedKept) return;
        var oldest = _unusedLines.First!.Value;
        _unusedLines.RemoveFirst();
        _lines.Remove(oldest.Key);
        _linesInOrder.Remove(oldest);
        oldest.Unpair();
    }

    /// <summary>Adds an agent to its skill profile. It must not be in a roster.</summary>
    public void AddAgent(Agent agent)
    {
        var key = SkillsKey.Of(agent.Profile.Skills);
        if (!_profiles.TryGetValue(key, out var profile))
        {
            profile = new SkillProfile(key.Skills);
            _profiles.Add(key, profile);
            _profilesInOrder.Add(profile);
            for (var number = 0; number < _kinds.Count; number++) profile.AddRoster();
            foreach (var line in _linesInOrder) TryPair(profile, line);
        }

        if (profile.UnusedNode is not null) _unusedProfiles.Remove(profile.UnusedNode);
        profile.UnusedNode = null;
        agent.SkillProfile = profile;
        foreach (var entry in agent.RosterEntries) entry.Roster = profile.RosterOf(entry.Kind);
        Count(profile, agent.Presence, agent.IsSetAside, 1);
        UpdateRosters(agent);
    }

    /// <summary>Removes an agent from its skill profile and rosters.</summary>
    public void RemoveAgent(Agent agent)
    {
        var profile = agent.SkillProfile!;
        foreach (var entry in agent.RosterEntries)
        {
            if (entry.InHeap) entry.Roster!.Remove(entry);
            entry.Roster = null;
        }

        agent.SkillProfile = null;
        _rostersChanged?.Invoke(agent);
        Count(profile, agent.Presence, agent.IsSetAside, -1);
        if (profile.Agents > 0) return;
        profile.UnusedNode = _unusedProfiles.AddLast(profile);
        if (_unusedProfiles.Count <= UnusedKept) return;
        var oldest = _unusedProfiles.First!.Value;
        _unusedProfiles.RemoveFirst();
        _profiles.Remove(new SkillsKey(oldest.Skills));
        _profilesInOrder.Remove(oldest);
        foreach (var roster in oldest.Rosters) roster.Unpair();
    }

    /// <summary>Updates the index after an agent's presence or its reason has changed.</summary>
    public void PresenceChanged(Agent agent, Presence before, bool wasSetAside = false)
    {
        var profile = agent.SkillProfile!;
        var staffed = profile.StaffedRules;
        profile.Count(before, wasSetAside, -1);
        profile.Count(agent.Presence, agent.IsSetAside, 1);
        UpdateStaff(profile, staffed);
        UpdateRosters(agent);
    }

    /// <summary>Changes the agent order of a queue's lines.</summary>
    public void Reorder(QueueId queue, AgentOrderKey orderKey, IEnumerable<Agent> agents)
    {
        foreach (var line in _linesInOrder)
        {
            if (line.Key.Queue != queue || line.RosterKind.Order.Key == orderKey) continue;
            line.Unpair();
            (line.ServingProfiles, line.StaffProfiles) = (0, 0);
            line.RosterKind = KindFor(line.Key.Channel, orderKey, agents);
            foreach (var profile in _profilesInOrder) TryPair(profile, line);
        }
    }

    /// <summary>Changes who counts as the staff of a queue's lines.</summary>
    public void ChangeStaffRule(QueueId queue, StaffRule rule)
    {
        foreach (var line in _linesInOrder)
        {
            if (line.Key.Queue != queue || line.StaffRule == rule) continue;
            _rulesInUse |= 1 << (int)rule;
            (line.StaffRule, line.StaffProfiles) = (rule, 0);
            for (var index = 0; index < line.OppositeCount; index++)
                if (((Roster)line.OppositeAt(index)).Profile.HasStaff(rule)) line.StaffProfiles++;
        }
    }

    /// <summary>Adds an agent to the rosters of channels with free capacity, and removes it from the others.</summary>
    public void UpdateRosters(Agent agent)
    {
        _rostersChanged?.Invoke(agent);
        foreach (var entry in agent.RosterEntries)
        {
            if (!agent.HasRoom(entry.Kind.Channel))
            {
                if (entry.InHeap) entry.Roster!.Remove(entry);
                continue;
            }

            var roster = entry.Roster!;
            var key = entry.Kind.Order.KeyOf(agent);
            var moved = entry.Key != key;
            entry.Key = key;
            if (!entry.InHeap) roster.Add(entry);
            else if (moved) roster.Change(entry);
        }
    }

    /// <summary>Gives an agent an entry for each roster kind.</summary>
    public void AddRosterEntries(Agent agent)
    {
        foreach (var kind in _kinds) agent.AddRosterEntry(kind);
    }

    private RosterKind KindFor(int channel, AgentOrderKey orderKey, IEnumerable<Agent> agents)
    {
        foreach (var known in _kinds)
            if (known.Channel == channel && known.Order.Key == orderKey) return known;
        var kind = new RosterKind(_kinds.Count, channel, AgentOrder.Of(orderKey));
        _kinds.Add(kind);
        foreach (var profile in _profilesInOrder) profile.AddRoster();
        foreach (var agent in agents)
        {
            var entry = agent.AddRosterEntry(kind);
            if (agent.SkillProfile is not { } profile) continue;
            entry.Roster = profile.RosterOf(kind);
            UpdateRosters(agent);
        }

        return kind;
    }

    private static void TryPair(SkillProfile profile, WaitingLine line)
    {
        if (!profile.Serves(line.Key.Requirements)) return;
        MatchSide.Pair(line, profile.RosterOf(line.RosterKind), line.RosterKind.Order.BiasOf(profile, line.Key.Requirements));
        if (profile.HasStaff(StaffRule.Servable)) line.ServingProfiles++;
        if (profile.HasStaff(line.StaffRule)) line.StaffProfiles++;
    }

    private void Count(SkillProfile profile, Presence presence, bool isSetAside, int change)
    {
        var staffed = profile.StaffedRules;
        profile.Count(presence, isSetAside, change);
        UpdateStaff(profile, staffed);
    }

    /// <summary>Updates the lines of a profile that has begun or ceased to have staff by a rule.</summary>
    private void UpdateStaff(SkillProfile profile, int before)
    {
        var now = profile.StaffedRules;
        var changed = (before ^ now) & _rulesInUse;
        if (changed == 0) return;
        foreach (var roster in profile.Rosters)
            for (var index = 0; index < roster.OppositeCount; index++)
                UpdateStaff((WaitingLine)roster.OppositeAt(index), changed, now);
    }

    private void UpdateStaff(WaitingLine line, int changed, int now)
    {
        var (serving, staff) = (line.ServingProfiles > 0, line.StaffProfiles > 0);
        if (IsSet(changed, StaffRule.Servable)) line.ServingProfiles += IsSet(now, StaffRule.Servable) ? 1 : -1;
        if (IsSet(changed, line.StaffRule)) line.StaffProfiles += IsSet(now, line.StaffRule) ? 1 : -1;
        if (serving != line.ServingProfiles > 0 || staff != line.StaffProfiles > 0) _staffChanged(line);
    }

    private static bool IsSet(int rules, StaffRule rule) => (rules >> (int)rule & 1) != 0;
}
