namespace Acd.Core.Tests;

/// <summary>The events that the model tells, each in the words of its record.</summary>
public sealed partial class ReferenceModel
{
    private void TellQueued(ModelContact contact, ContactId? resumes) => Tell(new ContactQueued
    {
        Sequence = ++_sequence,
        At = _now,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
        Requirements = contact.Requirements,
        Priority = contact.Priority,
        Rank = contact.Rank,
        CallerId = contact.CallerId,
        Resumes = resumes,
        PreferredAgent = contact.PreferredAgent,
    });

    private void TellUnservable(ModelContact contact) => Tell(new ContactUnservable
    {
        Sequence = ++_sequence,
        At = _now,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
    });

    private void TellHeld(ModelContact contact) => Tell(new ContactHeld
    {
        Sequence = ++_sequence,
        At = _now,
        Agent = contact.Agent,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
    });

    private void TellResumed(ModelContact contact, TimeSpan hold) => Tell(new ContactResumed
    {
        Sequence = ++_sequence,
        At = _now,
        Agent = contact.Agent,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
        Hold = hold,
    });

    private void TellPriorityChanged(ModelContact contact) => Tell(new ContactPriorityChanged
    {
        Sequence = ++_sequence,
        At = _now,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
        Priority = contact.Priority,
        Rank = contact.Rank,
    });

    private void TellWrapUpStarted(ModelContact contact) => Tell(new WrapUpStarted
    {
        Sequence = ++_sequence,
        At = _now,
        Agent = contact.Agent,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
        Talk = contact.TalkUntil(_now),
        Due = contact.WrapUpDue!.Value,
    });

    private void TellClosed(ModelContact contact)
    {
        // What it did with an agent counts only if it closes from there; what went before a transfer was told with the transfer.
        var served = contact.ConnectedAt is not null;
        Tell(new ContactClosed
        {
            Sequence = ++_sequence,
            At = _now,
            Agent = served ? contact.Agent : null,
            Contact = contact.Id,
            ContactSequence = ++contact.Events,
            Queue = contact.Queue,
            Gate = contact.Gate,
            Channel = contact.Channel,
            Reason = contact.Reason!.Value,
            Wait = (contact.ConnectedAt ?? _now) - contact.WaitingSince,
            Talk = contact.TalkUntil(_now),
            Hold = contact.HoldUntil(_now),
            WrapUp = contact.TalkEndedAt is { } ended ? _now - ended : TimeSpan.Zero,
        });
    }

    private void TellPresenceChanged(ModelAgent agent, bool forced) => Tell(new AgentPresenceChanged
    {
        Sequence = ++_sequence,
        At = _now,
        Agent = agent.Id,
        Presence = agent.Presence,
        Reason = agent.Reason,
        Forced = forced,
    });

    private void TellAgentChanged(AgentId agent, AgentProfile? profile) => Tell(new AgentChanged
    {
        Sequence = ++_sequence,
        At = _now,
        Agent = agent,
        Profile = profile,
    });

    private void TellSettingsChanged() => Tell(new SettingsChanged { Sequence = ++_sequence, At = _now, Settings = _settings });

    private void Tell(CenterEvent happened) => Events.Add(happened);
}
