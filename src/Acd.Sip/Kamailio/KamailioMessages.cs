using System.Globalization;
using System.Text.Json;

namespace Acd.Sip;

/// <summary>The messages of <c>kamailio.cfg</c>, as events.</summary>
internal static class KamailioMessages
{
    /// <summary>Reads a message.</summary>
    /// <returns>The event, or null where a newer configuration says something that this program does not know.</returns>
    /// <exception cref="JsonException">The message is no JSON.</exception>
    /// <exception cref="InvalidDataException">A member is missing.</exception>
    public static SwitchEvent? Read(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message);
        var json = document.RootElement;
        return Text(json, "type") switch
        {
            "call" => ReadCall(json),
            "listed" => new CallsListed(),
            "refused" => new PhoneRefused(Need(json, "call"), Need(json, "offer"), Code(json)),
            "back" => new RingingEnded(Need(json, "call"), Code(json)),
            "answered" => new PhoneAnswered(Need(json, "call"), Need(json, "offer")),
            "held" => new CallHeld(Need(json, "call"), Text(json, "held") == "yes"),
            "ended" => new CallEnded(Need(json, "call"), Party(Text(json, "by"))),
            "registered" => new PhoneRegistered(Need(json, "user")),
            "gone" => new PhoneGone(Need(json, "user")),
            "feature" => new FeatureDialed(Need(json, "user"), Need(json, "code")),
            _ => null,
        };
    }

    private static CallFound ReadCall(JsonElement json)
    {
        var state = Text(json, "state");
        var answered = Text(json, "answered");
        var phones = Phones(json).ToList();
        return new CallFound(Need(json, "call"))
        {
            State = state switch
            {
                "dialing" => CallState.Dialing,
                "connected" => CallState.Connected,
                "ended" => CallState.Ended,
                _ => CallState.Suspended,
            },
            Gate = Need(json, "gate"),
            Number = Short(Text(json, "number"), 64),
            Caller = Short(Text(json, "caller"), 64),
            Name = Short(Text(json, "name"), 128),
            Contact = Text(json, "contact"),
            Phones = answered is null ? phones : [.. phones.Where(phone => phone.Offer == answered)],
            EndedBy = Party(Text(json, "by")),
        };
    }

    private static IEnumerable<Phone> Phones(JsonElement json)
    {
        if (!json.TryGetProperty("phones", out var phones) || phones.ValueKind != JsonValueKind.Array) yield break;
        foreach (var phone in phones.EnumerateArray())
            yield return new Phone(Need(phone, "offer"), Need(phone, "agent"), Text(phone, "to") ?? "");
    }

    private static CallParty Party(string? by) => by switch
    {
        "caller" => CallParty.Caller,
        "agent" => CallParty.Agent,
        "center" => CallParty.Center,
        _ => CallParty.Switch,
    };

    private static string? Short(string? text, int most) =>
        string.IsNullOrEmpty(text) ? null : text.Length <= most ? text : text[..most];

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text ? text : null;

    private static string Need(JsonElement json, string name) =>
        Text(json, name) ?? throw new InvalidDataException($"The message has no {name}: {json.GetRawText()}");

    // Variables of the configuration may be texts or numbers.
    private static int Code(JsonElement json) => json.TryGetProperty("code", out var code)
        ? code.ValueKind == JsonValueKind.Number
            ? code.GetInt32()
            : int.TryParse(code.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0
        : 0;
}
