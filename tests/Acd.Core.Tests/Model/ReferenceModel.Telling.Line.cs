namespace Acd.Core.Tests;

/// <summary>The events of what becomes of a contact in line.</summary>
public sealed partial class ReferenceModel
{
    private void EmitTransferred(
        ModelContact contact, LeftConnection? left, (QueueId Queue, GateId? Gate)? from = null) =>
        Emit(contact, new ContactTransferred
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

    private void EmitPlanStepped(
        ModelContact contact, StepCause cause, TimeSpan? after,
        (QueueId Queue, GateId? Gate)? from = null, bool skipped = false) =>
        Emit(contact, new PlanStepped
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

    private void EmitRequirementsChanged(ModelContact contact) =>
        Emit(contact, new ContactRequirementsChanged { Requirements = contact.Requirements });

    private void EmitCallbackRequested(ModelContact contact) => Emit(contact, new CallbackRequested
    {
        Number = contact.Callback!.Number,
        Expires = contact.Callback.Expires,
    });

    private void EmitCallbackFailed(ModelContact contact, LeftConnection left) => Emit(contact, new CallbackFailed
    {
        Agent = left.Agent.Id,
        Attempts = contact.Callback!.Attempts,
        NotBefore = contact.Callback.NotBefore,
        Talk = left.Talk,
        Hold = left.Hold,
    });
}
