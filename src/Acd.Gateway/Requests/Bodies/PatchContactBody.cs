using Acd.Core;

namespace Acd.Gateway;

/// <summary>A JSON merge patch of a waiting contact.</summary>
internal sealed class PatchContactBody
{
    public static readonly RequestSchema<PatchContactBody> Schema = new RequestSchema<PatchContactBody>("PatchContact")
        .Attributes("attributes", "The members to change. null removes a member, and objects are merged.",
            (body, attributes) => body.Attributes = attributes)
        .Requirements("skills", "The skills that replace those the contact asked for; an empty list removes them.",
            (body, skills) => body.Requirements = skills)
        .Example("The call is about loans", """{"skills": ["en", "loans"], "attributes": {"menu": "loans", "draft": null}}""");

    public string? Attributes { get; set; }

    public IReadOnlyList<Requirement>? Requirements { get; set; }
}
