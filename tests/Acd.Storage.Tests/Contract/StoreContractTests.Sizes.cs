using System.Text.Encodings.Web;
using System.Text.Json;
using Acd.Core;
using static Acd.Storage.Tests.TestDocuments;

namespace Acd.Storage.Tests;

/// <summary>Documents and batches at their limits.</summary>
public abstract partial class StoreContractTests
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> OddTexts() =>
    [
        "ä€𝄞\u0000\u0001\u001f\u007f\u2028\u2029\ufeff\uffff", "\"\\/\b\f\n\r\t'{}[]|,:",
        "{acd}:contacts\r\n*1\r\n$4\r\nPING\r\n", "'); DROP TABLE contact; --", "\u200f\u202e شكرا 你好 👩‍👩‍👧‍👦 \u0301",
    ];

    [Theory]
    [MemberData(nameof(OddTexts))]
    public async Task Odd_texts_come_back_unchanged(string text)
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        var raw = JsonSerializer.Serialize(text, Unescaped);
        var contact = Contact("c1", 1) with { Attributes = $$"""{ "text" : {{raw}}, "number":1.50e3,"lone":"\ud800" }""" };
        var agent = Agent("ada", 2, Presence.NotReady) with { Reason = text, Profile = new AgentProfile { Name = text } };
        await store.CommitAsync(lease, CreateChanges([contact], [agent], Events(1, 2)));

        var documents = await ReloadAsync(store, lease);

        SameContacts([contact], documents);
        Assert.Equal(contact.Attributes, documents.Contacts[0].Attributes);
        Assert.Equal(text, documents.Agents[0].Reason);
    }

    [Fact]
    public async Task The_biggest_documents_come_back_unchanged()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        var id = new string('c', Id.MaxLength);
        var text = string.Concat(Enumerable.Repeat("ä€𝄞", 450));
        var contact = Contact(id, 1, ContactState.Queued) with
        {
            Attributes = $$"""{"t":"{{text}}"}""",
            Requirements = [.. Enumerable.Range(0, 32).Select(i => new Requirement(new(new string('s', 62) + $"{i:00}"), 10))],
            Offers = [.. Enumerable.Range(0, 16).Select(i => new OfferDocument(
                new($"o{i}"), new(new string('a', Id.MaxLength)), OfferState.TimedOut, At(i), At(i + 20), At(i + 20)))],
            Cooldowns = [.. Enumerable.Range(0, 200).Select(i => new Cooldown(new($"agent{i}"), At(i)))],
        };
        await store.CommitAsync(lease, CreateChanges([contact], events: Events(1, 1)));

        Assert.Equal(Json(contact), Json(await store.FindContactAsync(new(id))));
        SameContacts([contact], await ReloadAsync(store, lease));
    }

    [Fact]
    public async Task A_batch_of_twenty_thousand_documents_is_one_batch()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        var contacts = Enumerable.Range(1, 10_000).Select(i => Contact($"c{i}", i)).ToArray();
        var agents = Enumerable.Range(10_001, 10_000).Select(i => Agent($"a{i}", i)).ToArray();
        var availability = agents.Select(agent => Enters(agent.Id.Value, agent.IdleOrder, "en", "billing")).ToArray();
        await store.CommitAsync(lease, CreateChanges(contacts, agents, Events(1, 20_000), availability: availability));

        Assert.Equal(20_000, (await store.LoadAsync(lease)).LastSequence);
        await store.CommitAsync(lease, CreateChanges(
            [.. contacts.Skip(5000).Select(contact => Closed(contact.Id.Value, contact.Sequence, contact.Sequence))],
            events: Events(20_001, 25_000), removed: [.. agents.Skip(100).Select(agent => agent.Id.Value)],
            availability: [.. agents.Skip(100).Select(agent => Leaves(agent.Id.Value, "en", "billing"))]));

        var documents = await ReloadAsync(store, lease);
        SameContacts(contacts.Take(5000), documents);
        SameAgents(agents.Take(100), documents);
        Assert.Equal(contacts.Skip(5000).Select(contact => contact.Id), documents.Closed.Select(contact => contact.Id));
    }

    [Fact]
    public async Task An_empty_batch_is_no_error()
    {
        var store = Open();
        var lease = await AcquireAsync(store);

        await store.CommitAsync(lease, CreateChanges());

        Assert.Equal(0, (await store.LoadAsync(lease)).LastSequence);
    }

    [Fact]
    public async Task A_batch_that_contradicts_itself_is_refused_before_anything_is_written()
    {
        var store = Open();
        var lease = await AcquireAsync(store);

        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await store.CommitAsync(lease, CreateChanges([Contact("c1", 1)], events: [Event(1), Event(3)])));
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await store.CommitAsync(
                lease, CreateChanges([Contact("c1", 1), Contact("c2", 2, ContactState.Closed)])));

        Assert.Empty((await store.LoadAsync(lease)).Contacts);
    }
}
