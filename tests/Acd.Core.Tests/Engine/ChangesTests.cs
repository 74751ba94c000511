namespace Acd.Core.Tests;

/// <summary>What has changed is given away, to be written while the engine goes on.</summary>
public sealed class ChangesTests
{
    [Fact]
    public void What_was_given_away_does_not_change_any_more()
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
