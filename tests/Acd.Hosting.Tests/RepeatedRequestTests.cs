using Acd.Core;

namespace Acd.Hosting.Tests;

/// <summary>A request with a key has the answer of the first time, from this owner and from the next one.</summary>
public sealed class RepeatedRequestTests
{
    private static readonly EnqueueContact Request = new(new("c1")) { Key = new("k1", "b1") };

    [Fact]
    public async Task A_repetition_has_the_first_answer_although_the_contact_has_moved_on()
    {
        await using var first = await TestEngineHost.StartAsync();
        var answer = Assert.IsType<ContactReply>(await first.SendAsync(Request).OrTimeout("the answer"));
        await first.SendAsync(new AbandonContact(new("c1"))).OrTimeout("the hang-up");

        AssertSame(answer, await first.SendAsync(Request).OrTimeout("the answer again"));

        await first.Host.StopAsync().OrTimeout("the stop");
        await using var second = await TestEngineHost.StartAsync(null, first);
        await second.WaitForStatusAsync(CenterStatus.Active);
        AssertSame(answer, await second.SendAsync(Request).OrTimeout("the next owner's answer"));
        var other = await second.SendAsync(Request with { Key = new("k1", "b2") }).OrTimeout("the refusal");
        Assert.Equal("idempotency.otherBody", Assert.IsType<Refusal>(other).Code);
    }

    [Fact]
    public async Task A_repetition_that_the_store_cannot_answer_may_be_sent_again()
    {
        await using var center = await TestEngineHost.StartAsync();
        await center.SendAsync(Request).OrTimeout("the answer");
        center.Store.FailsNamedReads = true;
        Assert.Same(HostRefusals.Unavailable, await center.SendAsync(Request).OrTimeout("the refusal"));

        center.Store.FailsNamedReads = false;
        Assert.True(Assert.IsType<ContactReply>(await center.SendAsync(Request).OrTimeout("the answer again")).Created);
    }

    private static void AssertSame(ContactReply first, Reply reply)
    {
        var again = Assert.IsType<ContactReply>(reply);
        Assert.True(again.Created);
        Assert.Equal((first.Contact.State, first.Contact.Events), (again.Contact.State, again.Contact.Events));
        Assert.Equal((first.RememberedUntil, first.ClosedIdsFor), (again.RememberedUntil, again.ClosedIdsFor));
    }
}
