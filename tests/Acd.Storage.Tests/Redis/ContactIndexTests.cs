using Acd.Core;
using Acd.Hosting;
using StackExchange.Redis;
using static Acd.Storage.Tests.TestDocuments;

namespace Acd.Storage.Tests;

/// <summary>
/// The server's index of contacts. Without the modules (see <see cref="RedisFixture"/>) the tests check that the store does not
/// search open contacts.
/// </summary>
public sealed class ContactIndexTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private readonly string _center = "i" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Open_contacts_are_found_by_the_index_where_there_is_one()
    {
        await using var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges(
            [
                Contact("c1", 1), Contact("c2", 2) with { Queue = new("sales.eu:1-a"), Gate = new("hotline") },
                Contact("c3", 3, ContactState.Offered) with { Requirements = [new(new("to"))], Channel = new("chat") },
                Contact("c4", 4) with { Attributes = """{"o":"a, b|c","n":4711}""" }, Closed("c5", 5, 60),
                Contact("c6", 6, ContactState.Offered) with
                {
                    Agent = new("ada"),
                    CallerId = "+49 30 901820",
                    Callback = new("+49 30 901820", At(90)),
                },
            ],
            events: Events(1, 6)));

        await FindsAsync(store, new() { Agent = new("ada") }, "c6");
        await FindsAsync(store, new() { CallerId = "+49 30 901820", Callback = true }, "c6");
        await FindsAsync(store, new() { CallerId = "+49 30 901820", Callback = false });
        await FindsAsync(store, new() { CallerId = "+49 30 90182" });
        await FindsAsync(store, new() { From = At(2), To = At(4) }, "c2", "c3");
        await FindsAsync(store, new(), "c1", "c2", "c3", "c4", "c6");
        await FindsAsync(store, new() { State = ContactState.Offered }, "c3", "c6");
        await FindsAsync(store, new() { Queue = new("sales.eu:1-a"), Gate = new("hotline") }, "c2");
        await FindsAsync(store, new() { Queue = new("Sales.eu:1-a") });
        await FindsAsync(store, new() { Skill = new("to"), Channel = new("chat") }, "c3");
        await FindsAsync(store, new() { Attributes = [new("o", "a, b|c"), new("n", "4711")] }, "c4");
        await FindsAsync(store, new() { After = 2 }, "c3", "c4", "c6");
    }

    [Fact]
    public async Task Few_among_many_are_found_on_one_page()
    {
        const int Many = 2_400;
        await using var store = Open();
        var lease = await AcquireAsync(store);
        ContactDocument Make(long i) => (i % 2 == 0 ? Contact("c" + i, i) : Closed("c" + i, i, i)) with
        {
            Queue = new(i % 800 < 2 ? "rare" : "usual"),
        };
        await store.CommitAsync(
            lease, CreateChanges([.. Enumerable.Range(1, Many).Select(i => Make(i))], events: Events(1, Many)));

        await FindsAsync(store, new() { Queue = new("rare") }, "c800", "c1600", "c2400");
        await FindsAsync(store, new() { Attributes = [new("customer", "2002")] }, "c2002");
        if (!RedisFixture.HasSearch)
            return;
        await FindsAsync(store, new() { State = ContactState.Closed, Queue = new("rare") }, "c1", "c801", "c1601");
        await FindsAsync(store, new() { State = ContactState.Closed, Attributes = [new("customer", "2001")] }, "c2001");
    }

    [Fact]
    public async Task The_index_has_the_changes_of_a_commit_as_soon_as_it_is_acknowledged()
    {
        await using var store = Open();
        var lease = await AcquireAsync(store);
        for (var sequence = 1; sequence <= 50; sequence += 2)
        {
            await store.CommitAsync(
                lease, CreateChanges([Contact("c" + sequence, sequence)], events: Events(sequence, sequence)));
            await FindsAsync(store, new() { After = sequence - 1 }, "c" + sequence);
            await store.CommitAsync(
                lease, CreateChanges([Closed("c" + sequence, sequence, sequence)], events: Events(sequence + 1, sequence + 1)));
            await FindsAsync(store, new() { After = sequence - 1 });
        }
    }

    [Fact]
    public async Task Contacts_that_the_index_does_not_hold_keep_it_from_answering()
    {
        await using (var before = Open(index: false))
        {
            var old = await AcquireAsync(before);
            await before.CommitAsync(old, CreateChanges([Contact("c1", 1), Closed("c2", 2, 9)], events: Events(1, 2)));
            await before.ReleaseAsync(old);
        }

        await using var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges([Contact("c3", 3)], events: Events(3, 3)));
        Assert.Null(await store.SearchAsync(new ListContacts()));
        var closed = (await store.SearchAsync(new ListContacts { State = ContactState.Closed }))!;
        Assert.Equal(["c2"], closed.Contacts.Select(contact => contact.Id.Value));

        await store.CommitAsync(
            lease, CreateChanges([Contact("c1", 1, ContactState.Offered)], events: Events(4, 4), forgotten: ["c2"]));
        await FindsAsync(store, new(), "c1", "c3");
    }

    [Fact]
    public async Task An_index_that_is_gone_is_done_without()
    {
        await using var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges([Contact("c1", 1), Closed("c2", 2, 9)], events: Events(1, 2)));
        await FindsAsync(store, new(), "c1");
        if (RedisFixture.HasSearch)
        {
            using var client = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{redis.Server.Port}");
            await client.GetDatabase().ExecuteAsync("FT.DROPINDEX", $"{{{_center}}}:contact-index");
        }

        Assert.Null(await store.SearchAsync(new ListContacts()));
        var closed = (await store.SearchAsync(new ListContacts { State = ContactState.Closed }))!;
        Assert.Equal(["c2"], closed.Contacts.Select(contact => contact.Id.Value));
    }

    [Fact]
    public void A_search_is_asked_in_the_servers_words()
    {
        var search = new ListContacts
        {
            State = ContactState.WrapUp,
            Queue = new("a.b:c-d_e"),
            Skill = new("en"),
            Attributes = [new("order", "4711")],
        };

        Assert.Equal(
            "@sequence:[(7 +inf] @state:{wrapUp} @queue:{a\\.b\\:c\\-d_e} @skill:{en} @marks:{a8c5a994ff290d53}",
            IndexQuery.Build(search, 7));
        Assert.Equal(
            "@sequence:[(0 +inf] @gate:{g} -@state:{closed}", IndexQuery.Build(new ListContacts { Gate = new("g") }, 0));
    }

    [Fact]
    public void Marks_stand_behind_a_documents_own_members()
    {
        var json = """{"id":"c1"}"""u8;
        Assert.Equal("""{"id":"c1","marks":["v2"]}"""u8.ToArray(), ContactMarks.AddTo(json, With(null)));
        Assert.Equal(
            $$$"""{"id":"c1","marks":["v2","{{{Hash("a", "x")}}}","{{{Hash("b", "1.50")}}}"]}""",
            System.Text.Encoding.UTF8.GetString(ContactMarks.AddTo(json, With("""{"a":"x","b":1.50,"c":null,"d":{"e":1}}"""))));
        Assert.NotEqual(Hash("a=", "x"), Hash("a", "=x"));

        static ContactDocument With(string? attributes) => Contact("c1", 1) with { Attributes = attributes };

        static string Hash(string name, string value) => ContactMarks.Hash(new(name, value));
    }

    private static async Task FindsAsync(IStore store, ListContacts search, params string[] ids)
    {
        if (!RedisFixture.HasSearch)
        {
            Assert.Null(await store.SearchAsync(search));
            return;
        }

        // A new index is ready when the server has added the existing documents.
        var page = await Eventually.GetAsync("an answer of the index", async () => await store.SearchAsync(search));
        Assert.Equal(ids, page.Contacts.Select(contact => contact.Id.Value));
        Assert.Null(page.Next);
    }

    private static async Task<Lease> AcquireAsync(IStore store)
    {
        var lease = (await store.TryAcquireAsync("one"))!;
        await store.LoadAsync(lease);
        return lease;
    }

    private IStore Open(bool index = true) => StoreFactory.Open(new StoreOptions
    {
        Url = redis.Server.Url,
        Center = _center,
        ContactIndex = index,
        CommandTimeout = TimeSpan.FromSeconds(20),
    });
}
