namespace Acd.Core.Matching;

/// <summary>
/// Who goes with whom: lines of contacts and rosters of agents, paired where a roster's profile serves a line's needs. It
/// knows nothing of cooldowns, offers or time.
/// </summary>
internal sealed class Matcher
{
    /// <summary>How many lines without contacts, and profiles without agents, are kept in case they are needed again.</summary>
    private const int UnusedKept = 4096;

    private readonly Dictionary<Needs, Line> _lines = [];
    private readonly Dictionary<SkillsKey, Profile> _profiles = [];
    private readonly List<Profile> _profilesInOrder = [];
    private readonly List<Line> _linesInOrder = [];
    private readonly LinkedList<Line> _unusedLines = [];
    private readonly LinkedList<Profile> _unusedProfiles = [];
    private readonly Action<Line> _becameUnservable;
    private readonly Action<Agent>? _seated;
    private readonly List<Lane> _lanes = [];

    /// <param name="becameUnservable">Told of a line when the last logged-in agent who serves it is gone.</param>
    /// <param name="seated">Told of an agent when its seats may have changed, if anybody wants to know.</param>
    public Matcher(Action<Line> becameUnservable, Action<Agent>? seated = null) =>
        (_becameUnservable, _seated) = (becameUnservable, seated);

    /// <summary>The profiles, by the order of their making.</summary>
    public IReadOnlyList<Profile> Profiles => _profilesInOrder;

    /// <summary>The lines, by the order of their making.</summary>
    public IReadOnlyList<Line> Lines => _linesInOrder;

    /// <summary>The line for a contact's needs; made, and paired with all who serve it, where it is new.</summary>
    /// <param name="needs">The needs.</param>
    /// <param name="agents">All agents, by whom a lane's rosters are filled when its first line comes.</param>
    /// <param name="ordering">By what the queue chooses among agents.</param>
    public Line Use(Needs needs, IEnumerable<Agent> agents, Ordering ordering = default)
    {
        if (!_lines.TryGetValue(needs, out var line))
        {
            line = new Line(needs, LaneFor(needs.Channel, ordering, agents));
            _lines.Add(needs, line);
            _linesInOrder.Add(line);
            foreach (var profile in _profilesInOrder) TryPair(profile, line);
        }

        if (line.Unused is not null) _unusedLines.Remove(line.Unused);
        line.Unused = null;
        line.Users++;
        return line;
    }

    /// <summary>A contact with a line's needs is gone.</summary>
    public void Release(Line line)
    {
        if (--line.Users > 0) return;
        line.Unused = _unusedLines.AddLast(line);
        if (_unusedLines.Count <= UnusedKept) return;
        var oldest = _unusedLines.First!.Value;
        _unusedLines.RemoveFirst();
        _lines.Remove(oldest.Needs);
        _linesInOrder.Remove(oldest);
        oldest.Unpair();
    }

    /// <summary>Puts an agent among those of its skills; it has no seat yet.</summary>
    public void Join(Agent agent)
    {
        var key = SkillsKey.Of(agent.Profile.Skills);
        if (!_profiles.TryGetValue(key, out var profile))
        {
            profile = new Profile(key.Skills);
            _profiles.Add(key, profile);
            _profilesInOrder.Add(profile);
            for (var lane = 0; lane < _lanes.Count; lane++) profile.AddRoster();
            foreach (var line in _linesInOrder) TryPair(profile, line);
        }

        if (profile.Unused is not null) _unusedProfiles.Remove(profile.Unused);
        profile.Unused = null;
        agent.Skills = profile;
        foreach (var seat in agent.Seats) seat.Roster = profile.RosterOf(seat.Lane);
        Count(profile, agent.Presence, 1);
        Reseat(agent);
    }

    /// <summary>Takes an agent from those of its skills, and from its seats.</summary>
    public void Leave(Agent agent)
    {
        var profile = agent.Skills!;
        foreach (var seat in agent.Seats)
        {
            if (seat.InHeap) seat.Roster!.Remove(seat);
            seat.Roster = null;
        }

        agent.Skills = null;
        _seated?.Invoke(agent);
        Count(profile, agent.Presence, -1);
        if (profile.Agents > 0) return;
        profile.Unused = _unusedProfiles.AddLast(profile);
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
        Count(agent.Skills!, before, -1);
        Count(agent.Skills!, agent.Presence, 1);
        Reseat(agent);
    }

    /// <summary>Lets a queue's lines look for agents in another order from now on.</summary>
    public void Reorder(QueueId queue, Ordering ordering, IEnumerable<Agent> agents)
    {
        foreach (var line in _linesInOrder)
        {
            if (line.Needs.Queue != queue || line.Lane.Order.Ordering == ordering) continue;
            line.Unpair();
            line.ServingProfiles = 0;
            line.Lane = LaneFor(line.Needs.Channel, ordering, agents);
            foreach (var profile in _profilesInOrder) TryPair(profile, line);
        }
    }

    /// <summary>Puts an agent into the rosters of the channels for which it has room, and takes it from the others.</summary>
    public void Reseat(Agent agent)
    {
        _seated?.Invoke(agent);
        foreach (var seat in agent.Seats)
        {
            if (!agent.HasRoom(seat.Lane.Channel))
            {
                if (seat.InHeap) seat.Roster!.Remove(seat);
                continue;
            }

            var roster = seat.Roster!;
            var key = seat.Lane.Order.KeyOf(agent);
            var moved = seat.Key != key;
            seat.Key = key;
            if (!seat.InHeap) roster.Add(seat);
            else if (moved) roster.Change(seat);
        }
    }

    /// <summary>Gives an agent a seat for each lane.</summary>
    public void AddSeats(Agent agent)
    {
        foreach (var lane in _lanes) agent.AddSeat(lane);
    }

    private Lane LaneFor(int channel, Ordering ordering, IEnumerable<Agent> agents)
    {
        foreach (var known in _lanes)
            if (known.Channel == channel && known.Order.Ordering == ordering) return known;
        var lane = new Lane(_lanes.Count, channel, AgentOrder.Of(ordering));
        _lanes.Add(lane);
        foreach (var profile in _profilesInOrder) profile.AddRoster();
        foreach (var agent in agents)
        {
            var seat = agent.AddSeat(lane);
            if (agent.Skills is not { } profile) continue;
            seat.Roster = profile.RosterOf(lane);
            Reseat(agent);
        }

        return lane;
    }

    private static void TryPair(Profile profile, Line line)
    {
        if (!profile.Serves(line.Needs.Requirements)) return;
        Side.Pair(line, profile.RosterOf(line.Lane), line.Lane.Order.BiasOf(profile, line.Needs.Requirements));
        if (profile.LoggedIn > 0) line.ServingProfiles++;
    }

    private void Count(Profile profile, Presence presence, int change)
    {
        var served = profile.LoggedIn > 0;
        profile.Count(presence, change);
        var serves = profile.LoggedIn > 0;
        if (served == serves) return;
        foreach (var roster in profile.Rosters)
        {
            for (var index = 0; index < roster.OppositeCount; index++)
            {
                var line = (Line)roster.OppositeAt(index);
                line.ServingProfiles += serves ? 1 : -1;
                if (line.ServingProfiles == 0) _becameUnservable(line);
            }
        }
    }
}
