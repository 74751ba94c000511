namespace Acd.Core.Tests.EngineTests;

public sealed class SnapshotLoaderTests
{
    private static readonly ContactDocument Queued = new()
    {
        Id = new("c1"),
        State = ContactState.Queued,
        Queue = QueueId.Default,
        Channel = ChannelId.Voice,
        Requirements = [],
        Priority = 0,
        EnteredAt = new(1000),
        Rank = new(1000),
        Sequence = 1,
        Events = 1,
        WaitingSince = new(1000),
        InQueueSince = new(1000),
    };

    [Fact]
    public void A_connected_contact_without_an_accepted_offer_stops_the_load()
    {
        var documents = new CenterDocuments { Contacts = [Queued with { State = ContactState.Connected }], LastSequence = 1 };

        var error = Assert.Throws<InvalidOperationException>(() => Engine.Load(documents, new(2000)));
        Assert.Contains("c1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_offer_to_an_agent_that_does_not_exist_stops_the_load()
    {
        var offer = new OfferDocument(new("o2"), new("nobody"), OfferState.Pending, new(1000), new(21_000));
        var documents = new CenterDocuments
        {
            Contacts = [Queued with { State = ContactState.Offered, Offers = [offer] }],
            LastSequence = 2,
        };

        Assert.Throws<InvalidOperationException>(() => Engine.Load(documents, new(2000)));
    }

    [Fact]
    public void A_contact_of_an_unknown_channel_stops_the_load()
    {
        var documents = new CenterDocuments { Contacts = [Queued with { Channel = new("fax") }], LastSequence = 1 };

        Assert.Throws<InvalidOperationException>(() => Engine.Load(documents, new(2000)));
    }

    [Fact]
    public void Nothing_has_changed_after_a_load()
    {
        var engine = Engine.Load(new CenterDocuments { Contacts = [Queued], LastSequence = 1 }, new(2000));

        engine.Tick(new(3000));
        Assert.True(engine.TakeChanges().IsEmpty);
    }

    [Fact]
    public void A_preference_that_ended_while_no_engine_ran_does_not_block_the_contact()
    {
        var ada = new AgentDocument
        {
            Id = new("ada"),
            Sequence = 2,
            Profile = new AgentProfile(),
            Presence = Presence.Available,
            PresenceSince = new(1000),
            IdleOrder = 1,
        };
        var ben = ada with { Id = new("ben"), Sequence = 3, Presence = Presence.NotReady, IdleOrder = 2 };
        var kept = Queued with { PreferredAgent = ben.Id, PreferredUntil = new(5000) };
        var engine = Engine.Load(new CenterDocuments { Agents = [ada, ben], Contacts = [kept], LastSequence = 3 }, new(6000));

        Assert.Equal(new Timestamp(5000), engine.NextDeadline);
        engine.Tick(new(6000));
        Assert.Equal(ada.Id, Assert.IsType<ContactOffered>(Assert.Single(engine.TakeChanges().Events)).Agent);
    }

    [Fact]
    public void A_callers_place_is_stored_under_a_hash_of_the_number_and_is_there_after_a_load()
    {
        var settings = new CenterSettings { Queues = [new(QueueId.Default) { ResumeWithin = TimeSpan.FromMinutes(5) }] };
        var first = Engine.Load(new CenterDocuments { Settings = settings }, new(1000));
        first.Apply(new EnqueueContact(new("c0")) { CallerId = "+49 30 901820" }, new(1000));
        first.Apply(new AbandonContact(new("c0")), new(2000));
        var stored = Assert.Single(first.TakeChanges().Named);
        Assert.StartsWith("return:default/", stored.Name, StringComparison.Ordinal);
        Assert.DoesNotContain("901820", stored.Name, StringComparison.Ordinal);
        Assert.Contains("901820", stored.Json, StringComparison.Ordinal);

        var engine = Engine.Load(new CenterDocuments { Settings = settings, Named = [stored] }, new(3000));
        var reply = engine.Apply(new EnqueueContact(new("c1")) { CallerId = "+49 30 901820" }, new(4000));
        Assert.Equal(new Timestamp(1000), Assert.IsType<ContactReply>(reply).Contact.Rank);
        Assert.Equal([new NamedDocument(stored.Name, null)], engine.TakeChanges().Named);
    }

    [Fact]
    public void Closed_contacts_beyond_the_limit_are_evicted_oldest_first()
    {
        var settings = new CenterSettings { ClosedContactsKept = 1000 };
        var closed = Enumerable.Range(1, 1003)
            .Select(number => new ClosedContact(new($"c{number}"), new(number), CloseReason.Completed));
        var engine = Engine.Load(new CenterDocuments { Settings = settings, Closed = [.. closed] }, new(2000));

        engine.Tick(new(2000));
        Assert.Equal(["c1", "c2", "c3"], engine.TakeChanges().ForgottenContacts.Select(id => id.Value));
    }
}
