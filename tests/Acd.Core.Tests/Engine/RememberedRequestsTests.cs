namespace Acd.Core.Tests.EngineTests;

/// <summary>A request with a key is carried out once, also over a reload, until the key is forgotten.</summary>
public sealed class RememberedRequestsTests
{
    private static readonly RequestKey Key = new("k1", "b1");

    private readonly StoreFake _store = new(new());

    [Fact]
    public void The_answer_of_the_first_time_is_stored_with_what_the_request_did()
    {
        var engine = Load(1000);

        var first = engine.Apply(new EnqueueContact(new("c1")) { Key = Key }, new(1000));
        _store.Write(engine.TakeChanges());

        Assert.Equal(new(3_601_000), first.RememberedUntil);
        Assert.Equal(TimeSpan.FromHours(1), first.ClosedIdsFor);
        var stored = Assert.IsType<ContactReply>(Stored("answer:k1"));
        Assert.True(stored.Created);
        Assert.Equal(ComparableText.Of(((ContactReply)first).Contact), ComparableText.Of(stored.Contact));
    }

    [Fact]
    public void A_repetition_changes_nothing_and_names_the_stored_answer_also_after_a_reload()
    {
        var engine = Load(1000);
        engine.Apply(new EnqueueContact(new("c1")) { Key = Key }, new(1000));
        engine.Apply(new AbandonContact(new("c1")), new(1500));
        _store.Write(engine.TakeChanges());

        var again = Load(2000).Apply(new EnqueueContact(new("c1")) { Key = Key }, new(2000));

        Assert.Equal("answer:k1", Assert.IsType<RememberedReply>(again).Document);
        Assert.Equal(new(3_601_000), again.RememberedUntil);
    }

    [Fact]
    public void A_refusal_is_remembered_too_and_another_request_is_refused()
    {
        var engine = Load(1000);
        var refused = engine.Apply(new CompleteContact(new("c1")) { Key = Key }, new(1000));
        engine.Apply(new EnqueueContact(new("c1")), new(1000));

        Assert.Equal("contact.unknown", Assert.IsType<Refusal>(refused).Code);
        Assert.IsType<RememberedReply>(engine.Apply(new CompleteContact(new("c1")) { Key = Key }, new(1000)));
        var other = engine.Apply(new CompleteContact(new("c1")) { Key = Key with { Body = "b2" } }, new(1000));
        Assert.Equal("idempotency.otherBody", Assert.IsType<Refusal>(other).Code);
    }

    [Fact]
    public void A_key_is_forgotten_when_its_time_is_over()
    {
        var engine = Load(1000);
        engine.Apply(new EnqueueContact(new("c1")) { Key = Key }, new(1000));
        _store.Write(engine.TakeChanges());
        engine = Load(1000);

        engine.Tick(new(3_600_999));
        Assert.DoesNotContain(engine.TakeChanges().Named, document => document.Name == "request:k1");
        engine.Tick(new(3_601_000));
        Assert.Empty(_store.Write(engine.TakeChanges()));

        Assert.DoesNotContain(_store.Named.Keys, name => name.EndsWith(":k1", StringComparison.Ordinal));
        var other = new EnqueueContact(new("c2")) { Key = Key with { Body = "b2" } };
        Assert.IsType<ContactReply>(engine.Apply(other, new(3_601_000)));
    }

    private Reply Stored(string name) => AnswerDocument.Parse(new(name, _store.Named[name]));

    private Engine Load(long now) => Engine.Load(_store.Read(), new(now));
}
