namespace Acd.Core.Matching;

/// <summary>
/// Who goes with whom: lines of contacts and rosters of agents, paired where a roster's profile serves a line's needs. It
/// knows nothing of cooldowns, offers or time.
/// </summary>
internal sealed class MatchIndex
{
    /// <summary>How many lines without contacts, and profiles without agents, are kept in case they are needed again.</summary>
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

    /// <param name="becameUnservable">Told of a line when the last logged-in agent who serves it is gone.</param>
    /// <param name="seated">Told of an agent when its seats may have changed, if anybody wants to know.</param>
    public MatchIndex(Action<WaitingLine> becameUnservable, Action<Agent>? seated = null) =>
        (_becameUnservable, _rostersChanged) = (becameUnservable, seated);

    /// <summary>The profiles, by the order of their making.</summary>
    public IReadOnlyList<SkillProfile> Profiles => _profilesInOrder;

    /// <summary>The lines, by the order of their making.</summary>
    public IReadOnlyList<WaitingLine> Lines => _linesInOrder;

    /// <summary>The line for a contact's needs; made, and paired with all who serve it, where it is new.</summary>
    /// <param name="needs">The needs.</param>
    /// <param name="agents">All agents, by whom a lane's rosters are filled when its first line comes.</param>
    /// <param name="ordering">By what the queue chooses among agents.</param>
    public WaitingLine AcquireLine(RequirementsKey needs, IEnumerable<Agent> agents, AgentOrderKey ordering = default)
    {
        if (!_lines.TryGetValue(needs, out var line))
        {
            line = new WaitingLine(needs, KindFor(needs.Channel, ordering, agents));
            _lines.Add(needs, line);
            _linesInOrder.Add(line);
            foreach (var profile in _profilesInOrder) TryPair(profile, line);
        }

        if (line.UnusedNode is not null) _unusedLines.Remove(line.UnusedNode);
        line.UnusedNode = null;
        line.Users++;
        return line;
    }

    /// <summary>A contact with a line's needs is gone.</summary>
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

    /// <summary>Puts an agent among those of its skills; it has no seat yet.</summary>
    public void AddAgent(Agent agent)
    {
        var key = SkillsKey.Of(agent.Profile.Skills);
        if (!_profiles.TryGetValue(key, out var profile))
        {
            profile = new SkillProfile(key.Skills);
            _profiles.Add(key, profile);
            _profilesInOrder.Add(profile);
            for (var lane = 0; lane < _kinds.Count; lane++) profile.AddRoster();
            foreach (var line in _linesInOrder) TryPair(profile, line);
        }

        if (profile.UnusedNode is not null) _unusedProfiles.Remove(profile.UnusedNode);
        profile.UnusedNode = null;
        agent.SkillProfile = profile;
        foreach (var seat in agent.RosterEntries) seat.Roster = profile.RosterOf(seat.Kind);
        Count(profile, agent.Presence, 1);
        UpdateRosters(agent);
    }

    /// <summary>Takes an agent from those of its skills, and from its seats.</summary>
    public void RemoveAgent(Agent agent)
    {
        var profile = agent.SkillProfile!;
        foreach (var seat in agent.RosterEntries)
        {
            if (seat.InHeap) seat.Roster!.Remove(seat);
            seat.Roster = null;
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

    /// <summary>To be called after an agent's presence has changed.</summary>
    public void PresenceChanged(Agent agent, Presence before)
    {
        Count(agent.SkillProfile!, before, -1);
        Count(agent.SkillProfile!, agent.Presence, 1);
        UpdateRosters(agent);
    }

    /// <summary>Lets a queue's lines look for agents in another order from now on.</summary>
    public void Reorder(QueueId queue, AgentOrderKey ordering, IEnumerable<Agent> agents)
    {
        foreach (var line in _linesInOrder)
        {
            if (line.Key.Queue != queue || line.RosterKind.Order.Key == ordering) continue;
            line.Unpair();
            line.ServingProfiles = 0;
            line.RosterKind = KindFor(line.Key.Channel, ordering, agents);
            foreach (var profile in _profilesInOrder) TryPair(profile, line);
        }
    }

    /// <summary>Puts an agent into the rosters of the channels for which it has room, and takes it from the others.</summary>
    public void UpdateRosters(Agent agent)
    {
        _rostersChanged?.Invoke(agent);
        foreach (var seat in agent.RosterEntries)
        {
            if (!agent.HasRoom(seat.Kind.Channel))
            {
                if (seat.InHeap) seat.Roster!.Remove(seat);
                continue;
            }

            var roster = seat.Roster!;
            var key = seat.Kind.Order.KeyOf(agent);
            var moved = seat.Key != key;
            seat.Key = key;
            if (!seat.InHeap) roster.Add(seat);
            else if (moved) roster.Change(seat);
        }
    }

    /// <summary>Gives an agent a seat for each lane.</summary>
    public void AddRosterEntries(Agent agent)
    {
        foreach (var lane in _kinds) agent.AddRosterEntry(lane);
    }

    private RosterKind KindFor(int channel, AgentOrderKey ordering, IEnumerable<Agent> agents)
    {
        foreach (var known in _kinds)
            if (known.Channel == channel && known.Order.Key == ordering) return known;
        var lane = new RosterKind(_kinds.Count, channel, AgentOrder.Of(ordering));
        _kinds.Add(lane);
        foreach (var profile in _profilesInOrder) profile.AddRoster();
        foreach (var agent in agents)
        {
            var seat = agent.AddRosterEntry(lane);
            if (agent.SkillProfile is not { } profile) continue;
            seat.Roster = profile.RosterOf(lane);
            UpdateRosters(agent);
        }

        return lane;
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
