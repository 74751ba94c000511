using System.Text.Json;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>Who gives a command, for the record of what people changed. The host writes it with what the command does.</summary>
/// <param name="By">The name of the caller's key.</param>
/// <param name="Role">The key's role.</param>
/// <param name="Action">The operation: <c>putQueue</c>.</param>
/// <param name="Subject">What it was about: the address of the request.</param>
public sealed record AuditNote(string By, string Role, string Action, string Subject)
{
    /// <summary>The key's label, if it has one.</summary>
    public string? Label { get; init; }

    /// <summary>What became of the subject, in a few words.</summary>
    public string? Detail { get; init; }
}

/// <summary>An entry of the record of what people changed.</summary>
/// <param name="At">When.</param>
/// <param name="By">The name of the key that did it.</param>
/// <param name="Role">The key's role.</param>
/// <param name="Action">The operation: <c>putQueue</c>.</param>
/// <param name="Subject">What it was about: the address of the request.</param>
/// <param name="Label">The key's label, if it has one.</param>
/// <param name="Detail">What became of the subject, in a few words.</param>
public sealed record AuditDocument(
    Timestamp At, string By, string Role, string Action, string Subject, string? Label = null, string? Detail = null)
{
    /// <summary>The prefix of the documents' names. The time and a number follow, so that names sort by time.</summary>
    public const string Prefix = "audit:";

    /// <summary>The document of a command that was carried out.</summary>
    public static AuditDocument Of(AuditNote note, Timestamp at) =>
        new(at, note.By, note.Role, note.Action, note.Subject, note.Label, note.Detail);

    /// <summary>The entry as a document.</summary>
    /// <param name="number">A number that tells it from others of its time.</param>
    public NamedDocument ToDocument(long number) =>
        new(NameOf(At, number), JsonSerializer.Serialize(this, CenterJson.Default.AuditDocument));

    /// <summary>The name of a document.</summary>
    /// <param name="at">When it happened.</param>
    /// <param name="number">A number that tells it from others of that time.</param>
    public static string NameOf(Timestamp at, long number) => $"{Prefix}{at.Milliseconds:D15}-{number:D19}";
}
