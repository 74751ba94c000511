namespace Acd.Core.Tests.EngineTests;

public sealed class ChangeTrackerTests
{
    [Fact]
    public void A_contact_that_closed_and_was_evicted_in_one_batch_is_not_written()
    {
        var settings = new CenterSettings { ClosedContactTtl = TimeSpan.FromSeconds(1) };
        var engine = Engine.Load(new CenterDocuments { Settings = settings }, new(0));
        engine.Apply(new EnqueueContact(new("c1")), new(1000));
        engine.Apply(new AbandonContact(new("c1")), new(2000));
        engine.Apply(new EnqueueContact(new("c2")), new(4000));

        var changes = engine.TakeChanges();
        Assert.Equal("c2", Assert.Single(changes.Contacts).Id.Value);
        Assert.Equal("c1", Assert.Single(changes.ForgottenContacts).Value);
    }

    [Fact]
    public void A_contact_with_the_id_of_an_evicted_one_is_written()
    {
        var settings = new CenterSettings { ClosedContactTtl = TimeSpan.FromSeconds(1) };
        var engine = Engine.Load(new CenterDocuments { Settings = settings }, new(0));
        engine.Apply(new EnqueueContact(new("c1")), new(1000));
        engine.Apply(new AbandonContact(new("c1")), new(2000));
        engine.Apply(new EnqueueContact(new("c1")), new(4000));

        Assert.Equal(ContactState.Queued, Assert.Single(engine.TakeChanges().Contacts).State);
    }
}

/// <summary>Taken changes are written while the engine goes on.</summary>
public sealed class ChangesTests
{
    [Fact]
    public void Taken_changes_do_not_change_any_more()
    {
        var settings = new CenterSettings { ClosedContactsKept = 1 };
        var engine = Engine.Load(new CenterDocuments { Settings = settings }, new(1000));
        engine.Apply(new PutAgent(new("ada"), new AgentProfile()), new(1000));
        engine.Apply(new EnqueueContact(new("c1")), new(1000));
        var first = engine.TakeChanges();

        engine.Apply(new RemoveAgent(new("ada")), new(2000));
        engine.Apply(new AbandonContact(new("c1")), new(2000));
        engine.Apply(new EnqueueContact(new("c2")), new(2000));
        engine.Apply(new AbandonContact(new("c2")), new(2000));
        var second = engine.TakeChanges();

        Assert.Empty(first.RemovedAgents);
        Assert.Empty(first.ForgottenContacts);
        Assert.Equal([new AgentId("ada")], second.RemovedAgents);
        Assert.Equal([new ContactId("c1")], second.ForgottenContacts);
    }
}
