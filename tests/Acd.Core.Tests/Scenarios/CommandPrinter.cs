using System.Text.Json;
using static Acd.Core.Tests.TranscriptFormat;

namespace Acd.Core.Tests;

/// <summary>Prints requests in the language of transcripts. <see cref="CommandParser"/> parses them.</summary>
public static class CommandPrinter
{
    public static string Print(Step step) =>
        step.After == TimeSpan.Zero ? Print(step.Request) : $"+{TranscriptFormat.Print(step.After)} {Print(step.Request)}";

    public static string Print(Request request) => request switch
    {
        Command { Key: { } key } command => $"key {key.Key} {key.Body} {Print(command with { Key = null })}",
        Command { If: { MustBeNew: true } } command => $"ifNew {Print(command with { If = null })}",
        Command { If: { Versions: { Count: 0 } } } command => $"ifExists {Print(command with { If = null })}",
        Command { If: { Versions: { } tags } } command =>
            $"ifVersion {string.Join(',', tags)} {Print(command with { If = null })}",
        AdvanceTime => "wait",
        ReloadEngine => "reload",
        CenterWasAway { For: var away } => $"awayFor {TranscriptFormat.Print(away)}",
        GetAgent show => $"show agent {Quote(show.Agent.Value)}",
        GetContact show => $"show contact {Quote(show.Contact.Value)}",
        ListPickable list => $"show pickable {Quote(list.Agent.Value)}",
        GetQueue show => $"show queue {Quote(show.Queue.Value)}",
        GetGate show => $"show gate {Quote(show.Gate.Value)}",
        ExplainContact explain => $"explain {Quote(explain.Contact.Value)}",
        ContactCommand about => Contact(about, Quote(about.Contact.Value)) + Connection(about) + By(about.By),
        AcceptOffer accept => $"accept {Quote(accept.Offer.Value)}{By(accept.By)}",
        DeclineOffer decline => $"decline {Quote(decline.Offer.Value)}{By(decline.By)}{Word("cause", decline.Cause)}",
        AgentCommand about => Agent(about, Quote(about.Agent.Value)),
        OpenCenter open => open.AgentsToo ? "open agents" : "open",
        CloseCenter close => close.AgentsToo ? "close agents" : "close",
        PutQueue { ApplyToRunning: true } put => $"queueAndRunning{SettingsPrinter.Queue(put.Queue)["queue".Length..]}",
        PutQueue put => SettingsPrinter.Queue(put.Queue),
        RemoveQueue remove => $"remove queue {Quote(remove.Queue.Value)}",
        PutGate put => SettingsPrinter.Gate(put.Gate),
        RemoveGate remove => $"remove gate {Quote(remove.Gate.Value)}",
        PutChannel put => $"channel {TranscriptFormat.Print([put.Channel])}",
        PutKeepRoom put => $"keepRoom {TranscriptFormat.Print(put.Time)}",
        PutTimeZone put => $"timeZone {Quote(put.TimeZone)}",
        PutGeneralSettings put => $"center{SettingsPrinter.Options(put.Options)}",
        PutSkill put => $"skill {Quote(put.Skill.Id.Value)} {Quote(put.Skill.Description)}",
        RemoveSkill remove => $"remove skill {Quote(remove.Skill.Value)}",
        _ => throw new NotSupportedException($"Transcripts have no words for {request.GetType().Name}."),
    };

    private static string Contact(ContactCommand command, string id) => command switch
    {
        EnqueueContact enqueue => Enqueue(enqueue, id),
        AbandonContact { Reason: CloseReason.Abandoned } => $"abandon {id}",
        AbandonContact abandon => $"abandon {id} {CamelCase(abandon.Reason)}",
        CompleteContact => $"complete {id}",
        HangUpContact hangUp => $"hangUp {id}" + (hangUp.Party is { } party ? $" {CamelCase(party)}" : ""),
        EndWrapUp => $"endWrapUp {id}",
        ExtendWrapUp extend => $"extendWrapUp {id} {TranscriptFormat.Print(extend.Length)}",
        RequeueContact => $"requeue {id}",
        TransferContact transfer => Transfer(transfer, id),
        PickContact pick => $"pick {id} as {Quote(pick.Agent.Value)}",
        HandOverContact handOver => $"handOver {id} to {Quote(handOver.Agent.Value)}",
        AssignContact assign => $"assign {id} to {Quote(assign.Agent.Value)}{(assign.OnlyWaiting ? " onlyWaiting" : "")}",
        RequestCallback request => $"callback {id}{Word("number", request.Number)}",
        FailCallback => $"failCallback {id}",
        HoldContact => $"hold {id}",
        ResumeContact => $"resume {id}",
        PatchContact patch => $"patch {id}{Replaced(patch.Requirements)}{Word("attributes", patch.Attributes)}",
        ReopenContact reopen => $"reopen {id}{Word("queue", reopen.Queue?.Value)}{Length("for", reopen.PreferredFor)}",
        ParkContact park => $"park {id}{Length("until", park.Until - Transcript.Start)}{Word("reason", park.Reason)}",
        UnparkContact => $"unpark {id}",
        ChangePriority change => $"priority {id} {Number(change.Priority)}",
        _ => throw new NotSupportedException($"Transcripts have no words for {command.GetType().Name}."),
    };

    private static string Enqueue(EnqueueContact enqueue, string id) =>
        $"contact {id}"
        + Word("queue", enqueue.Queue?.Value)
        + Word("gate", enqueue.Gate?.Value)
        + (enqueue.Channel == ChannelId.Voice ? "" : Word("channel", enqueue.Channel.Value))
        + Skills(enqueue.Requirements)
        + (enqueue.Priority is { } priority ? $" priority {Number(priority)}" : "")
        + Word("preferred", enqueue.PreferredAgent?.Value)
        + Length("for", enqueue.PreferredFor)
        + (enqueue.Plan is { } plan ? SettingsPrinter.Plan(plan) : "")
        + Word("caller", enqueue.CallerId)
        + Word("number", enqueue.Caller)
        + Word("attributes", enqueue.Attributes)
        + Word("assignTo", enqueue.AssignTo?.Value)
        + (enqueue.Connected ? " connected" : "");

    private static string Transfer(TransferContact transfer, string id) =>
        $"transfer {id}"
        + Replaced(transfer.Requirements)
        + Word("queue", transfer.Queue?.Value)
        + Word("gate", transfer.Gate?.Value)
        + Word("to", transfer.Agent?.Value)
        + Length("for", transfer.PreferredFor)
        + (transfer.NewPlace ? " newPlace" : "");

    private static string Agent(AgentCommand command, string id) => command switch
    {
        PutAgent put => $"agent {id}{(put.OnlyNew ? " new" : "")}{Profile(put.Profile)}",
        RemoveAgent => $"remove agent {id}",
        SetPresence set => $"{(set.Forced ? "force " : "")}{id} {CamelCase(set.Presence)}"
            + (set.KeepOffers ? " keepOffers" : "")
            + $"{(set.Reason is { } reason ? " " + Quote(reason) : "")}",
        PutAgentSkill put => $"give {id} {TranscriptFormat.Print([put.Skill])}",
        RemoveAgentSkill remove => $"take {Quote(remove.Skill.Value)} from {id}",
        HeartbeatAgent => $"heartbeat {id}",
        EndAgentWrapUp end => $"endAgentWrapUp {id}{Word("offer", end.Offer?.Value)}",
        _ => throw new NotSupportedException($"Transcripts have no words for {command.GetType().Name}."),
    };

    /// <summary>An agent's profile, each part after a space, without default values.</summary>
    public static string Profile(AgentProfile profile) =>
        (profile.Name is { } name ? $" name {Quote(name)}" : "")
        + (profile.Skills.Count == 0 ? "" : $" skills {TranscriptFormat.Print(profile.Skills)}")
        + (profile.Capacity == 100 ? "" : $" capacity {Number(profile.Capacity)}")
        + (profile.Channels.Count == 0 ? "" : $" channels {TranscriptFormat.Print(profile.Channels)}")
        + (profile.AutoAccept ? " autoAccept" : "")
        + (profile.ManualIn ? " manualIn" : "")
        + (profile.Address is null ? "" : $" address {profile.Address}");

    /// <summary>A contact's requirements after a space, if it has any.</summary>
    public static string Skills(IReadOnlyList<Requirement> skills) =>
        skills.Count == 0 ? "" : $" skills {TranscriptFormat.Print(skills)}";

    /// <summary>Requirements that replace others, after a space. Empty if the others stay.</summary>
    public static string Replaced(IReadOnlyList<Requirement>? skills) =>
        skills is null ? "" : skills.Count == 0 ? " noSkills" : Skills(skills);

    /// <summary>A name and a value after a space. Empty without a value.</summary>
    public static string Word(string word, string? says) => says is null ? "" : $" {word} {Quote(says)}";

    /// <summary>A name and a duration after a space. Empty without a duration.</summary>
    public static string Length(string word, TimeSpan? length) =>
        length is { } own ? $" {word} {TranscriptFormat.Print(own)}" : "";

    /// <summary>A state or a reason in its JSON form.</summary>
    public static string CamelCase<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Connection(ContactCommand command) => Word("offer", (command as ConnectionCommand)?.Offer?.Value);

    private static string By(AgentId? agent) => agent is { } by ? $" by {Quote(by.Value)}" : "";
}
