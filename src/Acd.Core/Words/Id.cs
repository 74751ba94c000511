using System.Buffers;

namespace Acd.Core;

/// <summary>What every identifier has in common.</summary>
public static class Id
{
    /// <summary>The greatest length of an identifier, in characters.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    /// <summary>Whether a text is 1 to 64 of <c>A–Z a–z 0–9 . _ : -</c>.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: >= 1 and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(Allowed);
}
