using Acd.Core;

namespace Acd.Gateway;

/// <summary>Which commands are written down: settings, agents' profiles and skills, forced presence.</summary>
internal static class AuditedCommands
{
    /// <summary>Gives a command the note that the center writes down with it.</summary>
    public static Command WithAudit(this Command command, HttpContext http)
    {
        // Without keys nobody can be told from others.
        if (http.GetCaller() is not { Name: { } name } caller || !IsAudited(command))
            return command;
        return command with { Audit = NoteOf(caller, name, http) with { Detail = DetailOf(command) } };
    }

    /// <summary>The note of a request.</summary>
    public static AuditNote NoteOf(Caller caller, string name, HttpContext http) => new(
        name, RoleNames.Of(caller.Role),
        http.GetEndpoint()?.Metadata.GetMetadata<OperationMetadata>()?.Id ?? http.Request.Method, http.Request.Path)
    {
        Label = caller.Label,
    };

    private static bool IsAudited(Command command) => command is PutQueue or RemoveQueue or PutGate or RemoveGate
        or PutChannel or PutTimeZone or PutKeepRoom or PutGeneralSettings or PutSkill or RemoveSkill or OpenCenter or CloseCenter
        or PutAgent or RemoveAgent or PutAgentSkill or RemoveAgentSkill or SetPresence { Forced: true };

    private static string? DetailOf(Command command) => command switch
    {
        SetPresence { Presence: var presence, Reason: { } reason } => $"{ContactQueryString.WireName(presence)}: {reason}",
        SetPresence { Presence: var presence } => ContactQueryString.WireName(presence),
        PutAgentSkill { Skill.Level: var level } => $"level {level}",
        _ => null,
    };
}
