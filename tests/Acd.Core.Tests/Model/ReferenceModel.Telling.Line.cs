namespace Acd.Core.Tests;

/// <summary>The events of what becomes of a contact in line.</summary>
public sealed partial class ReferenceModel
{
    private void TellTransferred(
        ModelContact contact, LeftConnection? left, (QueueId Queue, GateId? Gate)? from = null) => Tell(new ContactTransferred
        {
            Sequence = ++_sequence,
            At = _now,
            Agent = left?.Agent.Id,
            Contact = contact.Id,
            ContactSequence = ++contact.Events,
            Queue = contact.Queue,
            Gate = contact.Gate,
            Channel = contact.Channel,
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
        Tell(new PlanStepped
        {
            Sequence = ++_sequence,
            At = _now,
            Contact = contact.Id,
            ContactSequence = ++contact.Events,
            Queue = contact.Queue,
            Gate = contact.Gate,
            Channel = contact.Channel,
            Cause = cause,
            After = after,
            Skipped = skipped,
            FromQueue = from?.Queue,
            FromGate = from?.Gate,
            Requirements = contact.Requirements,
            Priority = contact.Priority,
            Rank = contact.Rank,
        });

    private void TellRequirementsChanged(ModelContact contact) => Tell(new ContactRequirementsChanged
    {
        Sequence = ++_sequence,
        At = _now,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
        Requirements = contact.Requirements,
    });

    private void TellCallbackRequested(ModelContact contact) => Tell(new CallbackRequested
    {
        Sequence = ++_sequence,
        At = _now,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
        Number = contact.Callback!.Number,
        Expires = contact.Callback.Expires,
    });

    private void TellCallbackFailed(ModelContact contact, LeftConnection left) => Tell(new CallbackFailed
    {
        Sequence = ++_sequence,
        At = _now,
        Agent = left.Agent.Id,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
        Attempts = contact.Callback!.Attempts,
        NotBefore = contact.Callback.NotBefore,
        Talk = left.Talk,
        Hold = left.Hold,
    });
}
