using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Acd.Gateway;

/// <summary>A body and how far it is read.</summary>
internal ref struct RequestJsonReader(ReadOnlySpan<byte> text)
{
    // What a document can hold is less deep than what a store can read again.
    private const int MaxDepth = 32;

    public readonly ReadOnlySpan<byte> Text = text;

    public Utf8JsonReader Reader = new(text, new JsonReaderOptions { MaxDepth = MaxDepth });

    /// <summary>The text of the present string or name; there is none where it holds half of a surrogate pair.</summary>
    public readonly bool TryGetString([NotNullWhen(true)] out string? text)
    {
        try
        {
            text = Reader.GetString();
            return text is not null;
        }
        catch (InvalidOperationException) when (Reader.ValueIsEscaped)
        {
            text = null;
            return false;
        }
    }
}
