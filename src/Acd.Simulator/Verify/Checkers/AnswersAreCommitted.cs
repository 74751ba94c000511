using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// What a reply tells is in the store when it is revealed, and is not from a past that somebody has seen the end of.
/// </summary>
internal sealed class RepliesAreDurable : Checker
{
    public override string Rule => "What is acknowledged is durable, and no answer comes from the past.";

    public override string? OnReply(RevealedReply answer, ProjectedState center, SimulatedDatabase database) => answer.Reply switch
    {
        ContactReply { Contact: var told } => AboutContact(told, answer, database),
        AgentReply { Agent: var told } => AboutAgent(told, database),
        _ => null,
    };

    private static string? AboutContact(ContactDocument told, RevealedReply answer, SimulatedDatabase database)
    {
        if (told.Sequence > database.LastSequence) return $"The contact {told.Id} was told of before it was committed.";
        if (answer.Seen is { } seen && seen.IsAfter(new ObservedVersion(told.Sequence, told.Events)))
            return $"A reply tells of event {told.Events} of the contact {told.Id}; event {seen.Events} had been seen before.";
        if (database.Find(told.Id) is not { } stored || stored.Sequence != told.Sequence) return null;
        return told.Events > stored.Events
            ? $"A reply tells of event {told.Events} of the contact {told.Id}; the store has {stored.Events}."
            : null;
    }

    private static string? AboutAgent(AgentDocument told, SimulatedDatabase database)
    {
        if (told.Sequence > database.LastSequence) return $"The agent {told.Id} was told of before it was committed.";
        if (!database.Agents.TryGetValue(told.Id, out var kept) || kept.Document.Sequence != told.Sequence) return null;
        return told.IdleOrder > kept.Document.IdleOrder
            ? $"A reply tells of a place of the agent {told.Id} among the idle that the store has not."
            : null;
    }
}
