using Acd.Core;
using static Acd.Storage.Tests.TestDocuments;

namespace Acd.Storage.Tests;

public abstract partial class StoreContractTests
{
    private static readonly ListContacts AllClosed = new() { State = ContactState.Closed };

    [Fact]
    public async Task Closed_contacts_are_found_by_all_that_is_asked_of_them()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges(
            [
                Closed("c1", 1, 30), Closed("c2", 2, 20) with { Queue = new("sales.eu:1-a") },
                Closed("c3", 3, 25) with { Gate = new("hotline"), Requirements = [new(new("to")), new(new("es"), 5)] },
                Closed("c4", 4, 25) with
                {
                    Channel = new("chat"),
                    Attributes = """{"o":"a-1, b|\"c\" é","n":4711,"t":true,"x":[1]}""",
                },
                Contact("open", 5),
                Closed("c6", 6, 40, CloseReason.Expired) with
                {
                    Agent = new("ada"),
                    CallerId = "+49 30 901820",
                    Callback = new("+49 30 901820", At(90)),
                },
            ],
            events: Events(1, 6)));

        await FindsAsync(AllClosed, "c1", "c2", "c3", "c4", "c6");
        await FindsAsync(AllClosed with { Agent = new("ada") }, "c6");
        await FindsAsync(AllClosed with { Agent = new("ad") });
        await FindsAsync(AllClosed with { CallerId = "+49 30 901820" }, "c6");
        await FindsAsync(AllClosed with { CallerId = "+49 30 901821" });
        await FindsAsync(AllClosed with { Callback = true }, "c6");
        await FindsAsync(AllClosed with { Callback = false, From = At(2), To = At(4) }, "c2", "c3");
        await FindsAsync(AllClosed with { Reason = CloseReason.Expired, CallerId = "+49 30 901820" }, "c6");
        await FindsAsync(AllClosed with { Reason = CloseReason.Rejected });
        await FindsAsync(AllClosed with { Queue = new("sales.eu:1-a") }, "c2");
        await FindsAsync(AllClosed with { Queue = new("sales.eu") });
        await FindsAsync(AllClosed with { Queue = new("SALES.eu:1-a") });
        await FindsAsync(AllClosed with { Gate = new("hotline") }, "c3");
        await FindsAsync(AllClosed with { Skill = new("en") }, "c1", "c2", "c4", "c6");
        await FindsAsync(AllClosed with { Skill = new("to") }, "c3");
        await FindsAsync(AllClosed with { Channel = new("chat") }, "c4");
        await FindsAsync(AllClosed with { Attributes = [new("customer", "3")] }, "c3");
        await FindsAsync(
            AllClosed with { Attributes = [new("o", "a-1, b|\"c\" é"), new("n", "4711"), new("t", "true")] }, "c4");
        await FindsAsync(AllClosed with { Attributes = [new("n", "4711"), new("t", "false")] });
        await FindsAsync(AllClosed with { Attributes = [new("x", "[1]")] });
        await FindsAsync(AllClosed with { Queue = new("sales.eu:1-a"), Channel = new("chat") });

        async Task FindsAsync(ListContacts search, params string[] ids)
        {
            var page = (await store.SearchAsync(search))!;
            Assert.Equal(ids, page.Contacts.Select(contact => contact.Id.Value));
            Assert.Null(page.Next);
        }
    }

    [Fact]
    public async Task Pages_of_closed_contacts_go_by_sequence_whatever_closes_and_is_forgotten_between_them()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges(
            [.. Enumerable.Range(1, 9).Select(i => Closed("c" + i, i, 100 - i)), Contact("late", 10)], events: Events(1, 10)));

        var first = (await store.SearchAsync(AllClosed with { Limit = 4 }))!;
        await store.CommitAsync(
            lease, CreateChanges([Closed("late", 10, 200)], events: Events(11, 11), forgotten: ["c4", "c5"]));
        var second = (await store.SearchAsync(AllClosed with { Limit = 4, After = first.Next!.Value }))!;
        var last = (await store.SearchAsync(AllClosed with { Limit = 4, After = second.Next!.Value }))!;

        Assert.Equal(["c1", "c2", "c3", "c4"], first.Contacts.Select(contact => contact.Id.Value));
        Assert.Equal(["c6", "c7", "c8", "c9"], second.Contacts.Select(contact => contact.Id.Value));
        Assert.Equal(["late"], last.Contacts.Select(contact => contact.Id.Value));
        Assert.Equal(Json(Closed("late", 10, 200)), Json(last.Contacts[0]));
        Assert.Null(last.Next);
    }

    [Fact]
    public async Task A_page_that_finds_nothing_among_many_ends_and_has_a_cursor_for_the_next_one()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        const int Many = 2_500;
        await store.CommitAsync(lease, CreateChanges(
            [.. Enumerable.Range(1, Many).Select(i => Closed("c" + i, i, i) with { Queue = new(i == Many ? "rare" : "usual") })],
            events: Events(1, Many)));

        var pages = new List<ContactsReply>();
        for (long? after = 0; after is { } from; after = pages[^1].Next)
            pages.Add((await store.SearchAsync(AllClosed with { Queue = new("rare"), After = from }))!);

        Assert.Equal(["c" + Many], pages.SelectMany(page => page.Contacts).Select(contact => contact.Id.Value));
        Assert.InRange(pages.Count, 1, 3);
    }

    [Fact]
    public async Task An_unused_store_finds_no_contacts()
    {
        var page = (await Open().SearchAsync(AllClosed))!;

        Assert.Empty(page.Contacts);
        Assert.Null(page.Next);
    }
}
