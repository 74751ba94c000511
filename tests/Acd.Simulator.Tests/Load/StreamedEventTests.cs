using System.Text;
using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Simulator.Tests;

public sealed class StreamedEventTests
{
    private static readonly ContactOffered Offered = new()
    {
        Sequence = 12,
        At = new Timestamp(1_000),
        Agent = new AgentId("offer"),
        Contact = new ContactId("run:c7"),
        ContactSequence = 2,
        Queue = new QueueId("contact"),
        Channel = ChannelId.Voice,
        Offer = new OfferId("o12"),
        Due = new Timestamp(21_000),
    };

    [Fact]
    public void The_contact_and_the_offer_are_read_from_the_engine_s_own_form()
    {
        var read = Read("contactOffered", Offered);

        Assert.Equal((StreamedEventKind.Offered, "run:c7", "o12"), read);
    }

    [Fact]
    public void Other_events_are_passed_over()
    {
        var changed = new AgentPresenceChanged { Sequence = 1, At = new Timestamp(1), Presence = Presence.Available };

        Assert.Equal((StreamedEventKind.Other, "", null), Read("agentPresenceChanged", changed));
    }

    private static (StreamedEventKind Kind, string Contact, string? Offer) Read(string type, CenterEvent happened)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(happened, CenterJson.Default.CenterEvent);
        var read = StreamedEvent.Read(new SseMessage("12"u8, Encoding.UTF8.GetBytes(type), data));
        return (read.Kind, Encoding.UTF8.GetString(read.Contact), read.Offer);
    }
}
