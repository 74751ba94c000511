using static Acd.Core.Tests.CommandPrinter;
using static Acd.Core.Tests.TranscriptWords;

namespace Acd.Core.Tests;

/// <summary>Writes what happened, and what was answered, in the words of transcripts.</summary>
public static class EventPrinter
{
    /// <summary>One event; moments are told since the start of the transcript.</summary>
    public static string Print(CenterEvent happened, Timestamp start) => happened switch
    {
        ContactQueued e => $"contactQueued {e.Contact}{Skills(e.Requirements)}{Priority(e.Priority)} rank {Rank(e.Rank, start)}",
        ContactUnservable e => $"contactUnservable {e.Contact}",
        ContactOffered e =>
            $"contactOffered {e.Contact} to {e.Agent} offer {e.Offer} until {TranscriptWords.Print(e.Due, start)}",
        OfferAccepted e => $"offerAccepted {e.Offer} by {e.Agent}",
        OfferDeclined e => $"offerDeclined {e.Offer} by {e.Agent}",
        OfferTimedOut e => $"offerTimedOut {e.Offer} of {e.Agent}",
        OfferRevoked e => $"offerRevoked {e.Offer} of {e.Agent}",
        ContactConnected e => $"contactConnected {e.Contact} to {e.Agent} waited {TranscriptWords.Print(e.Wait)}",
        ContactHeld e => $"contactHeld {e.Contact} by {e.Agent}",
        ContactResumed e => $"contactResumed {e.Contact} by {e.Agent} held {TranscriptWords.Print(e.Hold)}",
        ContactTransferred e => $"contactTransferred {e.Contact}{Skills(e.Requirements)}"
            + (e.Agent is null ? "" : $" from {e.Agent}") + Length("talk", e.Talk) + Length("hold", e.Hold),
        ContactPriorityChanged e => $"contactPriorityChanged {e.Contact}{Priority(e.Priority)} rank {Rank(e.Rank, start)}",
        WrapUpStarted e =>
            $"wrapUpStarted {e.Contact} by {e.Agent}{Length("talk", e.Talk)} until {TranscriptWords.Print(e.Due, start)}",
        ContactClosed e => $"contactClosed {e.Contact} {CamelCase(e.Reason)}" + (e.Agent is null ? "" : $" by {e.Agent}")
            + Length("wait", e.Wait) + Length("talk", e.Talk) + Length("hold", e.Hold) + Length("wrapUp", e.WrapUp),
        AgentPresenceChanged e => $"agentPresenceChanged {e.Agent} {CamelCase(e.Presence)}{Reason(e.Reason)}",
        AgentChanged { Profile: null } e => $"agentChanged {e.Agent} removed",
        AgentChanged e => $"agentChanged {e.Agent}{Profile(e.Profile)}",
        SettingsChanged e => "settingsChanged " + Settings(e.Settings),
        _ => throw new NotSupportedException($"Transcripts have no words for {happened.GetType().Name}."),
    };

    /// <summary>The answer to a command that was refused or a query; nothing for a command that succeeded.</summary>
    public static string? Print(Reply reply, Request request, Timestamp start) => (reply, request) switch
    {
        (Refusal refusal, _) => $"refused {refusal.Code}: {CommandPrinter.Print(request)}",
        (AgentReply agent, GetAgent) => $"{agent.Agent.Id} is {CamelCase(agent.Agent.Presence)}{Reason(agent.Agent.Reason)}, "
            + $"{agent.Taken} of {agent.Agent.Profile.Capacity} taken{string.Concat(agent.Contacts.Select(Has))}",
        (ContactReply contact, GetContact) =>
            $"{contact.Contact.Id} is {CamelCase(contact.Contact.State)}, rank {Rank(contact.Contact.Rank, start)}"
            + (contact.Unservable ? ", unservable" : "") + (contact.Position is { } position ? $", position {position}" : ""),
        (ClosedContactReply closed, GetContact) => $"{closed.Contact.Id} is closed {CamelCase(closed.Contact.Reason)}",
        _ => null,
    };

    private static string Has(AgentContact contact) => $", {contact.Contact} {CamelCase(contact.State)}";

    private static string Rank(Timestamp rank, Timestamp start) => TranscriptWords.Print(rank - start);

    private static string Priority(int priority) => priority == 0 ? "" : $" priority {priority}";

    private static string Length(string name, TimeSpan length) =>
        length == TimeSpan.Zero ? "" : $" {name} {TranscriptWords.Print(length)}";

    private static string Reason(string? reason) => reason is null ? "" : " " + Quote(reason);

    private static string Settings(CenterSettings settings) =>
        (settings.Open ? "open" : "closed")
        + string.Concat(settings.Queues.Select(queue => ", " + CommandPrinter.Queue(queue)))
        + string.Concat(settings.Skills.Select(skill => $", skill {skill.Id} {Quote(skill.Description)}"));
}
