using Acd.Core;

namespace Acd.Hosting.Tests;

/// <summary>Searches see everything that is committed and never block the loop.</summary>
public sealed class ContactSearchTests
{
    private static readonly ListContacts Open = new(), Closed = new() { State = ContactState.Closed };

    [Fact]
    public async Task A_search_finds_what_was_acknowledged_before_it()
    {
        await using var center = await TestEngineHost.StartAsync();
        await center.EnqueueAsync("c1").OrTimeout("the first contact");
        await center.EnqueueAsync("c2").OrTimeout("the second contact");
        Assert.Equal(["c1", "c2"], await FindAsync(center, Open));

        await center.SendAsync(new AbandonContact(new("c1"))).OrTimeout("its end");
        Assert.Equal(["c2"], await FindAsync(center, Open));
        Assert.Equal(["c1"], await FindAsync(center, Closed));
    }

    [Fact]
    public async Task What_is_not_committed_is_not_found_before_it_is()
    {
        await using var center = await TestEngineHost.StartAsync();
        center.Store.FailNextCommits(CommitFault.Wait);
        var contact = center.EnqueueAsync("c1");
        await center.Store.Commits.WaitForAsync(1);
        var search = center.SendAsync(Open);
        Assert.False(search.IsCompleted);

        center.Store.ReleaseCommit();
        await contact.OrTimeout("the contact");
        var found = Assert.IsType<ContactsReply>(await search.OrTimeout("the search"));
        Assert.Equal("c1", Assert.Single(found.Contacts).Id.Value);
    }

    [Fact]
    public async Task A_new_owner_finds_what_was_there()
    {
        await using var first = await TestEngineHost.StartAsync();
        await first.AddAgentAsync("ann");
        foreach (var contact in (string[])["c1", "c2", "c3"]) await first.EnqueueAsync(contact).OrTimeout(contact);
        await first.SendAsync(new AbandonContact(new("c2"))).OrTimeout("its end");
        await first.Host.StopAsync();

        await using var second = await TestEngineHost.StartAsync(beside: first);
        await second.WaitForStatusAsync(CenterStatus.Active);
        Assert.Equal(["c1", "c3"], await FindAsync(second, Open));
        Assert.Equal(["c1"], await FindAsync(second, new ListContacts { State = ContactState.Offered }));
        Assert.Equal(["c2"], await FindAsync(second, Closed));
    }

    [Fact]
    public async Task The_loop_goes_on_while_the_store_searches()
    {
        await using var center = await TestEngineHost.StartAsync();
        var gate = center.Store.ReadGate = new TaskCompletionSource();
        var search = center.SendAsync(Closed);
        Assert.IsType<ContactReply>(await center.EnqueueAsync("c1").OrTimeout("a contact"));
        Assert.False(search.IsCompleted);
        gate.SetResult();
        Assert.IsType<ContactsReply>(await search.OrTimeout("the search"));
    }

    [Fact]
    public async Task More_searches_than_may_be_under_way_are_refused()
    {
        await using var center = await TestEngineHost.StartAsync(options => options.SearchLimit = 1);
        var gate = center.Store.ReadGate = new TaskCompletionSource();
        var first = center.SendAsync(Closed);
        Assert.Same(HostRefusals.Busy, await center.SendAsync(Closed).OrTimeout("the refusal"));
        gate.SetResult();
        Assert.IsType<ContactsReply>(await first.OrTimeout("the search"));
    }

    [Fact]
    public async Task While_the_store_is_down_open_contacts_are_found_and_closed_ones_are_not()
    {
        await using var center = await TestEngineHost.StartAsync();
        await center.EnqueueAsync("c1").OrTimeout("the contact");
        center.Store.IsDown = true;
        Assert.Equal(["c1"], await FindAsync(center, Open));
        Assert.Same(HostRefusals.Unavailable, await center.SendAsync(Closed).OrTimeout("the refusal"));
    }

    [Fact]
    public async Task A_search_past_its_limits_is_refused()
    {
        await using var center = await TestEngineHost.StartAsync();
        var nine = Enumerable.Range(0, 9).Select(i => new AttributeValue("a" + i, "x"));
        var tooMany = new ListContacts { Attributes = [.. nine] };
        Assert.Equal("limit", Assert.IsType<Refusal>(await center.SendAsync(new ListContacts { Limit = 1_001 })).Field);
        Assert.Equal("attribute", Assert.IsType<Refusal>(await center.SendAsync(tooMany)).Field);
    }

    [Fact]
    public void Pages_end_after_so_many_looks_and_together_show_each_contact_once()
    {
        var roll = new CommittedContacts(Enumerable.Range(1, 1_000).Reverse().Select(i => Contact(i)));
        var search = new ListContacts { Queue = new("rare"), Limit = 3 };
        var found = new List<long>();
        var pages = 0;
        for (long? after = 0; after is { } from; pages++)
        {
            var page = new ContactPageBuilder(search with { After = from }, 150).Build(roll.ReadAfter(from));
            found.AddRange(page.Contacts.Select(contact => contact.Sequence));
            after = page.Next;
        }

        Assert.Equal(Enumerable.Range(1, 10).Select(i => i * 100L), found);
        Assert.Equal(7, pages);
    }

    [Fact]
    public void The_roll_is_what_the_batches_made_it()
    {
        var random = new Random(7);
        var expected = new SortedDictionary<string, ContactDocument>(StringComparer.Ordinal);
        var roll = new CommittedContacts([]);
        for (int batch = 0, sequence = 0; batch < 400; batch++)
        {
            var contacts = new Dictionary<string, ContactDocument>();
            var forgotten = new List<ContactId>();
            for (var i = 0; i < 12; i++)
            {
                var id = "c" + random.Next(60);
                if (random.Next(12) == 0 && !contacts.ContainsKey(id))
                {
                    forgotten.Add(new(id));
                    expected.Remove(id);
                }

                // A forgotten id comes back as a new contact.
                var known = expected.TryGetValue(id, out var before) ? before : Contact(++sequence) with { Id = new(id) };
                contacts[id] = known with { Priority = random.Next(9), State = (ContactState)random.Next(5) };
                if (contacts[id].State == ContactState.Closed) expected.Remove(id);
                else expected[id] = contacts[id];
            }

            roll.Apply(new Changes
            {
                Contacts = [.. contacts.Values],
                Agents = [],
                RemovedAgents = [],
                ForgottenContacts = forgotten,
                Availability = [],
                Events = [],
            });
            Assert.Equal(expected.Values.OrderBy(contact => contact.Sequence), roll.ReadAfter(0));
        }
    }

    private static ContactDocument Contact(long sequence) => new()
    {
        Id = new("c" + sequence),
        State = ContactState.Queued,
        Queue = new(sequence % 100 == 0 ? "rare" : "usual"),
        Channel = ChannelId.Voice,
        Requirements = [],
        Priority = 0,
        EnteredAt = new(sequence),
        Rank = new(sequence),
        Sequence = sequence,
        Events = 1,
        WaitingSince = new(sequence),
    };

    private static async Task<IEnumerable<string>> FindAsync(TestEngineHost center, ListContacts search)
    {
        var page = Assert.IsType<ContactsReply>(await center.SendAsync(search).OrTimeout("the search"));
        return page.Contacts.Select(contact => contact.Id.Value);
    }
}
