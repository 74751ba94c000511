using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A position counts the queued and ringing contacts that compete for the same agents. The reply to a new contact has one if it
/// waits.
/// </summary>
internal sealed class PositionsAreRight : Checker
{
    public override string Rule => "A position counts those who compete for the same agents, ringing or not.";

    public override string? OnReply(RevealedReply revealed, ProjectedState state, SimulatedDatabase database)
    {
        if (revealed is not { Request: EnqueueContact, Reply: ContactReply { Contact: var contact } reply }) return null;
        var waits = contact is { State: ContactState.Queued, Callback: null, Parked: null };
        return waits && !(reply.Position >= 1) ? $"The reply to the new contact {contact.Id} has no position." : null;
    }

    public override string? WhenQuiescent(QuiescentState quiescent)
    {
        foreach (var (query, reply) in quiescent.Replies)
        {
            if (query is not GetContact { Contact: var id } || reply is not ContactReply { Position: var position }) continue;
            if (!quiescent.State.Contacts.TryGetValue(id, out var contact)) continue;
            int? expected = Waits(contact) && contact.State == ContactState.Queued
                ? 1 + quiescent.State.Contacts.Values.Count(other => IsBefore(other, contact))
                : null;
            if (position != expected) return $"The contact {id} is told the position {position}, but has {expected}.";
        }

        return null;
    }

    private static bool IsBefore(ProjectedContact other, ProjectedContact contact) =>
        Waits(other) && other.Queue == contact.Queue && other.Channel == contact.Channel
        && other.Key.CompareTo(contact.Key) < 0
        && other.Requirements.ToHashSet().SetEquals(contact.Requirements);

    private static bool Waits(ProjectedContact contact) =>
        contact.State is ContactState.Queued or ContactState.Offered && !contact.IsAway;
}
