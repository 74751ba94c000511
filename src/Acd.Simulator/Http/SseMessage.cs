namespace Acd.Simulator;

/// <summary>One server-sent event. Its bytes are the reader's, and hold only until the handler returns.</summary>
public readonly ref struct SseMessage(ReadOnlySpan<byte> id, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
{
    /// <summary>Its <c>id</c>; empty where it has none.</summary>
    public ReadOnlySpan<byte> Id { get; } = id;

    /// <summary>Its <c>event</c>; empty where it has none.</summary>
    public ReadOnlySpan<byte> Type { get; } = type;

    /// <summary>Its <c>data</c>, several lines joined by line feeds.</summary>
    public ReadOnlySpan<byte> Data { get; } = data;
}

/// <summary>Takes a server-sent event.</summary>
public delegate void SseHandler(SseMessage message);
