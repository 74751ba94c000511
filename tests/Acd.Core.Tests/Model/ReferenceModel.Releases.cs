using static Acd.Core.ContactState;

namespace Acd.Core.Tests;

/// <summary>Connected contacts whose agent goes offline.</summary>
public sealed partial class ReferenceModel
{
    private void ScheduleReleases(ModelAgent agent)
    {
        var own = ContactsOf(agent).Where(pair => pair.Offer.State == OfferState.Accepted);
        foreach (var (contact, _) in own.Where(pair => pair.Contact.State == Connected))
        {
            var (action, after) = RuleFor(contact);
            if (action != AgentGoneAction.Keep)
                contact.Release = new(_now + after, action);
        }
    }

    private void CancelReleases(ModelAgent agent)
    {
        foreach (var (contact, _) in ContactsOf(agent).Where(pair => pair.Offer.State == OfferState.Accepted))
            contact.Release = null;
    }

    private (AgentGoneAction Action, TimeSpan After) RuleFor(ModelContact contact)
    {
        var rules = QueueOf(contact).AgentGone;
        var rule = rules.SingleOrDefault(rule => rule.Channel == contact.Channel)
            ?? rules.SingleOrDefault(rule => rule.Channel is null);
        if (rule is not null)
            return (rule.Do, rule.After);
        return (contact.Channel.Value == "voice" ? AgentGoneAction.Keep : AgentGoneAction.Requeue, TimeSpan.FromMinutes(1));
    }

    private void Release(ModelContact contact)
    {
        var action = contact.Release!.Do;
        CancelHandover(contact);
        if (action == AgentGoneAction.Close)
        {
            EmitReleased(contact, contact.Agent!.Value, action, null);
            Complete(contact, withWrapUp: false);
            return;
        }

        var left = Detach(contact, ConnectionEnd.Released, withCooldown: false)!;
        Forget(contact);
        RestartWait(contact);
        Prefer(contact, left.Agent.Id, null);
        EmitReleased(contact, left.Agent.Id, action, left);
        LeaveConnected(left);
    }

    private void EmitReleased(ModelContact contact, AgentId agent, AgentGoneAction action, LeftConnection? left) =>
        Emit(contact, new ContactReleased { Agent = agent, Do = action, Talk = left?.Talk, Hold = left?.Hold });
}
