using Acd.Core;

namespace Acd.Hosting.Tests;

public sealed class ContactLookupTests
{
    [Fact]
    public async Task A_closed_contact_is_answered_with_the_document_that_the_store_has()
    {
        await using var center = await WithClosedContactAsync();
        var reply = await center.SendAsync(new GetContact(new("c1"))).OrTimeout("the closed contact");
        Assert.Equal(Assert.Single(center.Database.Contacts), Assert.IsType<ContactReply>(reply).Contact);
    }

    [Fact]
    public async Task The_loop_goes_on_while_the_store_looks_for_a_closed_contact()
    {
        await using var center = await WithClosedContactAsync();
        var gate = center.Store.ReadGate = new TaskCompletionSource();
        var closed = center.SendAsync(new GetContact(new("c1")));
        Assert.IsType<ContactReply>(await center.EnqueueAsync("c2").OrTimeout("another contact"));
        Assert.False(closed.IsCompleted);
        gate.SetResult();
        Assert.IsType<ContactReply>(await closed.OrTimeout("the closed contact"));
    }

    [Fact]
    public async Task More_lookups_than_may_be_under_way_are_refused()
    {
        await using var center = await WithClosedContactAsync(options => options.LookupLimit = 1);
        var gate = center.Store.ReadGate = new TaskCompletionSource();
        var first = center.SendAsync(new GetContact(new("c1")));
        Assert.Same(HostRefusals.Busy, await center.SendAsync(new GetContact(new("c1"))).OrTimeout("the refusal"));
        gate.SetResult();
        Assert.IsType<ContactReply>(await first.OrTimeout("the closed contact"));
    }

    [Fact]
    public async Task A_contact_that_neither_engine_nor_store_has_is_unknown()
    {
        await using var center = await TestEngineHost.StartAsync();
        var reply = await center.SendAsync(new GetContact(new("none"))).OrTimeout("the refusal");
        Assert.Equal("contact.unknown", Assert.IsType<Refusal>(reply).Code);
    }

    [Fact]
    public async Task While_the_store_is_down_the_engines_word_stands_for_what_it_remembers()
    {
        await using var center = await WithClosedContactAsync();
        center.Store.IsDown = true;
        Assert.IsType<ClosedContactReply>(await center.SendAsync(new GetContact(new("c1"))).OrTimeout("what is remembered"));
        Assert.Same(HostRefusals.Unavailable, await center.SendAsync(new GetContact(new("none"))).OrTimeout("the refusal"));
    }

    [Fact]
    public async Task The_request_of_a_closed_contact_is_answered_as_the_first_time_and_other_work_is_refused()
    {
        await using var center = await WithClosedContactAsync();
        var same = await center.SendAsync(new EnqueueContact(new("c1"))).OrTimeout("the repetition");
        Assert.Equal(new("c1"), Assert.IsType<ClosedContactReply>(same).Contact.Id);
        var other = await center.SendAsync(new EnqueueContact(new("c1")) { Priority = 3 }).OrTimeout("other work");
        Assert.Equal("contact.closed", Assert.IsType<Refusal>(other).Code);
    }

    [Fact]
    public async Task A_closed_contact_is_opened_again_by_its_document()
    {
        await using var center = await WithClosedContactAsync();
        var closed = (ContactReply)await center.SendAsync(new GetContact(new("c1"))).OrTimeout("the closed contact");
        var reopen = new ReopenContact(new("c1")) { Document = closed.Contact };
        var reply = await center.SendAsync(reopen).OrTimeout("the new round");
        var opened = Assert.IsType<ContactReply>(reply).Contact;
        Assert.Equal((ContactState.Queued, 1), (opened.State, opened.Round));
        Assert.Equal(opened, Assert.Single(center.Database.Contacts));
    }

    private static async Task<TestEngineHost> WithClosedContactAsync(Action<EngineHostOptions>? configure = null)
    {
        var center = await TestEngineHost.StartAsync(configure);
        await center.EnqueueAsync("c1").OrTimeout("the contact");
        await center.SendAsync(new AbandonContact(new("c1"))).OrTimeout("its end");
        return center;
    }
}
