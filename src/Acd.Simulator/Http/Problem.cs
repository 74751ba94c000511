using System.Text.Json;

namespace Acd.Simulator;

/// <summary>What an answer that is not a success says of itself.</summary>
/// <param name="Code">The problem's code, where there is one.</param>
/// <param name="Detail">What went wrong, in words, where there are any.</param>
public sealed record Problem(string? Code, string? Detail)
{
    private static readonly Problem Empty = new(null, null);

    /// <summary>Reads the body of an answer; what is no JSON object says nothing.</summary>
    public static Problem Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!JsonElement.TryParseValue(ref reader, out var read) || read is not { ValueKind: JsonValueKind.Object } problem)
                return Empty;
            return new Problem(Text(problem, "code"), Text(problem, "detail"));
        }
        catch (JsonException)
        {
            // A proxy in between answers in HTML; the status says enough then.
            return Empty;
        }
    }

    private static string? Text(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
