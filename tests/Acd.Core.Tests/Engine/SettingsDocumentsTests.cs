using System.Text.Json;
using Acd.Core.Json;

namespace Acd.Core.Tests.EngineTests;

/// <summary>Queues, gates and described skills are documents and events of their own.</summary>
public sealed class SettingsDocumentsTests
{
    private static readonly CenterSettings OneDocument = new()
    {
        Queues = [new(QueueId.Default), new(new("sales")), new(new("back")) { Closed = true }],
        Gates = [new(new("web"), new("sales")), new(new("app"), new("back"))],
        Skills = [new(new("fr"), "French"), new(new("en"), "English")],
        TimeZone = "Europe/Berlin",
    };

    [Fact]
    public void A_change_writes_and_tells_only_what_changed()
    {
        var store = new StoreFake(new());
        var engine = Load(store);
        Apply(engine, store, new PutQueue(new(new("sales"))));

        var changes = Apply(engine, store, new PutGate(new(new("web"), new("sales"))));

        Assert.Null(changes.Settings);
        Assert.Equal("setting:gate/web", Assert.Single(changes.Named).Name);
        var told = Assert.IsType<SettingsChanged>(Assert.Single(changes.Events));
        Assert.Equal(
            """{"sequence":2,"at":"1970-01-01T00:00:01.000Z","gate":{"id":"web","queue":"sales","skills":[]}}""",
            JsonSerializer.Serialize(told, CenterJson.Default.SettingsChanged));
    }

    [Fact]
    public void The_center_s_own_settings_have_a_document_without_the_others()
    {
        var store = new StoreFake(new());
        var engine = Load(store);
        Apply(engine, store, new PutQueue(new(new("sales"))));

        var changes = Apply(engine, store, new CloseCenter());

        Assert.Empty(changes.Named);
        Assert.Empty(changes.Settings!.Queues);
        Assert.False(changes.Settings.Open);
        Assert.Equal([QueueId.Default, new("sales")], Load(store).Settings.Queues.Select(queue => queue.Id));
    }

    [Fact]
    public void The_order_of_creation_and_removals_survive_a_reload()
    {
        var store = new StoreFake(new());
        var engine = Load(store);
        foreach (var queue in (string[])["m", "z", "a", "k"]) Apply(engine, store, new PutQueue(new(new(queue))));
        Apply(engine, store, new RemoveQueue(new("z")));
        Apply(engine, store, new PutQueue(new(new("m")) { Closed = true }));

        var loaded = Load(store);

        Assert.Equal(["default", "m", "a", "k"], loaded.Settings.Queues.Select(queue => queue.Id.Value));
        Apply(loaded, store, new PutQueue(new(new("z"))));
        Assert.Equal("z", Load(store).Settings.Queues[^1].Id.Value);
    }

    [Fact]
    public void A_store_with_one_document_of_all_settings_is_loaded_and_migrated_by_the_first_change()
    {
        var store = new StoreFake(OneDocument);
        var engine = Load(store);
        Assert.Equal(ComparableText.Of(OneDocument), ComparableText.Of(engine.Settings));

        var changes = Apply(engine, store, new PutSkill(new(new("de"), "German")));

        Assert.Equal(8, changes.Named.Count);
        Assert.Empty(store.Settings.Queues);
        Assert.Equal(ComparableText.Of(engine.Settings), ComparableText.Of(Load(store).Settings));
        var removal = Apply(Load(store), store, new RemoveSkill(new("fr")));
        Assert.Equal(["setting:skill/fr"], removal.Named.Select(document => document.Name).Where(name => name[0] == 's'));
        Assert.Equal(["en", "de"], Load(store).Settings.Skills.Select(skill => skill.Id.Value));
    }

    private static Engine Load(StoreFake store) => Engine.Load(store.Read(), new(1000));

    private static Changes Apply(Engine engine, StoreFake store, Command command)
    {
        Assert.IsNotType<Refusal>(engine.Apply(command, new(1000)));
        var changes = engine.TakeChanges();
        Assert.Empty(store.Write(changes));
        return changes;
    }
}
