using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Simulator.Verify;

/// <summary>Requests and replies as text: any of them, also those that are yet to be thought of.</summary>
internal static class MessageFormatter
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new TimestampConverter(), new DurationConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
        },
    };

    /// <summary>The kind of a message and what it says.</summary>
    public static string Of(object message) =>
        $"{message.GetType().Name} {JsonSerializer.Serialize(message, message.GetType(), Json)}";
}
