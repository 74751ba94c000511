using System.Text;
using System.Text.Json;
using Acd.Core.Json;

namespace Acd.Core.Tests;

/// <summary>An event is serialized once, and its JSON is no part of its value.</summary>
public sealed class EventJsonTests
{
    private static readonly AgentPresenceChanged Event = new()
    {
        Sequence = 7,
        At = new Timestamp(1_700_000_000_000),
        Agent = new AgentId("ann"),
        Presence = Presence.Available,
    };

    [Fact]
    public void The_JSON_is_made_once()
    {
        var happened = Event with { };

        Assert.True(EventJson.GetUtf8(happened).Equals(EventJson.GetUtf8(happened)), "There are two arrays of bytes.");
    }

    [Fact]
    public void An_event_with_its_JSON_equals_one_without()
    {
        var (with, without) = (Event with { }, Event with { });
        EventJson.GetUtf8(with);

        Assert.Equal(without, with);
        Assert.Equal(without.GetHashCode(), with.GetHashCode());
    }

    [Fact]
    public void A_changed_copy_has_a_JSON_of_its_own()
    {
        var first = Event with { };
        EventJson.GetUtf8(first);

        var copy = first with { Reason = "lunch" };

        Assert.Contains("lunch", Encoding.UTF8.GetString(EventJson.GetUtf8(copy).Span), StringComparison.Ordinal);
        Assert.Equal((7, new Timestamp(1_700_000_000_000), new AgentId("ann")), (copy.Sequence, copy.At, copy.Agent!.Value));
    }

    [Fact]
    public void An_event_that_is_read_keeps_its_JSON_with_members_of_a_later_version()
    {
        var json = """
            {"type":"agentPresenceChanged","sequence":7,"at":"2026-03-01T12:00:00.000Z","presence":"available","later":{}}
            """u8.ToArray();

        var read = EventJson.Read(json);

        Assert.Equal(Presence.Available, Assert.IsType<AgentPresenceChanged>(read).Presence);
        Assert.Equal(json, EventJson.GetUtf8(read).ToArray());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"type":"contactEnchanted","sequence":7}""")]
    public void What_is_no_event_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => EventJson.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_name_is_found_as_it_is_on_the_wire()
    {
        Assert.Same(EventJson.NameOf(Event), EventJson.FindName("agentPresenceChanged"));
        Assert.Null(EventJson.FindName("AgentPresenceChanged"));
    }
}
