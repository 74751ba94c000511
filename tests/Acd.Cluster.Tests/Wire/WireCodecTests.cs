using System.Text;
using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;
using Acd.Grains;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Acd.Cluster.Tests;

public sealed class WireCodecTests : IDisposable
{
    private readonly ServiceProvider _parts;
    private readonly Serializer _serializer;

    public WireCodecTests()
    {
        var parts = new ServiceCollection();
        parts.AddAcdSerialization();
        _parts = parts.BuildServiceProvider();
        _serializer = _parts.GetRequiredService<Serializer>();
    }

    /// <summary>Every message, those that were added after this test too.</summary>
    public static TheoryData<string> Names => [.. WireTypes.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_message_crosses_the_wire_with_all_that_it_holds(string name)
    {
        var sent = MessageSamples.Create(WireTypes.All[name]);

        var received = _serializer.Deserialize<object>(_serializer.SerializeToArray<object>(sent));

        Assert.IsType(WireTypes.All[name], received);
        Assert.True(MessageSamples.AreSame(sent, received), $"{received} is not {sent}");
    }

    [Fact]
    public void No_message_of_the_engine_is_left_out()
    {
        var messages = typeof(Request).Assembly.GetTypes()
            .Where(type => !type.IsAbstract)
            .Where(type => typeof(Request).IsAssignableFrom(type) || typeof(Reply).IsAssignableFrom(type)
                || typeof(CenterEvent).IsAssignableFrom(type))
            .ToList();

        Assert.True(messages.Count > 50, $"Only {messages.Count} messages were found.");
        Assert.All(messages, message => Assert.Same(message, WireTypes.All[message.Name]));
    }

    [Fact]
    public void A_message_goes_as_what_it_is_where_its_base_is_expected()
    {
        Request sent = new GetContact(new ContactId("c1"));

        Assert.Equal(sent, _serializer.Deserialize<Request>(_serializer.SerializeToArray(sent)));
    }

    [Fact]
    public void A_list_of_events_keeps_their_kinds_and_their_order()
    {
        var events = new[] { typeof(ContactQueued), typeof(OfferRevoked) }
            .Select(type => (CenterEvent)MessageSamples.Create(type)).ToList();
        var sent = new EventBatch(true, 9, events);

        var received = _serializer.Deserialize<EventBatch>(_serializer.SerializeToArray(sent));

        Assert.NotNull(received);
        Assert.Equal(
            [typeof(ContactQueued), typeof(OfferRevoked)], received.Events.Select(one => ((RelayedEvent)one).Read()!.GetType()));
    }

    [Fact]
    public void An_event_crosses_the_wire_with_the_bytes_that_the_store_was_given()
    {
        var stored = """
            {"type":"agentPresenceChanged","sequence":7,"at":"2026-03-01T12:00:00Z","agent":"a","presence":"available","later":1}
            """u8.ToArray();
        var sent = new EventBatch(true, 7, [EventJson.Read(stored)]);

        var received = _serializer.Deserialize<EventBatch>(_serializer.SerializeToArray(sent));

        var relayed = Assert.IsType<RelayedEvent>(Assert.Single(received!.Events));
        Assert.Equal(stored, EventJson.GetUtf8(relayed).ToArray());
        Assert.Equal((7, new AgentId("a"), "agentPresenceChanged"), (relayed.Sequence, relayed.Agent, relayed.Type));
        Assert.Equal(Presence.Available, Assert.IsType<AgentPresenceChanged>(relayed.Read()).Presence);
        Assert.Same(relayed.Read(), relayed.Read());
    }

    [Fact]
    public void A_type_of_events_that_a_later_version_adds_is_passed_on_unread()
    {
        var batch = EventBatchJson.Read(
            """{"serves":true,"events":[{"type":"contactEnchanted","sequence":7,"agent":null,"spell":{"a":[]}}]}"""u8.ToArray());

        var relayed = Assert.IsType<RelayedEvent>(Assert.Single(batch.Events));
        Assert.Null(relayed.Read());
        Assert.Equal((7, null, "contactEnchanted"), (relayed.Sequence, relayed.Agent, relayed.Type));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"serves":true,"events":{}}""")]
    [InlineData("""{"serves":true,"events":[{"sequence":7}]}""")]
    [InlineData("""{"serves":true,"events":[{"type":"contactHeld"}]}""")]
    public void A_batch_that_is_none_is_refused(string json) =>
        Assert.Throws<JsonException>(() => EventBatchJson.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Within_a_silo_a_message_is_handed_over_as_it_is()
    {
        var sent = new GetAgent(new AgentId("ann"));

        Assert.Same(sent, _parts.GetRequiredService<DeepCopier>().Copy<Request>(sent));
    }

    [Fact]
    public void A_message_that_this_version_does_not_know_is_named()
    {
        var bytes = _serializer.SerializeToArray<Request>(new ListSkills());
        var at = bytes.AsSpan().IndexOf("ListSkills"u8);
        "ListSpells"u8.CopyTo(bytes.AsSpan(at));

        var refused = Assert.Throws<NotSupportedException>(() => _serializer.Deserialize<Request>(bytes));

        Assert.Contains("ListSpells", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _parts.Dispose();
}
