namespace Acd.Simulator.Verify;

/// <summary>
/// When a commit has landed the engine had settled: a contact that waits then, waits because nobody is ready for it.
/// </summary>
internal sealed class NobodyWaitsForNothing : Checker
{
    public override string Rule => "Nobody waits beside an eligible agent with room.";

    public override string? AfterCommit(Commit commit, CenterMirror center, SimulatedDatabase database) => Waiting(center);

    public override string? AtRest(Rest rest) => Waiting(rest.Center);

    private static string? Waiting(CenterMirror center)
    {
        foreach (var contact in center.Waiting)
        {
            foreach (var agent in center.Agents.Values)
                if (center.IsReady(contact, agent)) return $"The contact {contact.Id} waits while {agent.Id} is ready for it.";
        }

        return null;
    }
}
