using System.Globalization;
using System.Text;

namespace Acd.Client;

/// <summary>A request, in the form in which it is sent as often as it takes.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path and the query.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path)
{
    /// <summary>The body as JSON. Null for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The tag that the subject must have, <c>*</c> for any. Null for no condition.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Whether the subject must not exist yet.</summary>
    public bool MustBeNew { get; init; }

    /// <summary>Whether it is a command, which may have a key.</summary>
    public bool IsCommand { get; init; }

    /// <summary>
    /// Whether it may be sent again where nobody knows whether it was carried out. A conditional one may not: its second answer
    /// would say that the subject has changed, and the first attempt changed it.
    /// </summary>
    public bool IsRepeatable => IfMatch is null && !MustBeNew;
}

/// <summary>Builds the path of a request.</summary>
internal sealed class PathBuilder
{
    private readonly StringBuilder _text = new("/v1");
    private char _separator = '?';

    /// <summary>A path below <c>/v1</c>. Each part is a segment, which is escaped.</summary>
    /// <exception cref="ArgumentException">A part is empty, or one that servers remove.</exception>
    public PathBuilder(params ReadOnlySpan<string> segments)
    {
        foreach (var segment in segments)
        {
            // A part like ".." would make it another request.
            if (string.IsNullOrEmpty(segment) || segment is "." or "..")
                throw new ArgumentException("An id is 1 to 64 characters, and neither . nor ..", nameof(segments));
            _text.Append('/').Append(Uri.EscapeDataString(segment));
        }
    }

    /// <summary>Adds a query parameter, if it has a value.</summary>
    public PathBuilder With(string name, string? value)
    {
        if (value is null) return this;
        _text.Append(_separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
        _separator = '&';
        return this;
    }

    /// <summary>Adds a query parameter, if it has a value.</summary>
    public PathBuilder With(string name, long? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a query parameter, if it has a value.</summary>
    public PathBuilder With(string name, DateTimeOffset? value) =>
        With(name, value is { } time ? InstantConverter.Format(time) : null);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
