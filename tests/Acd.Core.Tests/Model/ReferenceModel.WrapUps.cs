namespace Acd.Core.Tests;

/// <summary>Wrap-ups of agents who passed a contact on.</summary>
public sealed partial class ReferenceModel
{
    /// <summary>Whether an agent has neither a contact nor a wrap-up.</summary>
    private bool HasNothing(ModelAgent agent) => ContactsOf(agent).Count == 0 && agent.WrapUps.Count == 0;

    /// <summary>The wrap-up after an agent passes a connected contact on, if its queue gives one.</summary>
    private AgentWrapUpDocument? WrapUpOf(ModelContact contact)
    {
        var queue = QueueOf(contact);
        if (contact.State != ContactState.Connected || !queue.WrapUpAfterTransfer || queue.WrapUp == TimeSpan.Zero)
            return null;
        var taken = contact.Taken;
        return new(
            taken.Id, contact.Id, contact.Queue, contact.Gate, contact.Channel, taken.Cost, _now, _now + queue.WrapUp);
    }

    private void StartWrapUp(AgentWrapUpDocument? wrapUp, LeftConnection? left)
    {
        if (wrapUp is null)
            return;
        left!.Agent.WrapUps.Add(wrapUp);
        Emit(new AgentWrapUpStarted
        {
            Agent = left.Agent.Id,
            Contact = wrapUp.Contact,
            Offer = wrapUp.Offer,
            Queue = wrapUp.Queue,
            Gate = wrapUp.Gate,
            Channel = wrapUp.Channel,
            Cost = wrapUp.Cost,
            Due = wrapUp.Due,
        });
    }

    private Func<Reply> EndWrapUps(ModelAgent agent, OfferId? offer)
    {
        if (offer is { } named && !WasGivenOut(named))
            return () => Refusals.OfferUnknown(named);
        foreach (var wrapUp in agent.WrapUps.FindAll(own => offer is null || own.Offer == offer))
            FinishWrapUp(agent, wrapUp);
        return () => ReplyOf(agent);
    }

    private void FinishWrapUp(ModelAgent agent, AgentWrapUpDocument wrapUp)
    {
        agent.WrapUps.Remove(wrapUp);
        RenewIdleOrders(agent);
        Emit(new AgentWrapUpEnded
        {
            Agent = agent.Id,
            Contact = wrapUp.Contact,
            Offer = wrapUp.Offer,
            Queue = wrapUp.Queue,
            Gate = wrapUp.Gate,
            WrapUp = _now - wrapUp.Since,
        });
        if (agent.Presence == Presence.Draining && HasNothing(agent))
            ChangePresence(agent, Presence.Offline, "drained");
    }
}
