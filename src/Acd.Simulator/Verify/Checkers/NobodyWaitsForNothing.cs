namespace Acd.Simulator.Verify;

/// <summary>
/// When a commit has landed the engine had settled: a contact that waits then, waits because nobody is ready for it.
/// </summary>
internal sealed class NoMissedMatch : Checker
{
    public override string Rule => "Nobody waits beside an eligible agent with room.";

    public override string? AfterCommit(CommittedBatch commit, ProjectedState center, SimulatedDatabase database) => Waiting(center);

    public override string? WhenQuiescent(QuiescentState rest) => Waiting(rest.State);

    private static string? Waiting(ProjectedState center)
    {
        foreach (var contact in center.Waiting)
        {
            foreach (var agent in center.Agents.Values)
                if (center.IsReady(contact, agent)) return $"The contact {contact.Id} waits while {agent.Id} is ready for it.";
        }

        return null;
    }
}
