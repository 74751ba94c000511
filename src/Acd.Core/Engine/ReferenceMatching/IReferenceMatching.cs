namespace Acd.Core;

/// <summary>
/// Working sets outside the engine that replace its own index: a line of contacts by rank, and sets of ready agents. The engine
/// updates and reads them on its own thread while it matches. Their answers decide, so an impossible answer is a broken
/// invariant. They are derived data, and new for each engine. Their exceptions pass through the engine, which is unusable
/// afterwards.
/// </summary>
public interface IReferenceMatching
{
    /// <summary>Applies changes. They hold for all later calls.</summary>
    /// <param name="line">Contacts that enter or leave the line. If a contact occurs twice, the last change counts.</param>
    /// <param name="ready">Agents that enter or leave a ready set, or move in its order.</param>
    void ApplyChanges(IReadOnlyList<WaitingLineChange> line, IReadOnlyList<ReadySetChange> ready);

    /// <summary>Takes the first contact by rank and then by sequence. Called only if the line is not empty.</summary>
    ContactId? TakeFirst();

    /// <summary>The agents of a ready set that have all given skills, by ascending order.</summary>
    /// <param name="room">The ready set.</param>
    /// <param name="skills">The skills. Empty for all agents of the set.</param>
    IReadOnlyList<AgentId> FindReady(ReadySetKey room, IReadOnlyList<SkillId> skills);
}

/// <summary>The key of a ready set: agents with free capacity for a channel, in one idle order.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Basis">The start of the agents' idle time.</param>
public readonly record struct ReadySetKey(ChannelId Channel, IdleBasis Basis);

/// <summary>A contact that enters or leaves the line.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Sequence">Its sequence number, which breaks ties of rank.</param>
/// <param name="Rank">Its rank. Null if it leaves.</param>
public sealed record WaitingLineChange(ContactId Contact, long Sequence, Timestamp? Rank);

/// <summary>An agent that enters or leaves a ready set and the subsets of its skills.</summary>
/// <param name="Room">The ready set.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Left">The skills whose subsets it leaves.</param>
/// <param name="Entered">The skills whose subsets it is in from now on, with <paramref name="Order"/>.</param>
/// <param name="Order">
/// Its position in the set and the subsets, unique among agents: its idle order in 1/4096 ms, less 2⁵³ unless a contact rings
/// at it. Null if it leaves the set.
/// </param>
public sealed record ReadySetChange(
    ReadySetKey Room, AgentId Agent, IReadOnlyList<SkillId> Left, IReadOnlyList<SkillId> Entered, long? Order);
