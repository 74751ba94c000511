using static Acd.Core.Tests.CommandPrinter;
using static Acd.Core.Tests.TranscriptFormat;

namespace Acd.Core.Tests;

/// <summary>Prints events and replies in the language of transcripts.</summary>
public static class EventPrinter
{
    /// <summary>Prints an event. Times are relative to the start of the transcript.</summary>
    /// <param name="centerEvent">The event.</param>
    /// <param name="start">The start of the transcript.</param>
    /// <param name="settings">The center's settings before the event.</param>
    public static string Print(CenterEvent centerEvent, Timestamp start, CenterSettings settings) => centerEvent switch
    {
        ContactQueued e => $"contactQueued {e.Contact}{Place(e)}{Skills(e.Requirements)}{Priority(e.Priority)}"
            + $" rank {Rank(e.Rank, start)}{Word("resumes", e.Resumes?.Value)}{Word("preferred", e.PreferredAgent?.Value)}"
            + (e.Round == 0 ? "" : $" round {e.Round}"),
        ContactUnservable e => $"contactUnservable {e.Contact}",
        ContactOffered e =>
            $"contactOffered {e.Contact} to {e.Agent} offer {e.Offer} until {TranscriptFormat.Print(e.Due, start)}"
            + (e.Picked ? " picked" : e.From is not null ? "" : e.Assigned ? " assigned" : "")
            + Word("from", e.From?.Value) + Word("whisper", e.Whisper) + Word("callback", e.Callback)
            + (e.Address is null ? "" : $" at {e.Address}"),
        OfferAccepted e => $"offerAccepted {e.Offer} by {e.Agent}",
        OfferDeclined e => $"offerDeclined {e.Offer} by {e.Agent}{Word("cause", e.Cause)}",
        OfferTimedOut e => $"offerTimedOut {e.Offer} of {e.Agent}",
        OfferRevoked e => $"offerRevoked {e.Offer} of {e.Agent}",
        ContactConnected e => $"contactConnected {e.Contact} to {e.Agent}"
            + (e.From is null ? $" waited {TranscriptFormat.Print(e.Wait)}" : $" from {e.From}"),
        HandoverFailed e => $"handoverFailed {e.Contact} from {e.Agent} to {e.To} offer {e.Offer} {CamelCase(e.Reason)}",
        ContactHeld e => $"contactHeld {e.Contact} by {e.Agent}",
        ContactResumed e => $"contactResumed {e.Contact} by {e.Agent} held {TranscriptFormat.Print(e.Hold)}",
        ContactTransferred e => $"contactTransferred {e.Contact}"
            + (e.FromQueue is null ? "" : Moved(e, e.FromQueue, e.FromGate))
            + Skills(e.Requirements) + Word("preferred", e.PreferredAgent?.Value)
            + (e.Agent is null ? "" : $" from {e.Agent}") + Word("to", e.To?.Value)
            + Length("talk", e.Talk) + Length("hold", e.Hold),
        ContactPriorityChanged e => $"contactPriorityChanged {e.Contact}{Priority(e.Priority)} rank {Rank(e.Rank, start)}",
        ContactRequirementsChanged e => $"contactRequirementsChanged {e.Contact}{Skills(e.Requirements)}",
        ContactAttributesChanged e => $"contactAttributesChanged {e.Contact}",
        PlanStepped e => $"planStepped {e.Contact} {CamelCase(e.Cause)}" + CommandPrinter.Length("after", e.After)
            + (e.Skipped ? " skipped" : "") + (e.FromQueue is null ? "" : Moved(e, e.FromQueue, e.FromGate))
            + $"{Skills(e.Requirements)}{Priority(e.Priority)} rank {Rank(e.Rank, start)}",
        CallbackRequested e =>
            $"callbackRequested {e.Contact} number {Quote(e.Number)} expires {TranscriptFormat.Print(e.Expires, start)}",
        CallbackFailed e => $"callbackFailed {e.Contact} by {e.Agent} attempt {e.Attempts}"
            + (e.NotBefore is { } next ? $" next {TranscriptFormat.Print(next, start)}" : "")
            + Length("talk", e.Talk) + Length("hold", e.Hold),
        ContactReleased e => $"contactReleased {e.Contact} from {e.Agent} {CamelCase(e.Do)}"
            + CommandPrinter.Length("talk", e.Talk) + (e.Hold is { } held ? Length("hold", held) : ""),
        ContactParked e => $"contactParked {e.Contact} by {e.Agent}"
            + (e.Until is { } until ? $" until {TranscriptFormat.Print(until, start)}" : "") + Word("reason", e.Reason)
            + Length("talk", e.Talk) + Length("hold", e.Hold),
        ContactUnparked e => $"contactUnparked {e.Contact} preferred {e.PreferredAgent}",
        WrapUpStarted e =>
            $"wrapUpStarted {e.Contact} by {e.Agent}{Length("talk", e.Talk)} until {TranscriptFormat.Print(e.Due, start)}"
            + EndedBy(e.EndedBy),
        OfferDueChanged e => $"offerDueChanged {e.Offer} of {e.Agent} until {TranscriptFormat.Print(e.Due, start)}",
        WrapUpDueChanged e => $"wrapUpDueChanged {e.Contact} by {e.Agent} until {TranscriptFormat.Print(e.Due, start)}",
        CenterReturned e => $"centerReturned away from {TranscriptFormat.Print(e.AwayFrom, start)}",
        ContactClosed e => $"contactClosed {e.Contact} {CamelCase(e.Reason)}"
            + (e.RejectedFor is { } cause ? $" for {CamelCase(cause)}" : "") + (e.Agent is null ? "" : $" by {e.Agent}")
            + Length("wait", e.Wait) + Length("talk", e.Talk) + Length("hold", e.Hold) + Length("wrapUp", e.WrapUp)
            + EndedBy(e.EndedBy),
        AgentPresenceChanged e =>
            $"agentPresenceChanged {e.Agent} {CamelCase(e.Presence)}{Reason(e.Reason)}{(e.Forced ? " forced" : "")}",
        AgentChanged { Profile: null } e => $"agentChanged {e.Agent} removed",
        AgentChanged e => $"agentChanged {e.Agent}{Profile(e.Profile)}",
        AgentWrapUpStarted e => $"agentWrapUpStarted {e.Agent} of {e.Contact} offer {e.Offer}"
            + $" until {TranscriptFormat.Print(e.Due, start)}",
        AgentWrapUpEnded e => $"agentWrapUpEnded {e.Agent} of {e.Contact} offer {e.Offer}" + Length("wrapUp", e.WrapUp),
        SettingsChanged e => "settingsChanged " + SettingsPrinter.Changed(settings, e.ApplyTo(settings)),
        _ => throw new NotSupportedException($"Transcripts have no words for {centerEvent.GetType().Name}."),
    };

    /// <summary>Prints the reply to a query or a refused command. Null for a command that succeeded.</summary>
    public static string? Print(Reply reply, Request request, Timestamp start) => (reply, request) switch
    {
        (Refusal refusal, _) => $"refused {refusal.Code}: {CommandPrinter.Print(request)}",
        (AgentReply agent, GetAgent) => $"{agent.Agent.Id} is {CamelCase(agent.Agent.Presence)}{Reason(agent.Agent.Reason)}, "
            + $"{agent.Taken} of {agent.Agent.Profile.Capacity} taken{string.Concat(agent.Contacts.Select(Has))}"
            + string.Concat(agent.Agent.WrapUps?.Select(wrapUp => $", wrapUp of {wrapUp.Contact}") ?? []),
        (ContactReply contact, GetContact) =>
            $"{contact.Contact.Id} is {CamelCase(contact.Contact.State)}, rank {Rank(contact.Contact.Rank, start)}"
            + (contact.Unservable ? ", unservable" : "") + (contact.Position is { } position ? $", position {position}" : ""),
        (ExplainReply explained, _) => $"{explained.Contact} is {CamelCase(explained.State)}: {explained.Summary}"
            + string.Concat(explained.Reasons.Select(reason => $" {reason.Agents} {reason.Reason}{Lacking(reason)}."))
            + string.Concat(explained.Choices.Select(choice => $" {choice.Agent}: {choice.Text}{Others(choice.OthersReady)}")),
        (ContactsReply { Contacts: [] }, ListPickable list) => $"{list.Agent} may pick nothing",
        (ContactsReply may, ListPickable list) =>
            $"{list.Agent} may pick {string.Join(", ", may.Contacts.Select(own => own.Id))}",
        (QueueReply queue, GetQueue) => SettingsPrinter.Queue(queue.Queue),
        (GateReply gate, GetGate) => SettingsPrinter.Gate(gate.Gate),
        (ClosedContactReply closed, GetContact) => $"{closed.Contact.Id} is closed {CamelCase(closed.Contact.Reason)}",
        _ => null,
    };

    private static string EndedBy(Party? party) => party is { } by ? $" endedBy {CamelCase(by)}" : "";

    private static string Lacking(WaitReason reason) =>
        reason is { Skill: { } skill, Level: { } level } ? $" {TranscriptFormat.Print([new Requirement(skill, level)])}" : "";

    private static string Others(IReadOnlyList<AgentId> others) =>
        others.Count == 0 ? "" : $" Others: {string.Join(", ", others)}.";

    private static string Has(AgentContact contact) => $", {contact.Contact} {CamelCase(contact.State)}";

    /// <summary>The queue, if it is not the default one, and the gate.</summary>
    private static string Place(ContactEvent e) =>
        Word("queue", e.Queue == QueueId.Default ? null : e.Queue.Value) + Word("gate", e.Gate?.Value);

    /// <summary>A contact's previous and new queue or gate.</summary>
    private static string Moved(ContactEvent e, QueueId? fromQueue, GateId? fromGate) =>
        $" from {fromQueue}{(fromGate is { } gate ? "/" + gate : "")} to {e.Queue}{(e.Gate is { } by ? "/" + by : "")}";

    private static string Rank(Timestamp rank, Timestamp start) => TranscriptFormat.Print(rank - start);

    private static string Priority(int priority) => priority == 0 ? "" : $" priority {priority}";

    private static string Length(string name, TimeSpan length) =>
        length == TimeSpan.Zero ? "" : $" {name} {TranscriptFormat.Print(length)}";

    private static string Reason(string? reason) => reason is null ? "" : " " + Quote(reason);
}
