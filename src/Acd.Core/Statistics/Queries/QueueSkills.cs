using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>
/// The skills that a queue asks for: those of its gates and of the contacts in it. A queue without both asks for none, so that
/// every agent may serve it.
/// </summary>
internal sealed class QueueSkills
{
    private readonly HashSet<SkillSet> _sets = [];

    /// <summary>The number of different sets of skills.</summary>
    public int Sets => _sets.Count;

    /// <summary>Whether agents of a kind have all of one of the sets.</summary>
    public bool AreServedBy(SkillProfile profile) => _sets.Count == 0 || _sets.Any(set => profile.Serves(set.Requirements));

    /// <summary>The skills of each queue.</summary>
    public static Dictionary<QueueId, QueueSkills> OfAll(EngineState state)
    {
        var skills = state.Settings.Queues.ToDictionary(queue => queue.Id, _ => new QueueSkills());
        foreach (var gate in state.Settings.Gates) skills[gate.Queue].Add(gate.Requirements);
        foreach (var line in state.MatchIndex.Lines)
            if (line.Users > 0 && skills.TryGetValue(line.Key.Queue, out var queue)) queue._sets.Add(new(line.Key.Requirements));
        return skills;
    }

    private void Add(IReadOnlyList<Requirement> requirements) =>
        _sets.Add(new(RequirementsKey.Of(default, 0, requirements).Requirements));

    /// <summary>Requirements that are equal where they ask for the same, in the order of their skills.</summary>
    private readonly record struct SkillSet(Requirement[] Requirements)
    {
        public bool Equals(SkillSet other) => Requirements.AsSpan().SequenceEqual(other.Requirements);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var requirement in Requirements) hash.Add(requirement);
            return hash.ToHashCode();
        }
    }
}
