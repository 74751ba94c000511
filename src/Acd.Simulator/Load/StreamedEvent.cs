using System.Text;
using System.Text.Json;

namespace Acd.Simulator;

/// <summary>What a load generator needs to know of an event of the center.</summary>
internal readonly ref struct StreamedEvent(StreamedEventKind kind, ReadOnlySpan<byte> contact, string? offer)
{
    /// <summary>What happened.</summary>
    public StreamedEventKind Kind { get; } = kind;

    /// <summary>The contact's id.</summary>
    public ReadOnlySpan<byte> Contact { get; } = contact;

    /// <summary>The offer's id, where there is one.</summary>
    public string? Offer { get; } = offer;

    /// <summary>Reads an event; most are passed over by their type alone.</summary>
    public static StreamedEvent Read(SseMessage message)
    {
        var kind = KindOf(message.Type);
        return kind == StreamedEventKind.Other ? default : Read(kind, message.Data);
    }

    private static StreamedEvent Read(StreamedEventKind kind, ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> contact = default;
        string? offer = null;
        var json = new Utf8JsonReader(data);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != 1)
                continue;
            if (json.ValueTextEquals("contact"u8) && json.Read())
                contact = json.ValueSpan;
            else if (kind == StreamedEventKind.Offered && json.ValueTextEquals("offer"u8) && json.Read())
                offer = Encoding.ASCII.GetString(json.ValueSpan);
        }

        return new StreamedEvent(kind, contact, offer);
    }

    private static StreamedEventKind KindOf(ReadOnlySpan<byte> type)
    {
        if (type.SequenceEqual("contactOffered"u8))
            return StreamedEventKind.Offered;
        if (type.SequenceEqual("contactConnected"u8))
            return StreamedEventKind.Connected;
        return type.SequenceEqual("contactClosed"u8) ? StreamedEventKind.Closed : StreamedEventKind.Other;
    }
}

/// <summary>The kinds of events that tell of a life's progress.</summary>
internal enum StreamedEventKind
{
    /// <summary>Something else.</summary>
    Other,

    /// <summary>A contact was offered to an agent.</summary>
    Offered,

    /// <summary>An agent has a contact.</summary>
    Connected,

    /// <summary>A contact is over.</summary>
    Closed,
}
