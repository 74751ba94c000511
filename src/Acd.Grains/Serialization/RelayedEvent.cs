using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Grains;

/// <summary>
/// An event that came from another process. Only its number, its agent and its JSON are known before somebody reads it: most
/// events are passed on to event streams unread.
/// </summary>
internal sealed record RelayedEvent : CenterEvent
{
    private CenterEvent? _read;

    /// <param name="type">The name of its type, which may be one of a later version.</param>
    /// <param name="utf8">Its JSON.</param>
    public RelayedEvent(string type, byte[] utf8)
    {
        Type = type;
        EventJson.SetUtf8(this, utf8);
    }

    /// <summary>The name of its type.</summary>
    public string Type { get; }

    /// <summary>The event; null where its type is one of a later version.</summary>
    /// <exception cref="JsonException">It is no event.</exception>
    public CenterEvent? Read()
    {
        // Two readers at once get two equal events.
        if (_read is null && EventJson.FindName(Type) is not null) _read = EventJson.Read(EventJson.GetUtf8(this).ToArray());
        return _read;
    }
}
