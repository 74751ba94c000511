namespace Acd.Core.Tests;

/// <summary>The events that the model tells, each in the words of its record.</summary>
public sealed partial class ReferenceModel
{
    private void TellQueued(ModelContact contact, ContactId? resumes) => Tell(contact, new ContactQueued
    {
        Requirements = contact.Requirements,
        Priority = contact.Priority,
        Rank = contact.Rank,
        CallerId = contact.CallerId,
        Resumes = resumes,
        PreferredAgent = contact.PreferredAgent,
    });

    private void TellUnservable(ModelContact contact) => Tell(contact, new ContactUnservable());

    private void TellHeld(ModelContact contact) => Tell(contact, new ContactHeld { Agent = contact.Agent });

    private void TellResumed(ModelContact contact, TimeSpan hold) =>
        Tell(contact, new ContactResumed { Agent = contact.Agent, Hold = hold });

    private void TellPriorityChanged(ModelContact contact) =>
        Tell(contact, new ContactPriorityChanged { Priority = contact.Priority, Rank = contact.Rank });

    private void TellWrapUpStarted(ModelContact contact) => Tell(contact, new WrapUpStarted
    {
        Agent = contact.Agent,
        Talk = contact.TalkUntil(_now),
        Due = contact.WrapUpDue!.Value,
    });

    private void TellClosed(ModelContact contact)
    {
        // What it did with an agent counts only if it closes from there; what went before a transfer was told with the transfer.
        var served = contact.ConnectedAt is not null;
        Tell(contact, new ContactClosed
        {
            Agent = served ? contact.Agent : null,
            Reason = contact.Reason!.Value,
            Wait = (contact.ConnectedAt ?? _now) - contact.WaitingSince,
            Talk = contact.TalkUntil(_now),
            Hold = contact.HoldUntil(_now),
            WrapUp = contact.TalkEndedAt is { } ended ? _now - ended : TimeSpan.Zero,
        });
    }

    private void TellPresenceChanged(ModelAgent agent, bool forced) => Tell(new AgentPresenceChanged
    {
        Agent = agent.Id,
        Presence = agent.Presence,
        Reason = agent.Reason,
        Forced = forced,
    });

    private void TellAgentChanged(AgentId agent, AgentProfile? profile) =>
        Tell(new AgentChanged { Agent = agent, Profile = profile });

    private void TellSettingsChanged() => Tell(new SettingsChanged { Settings = _settings });

    private void Tell(ModelContact contact, ContactEvent happened) => Tell(happened with
    {
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
    });

    private void Tell(CenterEvent happened) => Events.Add(happened with { Sequence = ++_sequence, At = _now });
}
