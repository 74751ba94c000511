using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Acd.Client;

/// <summary>The types of events by their names on the wire.</summary>
internal static class EventTypes
{
    private static readonly ClientJson Json = ClientJson.Default;

    /// <summary>The types that this version knows.</summary>
    public static readonly FrozenDictionary<string, JsonTypeInfo> Known = new JsonTypeInfo[]
    {
        Json.ContactQueued, Json.ContactUnservable, Json.ContactConnected, Json.ContactHeld, Json.ContactResumed,
        Json.ContactTransferred, Json.ContactPriorityChanged, Json.ContactRequirementsChanged, Json.ContactAttributesChanged,
        Json.PlanStepped, Json.CallbackRequested, Json.CallbackFailed, Json.ContactReleased, Json.ContactParked,
        Json.ContactUnparked, Json.WrapUpStarted, Json.WrapUpDueChanged, Json.ContactClosed, Json.ContactOffered,
        Json.OfferAccepted, Json.OfferDeclined, Json.OfferTimedOut, Json.OfferDueChanged, Json.OfferRevoked,
        Json.AgentPresenceChanged, Json.AgentChanged, Json.SettingsChanged, Json.AgentWrapUpStarted, Json.AgentWrapUpEnded,
        Json.CenterReturned,
        Json.HandoverFailed,
    }.ToFrozenDictionary(type => JsonNamingPolicy.CamelCase.ConvertName(type.Type.Name));

    /// <summary>Reads a message of a stream.</summary>
    /// <exception cref="AcdException">It is none of a center's.</exception>
    public static AcdEvent Read(in SseMessage message)
    {
        try
        {
            var read = message.Event switch
            {
                "snapshot" => Named(JsonSerializer.Deserialize(message.Data.Span, Json.StreamSnapshot)),
                "reset" => ReadReset(JsonSerializer.Deserialize(message.Data.Span, Json.StreamReset)),
                _ => (AcdEvent?)JsonSerializer.Deserialize(
                    message.Data.Span, Known.GetValueOrDefault(message.Event ?? "", Json.UnknownEvent)),
            };
            if (read is not null) return read;
        }
        catch (JsonException unreadable)
        {
            throw new AcdException(AcdException.BadAnswer, $"The event {message.Event} cannot be read.", unreadable);
        }

        throw new AcdException(AcdException.BadAnswer, $"The event {message.Event} is empty.");
    }

    private static StreamSnapshot? Named(StreamSnapshot? snapshot) =>
        snapshot is null ? null : snapshot with { Type = "snapshot" };

    private static StreamReset? ReadReset(StreamReset? reset) =>
        reset is null ? null : reset with { Type = "reset", Sequence = reset.FirstKept - 1 };
}
