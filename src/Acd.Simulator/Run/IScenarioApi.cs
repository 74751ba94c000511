namespace Acd.Simulator;

/// <summary>A contact's assignment to an agent.</summary>
/// <param name="Agent">The number of the scenario's agent; null for any other agent.</param>
/// <param name="Wait">The contact's wait.</param>
public sealed record Assignment(int? Agent, TimeSpan Wait);

/// <summary>A center behind one of its two HTTP interfaces.</summary>
public interface IScenarioApi : IAsyncDisposable
{
    /// <summary>Opens the center and makes the scenario's agents available in it.</summary>
    Task OpenAsync(IReadOnlyList<SkillPair> agents, CancellationToken cancel);

    /// <summary>Enqueues a contact and returns its key.</summary>
    Task<string> EnqueueAsync(int number, ScenarioContact contact, CancellationToken cancel);

    /// <summary>Waits until the contact is connected to an agent.</summary>
    Task<Assignment> WaitForAssignmentAsync(string contact, CancellationToken cancel);

    /// <summary>Ends a talk: completes the contact and frees the agent.</summary>
    Task CompleteAsync(string contact, Assignment assignment, CancellationToken cancel);

    /// <summary>The number of agents that had the contact, as far as the interface shows.</summary>
    int TimesAssigned(string contact);

    /// <summary>Ends a contact that is not complete, in any state.</summary>
    Task WithdrawAsync(string contact, CancellationToken cancel);

    /// <summary>Ends the scenario.</summary>
    /// <param name="agents">The number of agents to remove.</param>
    /// <param name="keep">Whether the agents stay.</param>
    /// <param name="cancel">Stops it.</param>
    Task CloseAsync(int agents, bool keep, CancellationToken cancel);
}
