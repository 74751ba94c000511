namespace Acd.Core.Tests;

/// <summary>The events of what becomes of a contact in line.</summary>
public sealed partial class ReferenceModel
{
    private void TellTransferred(
        ModelContact contact, LeftConnection? left, (QueueId Queue, GateId? Gate)? from = null) =>
        Tell(contact, new ContactTransferred
        {
            Agent = left?.Agent.Id,
            Requirements = contact.Requirements,
            FromQueue = from?.Queue,
            FromGate = from?.Gate,
            PreferredAgent = contact.PreferredAgent,
            Rank = contact.Rank,
            Talk = left?.Talk ?? TimeSpan.Zero,
            Hold = left?.Hold ?? TimeSpan.Zero,
        });

    private void TellStepped(
        ModelContact contact, StepCause cause, TimeSpan? after,
        (QueueId Queue, GateId? Gate)? from = null, bool skipped = false) =>
        Tell(contact, new PlanStepped
        {
            Cause = cause,
            After = after,
            Skipped = skipped,
            FromQueue = from?.Queue,
            FromGate = from?.Gate,
            Requirements = contact.Requirements,
            Priority = contact.Priority,
            Rank = contact.Rank,
        });

    private void TellRequirementsChanged(ModelContact contact) =>
        Tell(contact, new ContactRequirementsChanged { Requirements = contact.Requirements });

    private void TellCallbackRequested(ModelContact contact) => Tell(contact, new CallbackRequested
    {
        Number = contact.Callback!.Number,
        Expires = contact.Callback.Expires,
    });

    private void TellCallbackFailed(ModelContact contact, LeftConnection left) => Tell(contact, new CallbackFailed
    {
        Agent = left.Agent.Id,
        Attempts = contact.Callback!.Attempts,
        NotBefore = contact.Callback.NotBefore,
        Talk = left.Talk,
        Hold = left.Hold,
    });
}
