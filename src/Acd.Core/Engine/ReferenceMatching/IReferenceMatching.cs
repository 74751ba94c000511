namespace Acd.Core;

/// <summary>
/// Working sets outside of the engine, by which it matches instead of by its own index: a line of contacts by rank, and sets of
/// the agents who have room. The engine keeps them up to date and asks them while it settles, on its own thread; what they
/// answer decides, so that an answer which cannot be is a broken invariant. They are derived, and new for each engine. Whatever
/// goes wrong with them is thrown through the engine, which is of no use then.
/// </summary>
public interface IReferenceMatching
{
    /// <summary>Takes in what has changed. It holds for whatever is asked from then on.</summary>
    /// <param name="line">Contacts that come in line, or leave it; of one that is there twice the last counts.</param>
    /// <param name="ready">Agents who come to have room, have it no longer, or have it in another order.</param>
    void ApplyChanges(IReadOnlyList<WaitingLineChange> line, IReadOnlyList<ReadySetChange> ready);

    /// <summary>
    /// Takes the first contact, by rank and then by sequence, out of line. It is asked only if somebody is in it.
    /// </summary>
    ContactId? TakeFirst();

    /// <summary>The agents in a room who have every one of some skills, the least order first.</summary>
    /// <param name="room">The room.</param>
    /// <param name="skills">The skills; none for whoever is in the room.</param>
    IReadOnlyList<AgentId> FindReady(ReadySetKey room, IReadOnlyList<SkillId> skills);
}

/// <summary>What agents can be ready for: one more contact of a channel, in an order of their own.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Basis">From when on they count as idle.</param>
public readonly record struct ReadySetKey(ChannelId Channel, IdleBasis Basis);

/// <summary>A contact comes in line, or leaves it.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Sequence">Its sequence number, which breaks ties of rank.</param>
/// <param name="Rank">Its rank; none where it leaves.</param>
public sealed record WaitingLineChange(ContactId Contact, long Sequence, Timestamp? Rank);

/// <summary>An agent enters or leaves a room's sets: that of each of its skills, and that of all.</summary>
/// <param name="Room">The room.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Left">The skills whose sets it leaves.</param>
/// <param name="Entered">The skills whose sets it is in from now on, with <paramref name="Order"/>.</param>
/// <param name="Order">
/// Its place in them and in the set of all, in 1/4096 ms, no other agent's; none where it leaves the set of all.
/// </param>
public sealed record ReadySetChange(
    ReadySetKey Room, AgentId Agent, IReadOnlyList<SkillId> Left, IReadOnlyList<SkillId> Entered, long? Order);
