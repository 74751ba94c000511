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
    private readonly Action<WaitingLine> _becameUnservable;
    private readonly Action<Agent>? _rostersChanged;
    private readonly List<RosterKind> _kinds = [];

    /// <param name="becameUnservable">Called for a line when its last logged-in serving agent leaves.</param>
    /// <param name="rostersChanged">Called for an agent whose roster entries may have changed.</param>
    public MatchIndex(Action<WaitingLine> becameUnservable, Action<Agent>? rostersChanged = null) =>
        (_becameUnservable, _rostersChanged) = (becameUnservable, rostersChanged);

    /// <summary>The profiles, by creation.</summary>
    public IReadOnlyList<SkillProfile> Profiles => _profilesInOrder;

    /// <summary>The lines, by creation.</summary>
    public IReadOnlyList<WaitingLine> Lines => _linesInOrder;

    /// <summary>The line of a key. A new line is paired with all rosters that serve it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="agents">All agents. They fill the rosters of a new kind.</param>
    /// <param name="orderKey">The queue's order of agents.</param>
    public WaitingLine AcquireLine(RequirementsKey key, IEnumerable<Agent> agents, AgentOrderKey orderKey = default)
    {
        if (!_lines.TryGetValue(key, out var line))
        {
            line = new WaitingLine(key, KindFor(key.Channel, orderKey, agents));
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
        Count(profile, agent.Presence, 1);
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
        Count(profile, agent.Presence, -1);
        if (profile.Agents > 0) return;
        profile.UnusedNode = _unusedProfiles.AddLast(profile);
        if (_unusedProfiles.Count <= UnusedKept) return;
        var oldest = _unusedProfiles.First!.Value;
        _unusedProfiles.RemoveFirst();
        _profiles.Remove(new SkillsKey(oldest.Skills));
        _profilesInOrder.Remove(oldest);
        foreach (var roster in oldest.Rosters) roster.Unpair();
    }

    /// <summary>Updates the index after an agent's presence has changed.</summary>
    public void PresenceChanged(Agent agent, Presence before)
    {
        Count(agent.SkillProfile!, before, -1);
        Count(agent.SkillProfile!, agent.Presence, 1);
        UpdateRosters(agent);
    }

    /// <summary>Changes the agent order of a queue's lines.</summary>
    public void Reorder(QueueId queue, AgentOrderKey orderKey, IEnumerable<Agent> agents)
    {
        foreach (var line in _linesInOrder)
        {
            if (line.Key.Queue != queue || line.RosterKind.Order.Key == orderKey) continue;
            line.Unpair();
            line.ServingProfiles = 0;
            line.RosterKind = KindFor(line.Key.Channel, orderKey, agents);
            foreach (var profile in _profilesInOrder) TryPair(profile, line);
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
        if (profile.LoggedIn > 0) line.ServingProfiles++;
    }

    private void Count(SkillProfile profile, Presence presence, int change)
    {
        var served = profile.LoggedIn > 0;
        profile.Count(presence, change);
        var serves = profile.LoggedIn > 0;
        if (served == serves) return;
        foreach (var roster in profile.Rosters)
        {
            for (var index = 0; index < roster.OppositeCount; index++)
            {
                var line = (WaitingLine)roster.OppositeAt(index);
                line.ServingProfiles += serves ? 1 : -1;
                if (line.ServingProfiles == 0) _becameUnservable(line);
            }
        }
    }
}
