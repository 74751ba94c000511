namespace Acd.Simulator;

/// <summary>Who took a contact.</summary>
/// <param name="Agent">The number of the scenario's agent; none where it was an agent of somebody else's.</param>
/// <param name="Wait">How long the contact waited.</param>
public sealed record Assignment(int? Agent, TimeSpan Wait);

/// <summary>The center at the other end of one of its two HTTP interfaces.</summary>
public interface IScenarioApi : IAsyncDisposable
{
    /// <summary>Opens the center, with the scenario's agents in it and available.</summary>
    Task OpenAsync(IReadOnlyList<SkillPair> agents, CancellationToken cancel);

    /// <summary>Puts a contact in line, and gives its key.</summary>
    Task<string> EnqueueAsync(int number, ScenarioContact contact, CancellationToken cancel);

    /// <summary>Waits until an agent has the contact.</summary>
    Task<Assignment> WaitForAssignmentAsync(string contact, CancellationToken cancel);

    /// <summary>Ends a talk: the agent is available again, and the contact is complete.</summary>
    Task CompleteAsync(string contact, Assignment assignment, CancellationToken cancel);

    /// <summary>How many agents have had the contact, as far as could be seen.</summary>
    int TimesAssigned(string contact);

    /// <summary>Takes a contact back that has not come to its end, whatever its state.</summary>
    Task WithdrawAsync(string contact, CancellationToken cancel);

    /// <summary>Ends the scenario.</summary>
    /// <param name="agents">How many agents were made.</param>
    /// <param name="keep">Whether they stay.</param>
    /// <param name="cancel">Gives up.</param>
    Task CloseAsync(int agents, bool keep, CancellationToken cancel);
}
