using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A hang-up has happened, so it succeeds in every state. It loses no promised callback, and the events say who ended a talk.
/// </summary>
internal sealed class HangUpsAreFacts : Checker
{
    public override string Rule => "A hang-up succeeds in every state and loses no callback.";

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        foreach (var contact in commit.Changes.Contacts.Where(contact => contact.State == ContactState.WrapUp))
        {
            if (state.Contacts.GetValueOrDefault(contact.Id) is { } projected && projected.EndedBy != contact.EndedBy)
                return $"By its document {contact.EndedBy} ended {contact.Id}, by its events {projected.EndedBy} did.";
        }

        return null;
    }

    public override string? OnReply(RevealedReply revealed, ProjectedState state, SimulatedDatabase database)
    {
        if (revealed.Request is not HangUpContact hangUp) return null;
        if (revealed.Reply is Refusal { Kind: RefusalKind.Conflict, Code: not "contact.notThisConnection" } refusal)
            return $"{MessageFormatter.Of(hangUp)} is refused as {refusal.Code}.";
        return revealed.Reply is ContactReply { Contact: var contact } ? Wrong(contact) : null;
    }

    private static string? Wrong(ContactDocument contact) => contact switch
    {
        { State: ContactState.Closed, Reason: CloseReason.Abandoned, Callback: not null } =>
            $"A hang-up closed {contact.Id}, whose caller is to be called back.",
        { State: ContactState.WrapUp } or { State: ContactState.Closed } => null,
        { Callback: not null, State: ContactState.Queued or ContactState.Offered } => null,
        _ => $"After a hang-up {contact.Id} is {contact.State}.",
    };
}
