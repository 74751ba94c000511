using System.Text.Json;
using Acd.Core.Json;

namespace Acd.Core.Tests.RulesTests;

/// <summary>Documents written before there were gates, plans and limits are those of contacts without any.</summary>
public sealed class FoundationDocumentsTests
{
    private const string Settings =
        """
        {"open":true,"queues":[{"id":"default","offerTimeout":20,"wrapUp":0,"maxMissedOffers":1,"retryCooldown":30,
        "autoAccept":false,"headStartPerPriority":60,"strictPriority":false,"serviceLevelTarget":20}],
        "channels":[{"channel":"voice","cost":100}],"skills":[],
        "heartbeatTimeout":30,"closedContactTtl":3600,"closedContactsKept":1000000}
        """;

    private const string Contact =
        """
        {"id":"c1","state":"queued","queue":"default","channel":"voice","requirements":[{"skill":"en","level":1}],"priority":0,
        "enteredAt":"2025-03-03T08:00:00.000Z","rank":"2025-03-03T08:00:00.000Z","sequence":1,"events":1,
        "waitingSince":"2025-03-03T08:00:10.000Z","offers":[],"cooldowns":[]}
        """;

    private static readonly Timestamp Start = Transcript.Start;

    [Fact]
    public void They_load_and_are_written_back_as_they_were_but_for_the_time_in_the_queue()
    {
        var engine = Load();
        var shown = Assert.IsType<ContactReply>(engine.Ask(new GetContact(new("c1")))).Contact;

        Assert.Equal(Start + TimeSpan.FromSeconds(10), shown.InQueueSince);
        var written = JsonSerializer.Serialize(shown with { InQueueSince = null }, CenterJson.Default.ContactDocument);
        Assert.Equal(Contact.ReplaceLineEndings(""), written);
        Assert.True(engine.TakeChanges().IsEmpty);
    }

    [Fact]
    public void A_limit_that_is_set_later_counts_from_when_they_were_put_in_line()
    {
        var engine = Load();
        engine.Apply(new PutQueue(new(QueueId.Default) { MaxWait = TimeSpan.FromMinutes(1) }), Start + TimeSpan.FromSeconds(30));

        Assert.Equal(Start + TimeSpan.FromSeconds(70), engine.NextDeadline);
        engine.Tick(Start + TimeSpan.FromSeconds(70));
        var closed = Assert.IsType<ContactClosed>(engine.TakeChanges().Events[^1]);
        Assert.Equal(CloseReason.Expired, closed.Reason);
    }

    private static Engine Load() => Engine.Load(
        new CenterDocuments
        {
            Settings = JsonSerializer.Deserialize(Settings, CenterJson.Default.CenterSettings),
            Contacts = [JsonSerializer.Deserialize(Contact, CenterJson.Default.ContactDocument)!],
            LastSequence = 1,
        },
        Start + TimeSpan.FromSeconds(20));
}
