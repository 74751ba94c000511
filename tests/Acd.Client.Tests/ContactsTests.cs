using System.Text.Json;

namespace Acd.Client.Tests;

/// <summary>Contacts and offers at a real center.</summary>
public sealed class ContactsTests(CenterProcess center)
{
    private readonly AcdClient _acd = center.Client;

    [Fact]
    public async Task A_contact_is_offered_accepted_held_and_completed()
    {
        await _acd.Queues.PutAsync("life", new QueueSettings { WrapUp = TimeSpan.FromMinutes(5) });
        var agent = await center.AddAgentAsync("life-ann");
        var (contact, offer) = await center.OfferAsync(agent, "life");
        Assert.Equal(ContactState.Offered, contact.State);

        var connected = await _acd.Offers.AcceptAsync(offer);
        Assert.Equal((ContactState.Connected, agent), (connected.State, connected.Agent!));
        Assert.NotNull((await _acd.Contacts.HoldAsync(contact.Id, offer)).HeldSince);
        Assert.Null((await _acd.Contacts.ResumeAsync(contact.Id)).HeldSince);
        Assert.Equal(ContactState.WrapUp, (await _acd.Contacts.CompleteAsync(contact.Id, offer)).State);
        var extended = await _acd.Contacts.ExtendWrapUpAsync(contact.Id, TimeSpan.FromMinutes(30));
        Assert.True(extended.WrapUpDue > DateTimeOffset.UtcNow.AddMinutes(20));
        var closed = await _acd.Contacts.EndWrapUpAsync(contact.Id);

        Assert.Equal((ContactState.Closed, CloseReason.Completed), (closed.State, closed.Reason));
        Assert.Equal(agent, closed.LastAgent);
        var reopened = await _acd.Contacts.ReopenAsync(contact.Id);
        Assert.Equal((ContactState.Offered, 1), (reopened.State, reopened.Round));
    }

    [Fact]
    public async Task A_contact_goes_back_in_line_in_every_way()
    {
        // Without pauses a contact that comes back is offered at once.
        await _acd.Queues.PutAsync("back", new QueueSettings { OfferPause = TimeSpan.Zero, RetryCooldown = TimeSpan.Zero });
        var agent = await center.AddAgentAsync("back-ann");
        var (contact, offer) = await center.OfferAsync(agent, "back");

        var declined = await _acd.Offers.DeclineAsync(offer, DeclineCause.Busy);
        Assert.Equal((OfferState.Declined, "busy"), (declined.Offers[0].State, declined.Offers[0].Cause!));
        await _acd.Offers.AcceptAsync(await PendingAsync(contact));
        var parked = await _acd.Contacts.ParkAsync(contact.Id, new Parking { Reason = "parts" });
        Assert.Equal("parts", parked.Parked!.Reason);
        Assert.Null((await _acd.Contacts.UnparkAsync(contact.Id)).Parked);
        await _acd.Offers.AcceptAsync(await PendingAsync(contact));
        var requeued = await _acd.Contacts.RequeueAsync(contact.Id);
        Assert.Equal(ConnectionEnd.Requeued, requeued.Offers.Last(one => one.End is not null).End);
        await _acd.Offers.AcceptAsync(await PendingAsync(contact));
        var moved = await _acd.Contacts.TransferAsync(contact.Id, new Transfer { Skills = ["back-nobody"] });

        Assert.Equal(ContactState.Queued, moved.State);
        Assert.Equal([new SkillLevel("back-nobody", 1)], moved.Requirements);
        var assigned = await _acd.Contacts.AssignAsync(contact.Id, agent);
        Assert.True(assigned.Offers.Last().Assigned);
        var gone = await _acd.Contacts.AbandonAsync(contact.Id, CloseReason.Canceled);
        Assert.Equal(CloseReason.Canceled, gone.Reason);
    }

    [Fact]
    public async Task A_contact_is_handed_over()
    {
        var ann = await center.AddAgentAsync("over-ann");
        var (contact, offer) = await center.OfferAsync(ann);
        await _acd.Offers.AcceptAsync(offer);
        var bob = await center.AddAgentAsync("over-bob");
        var rings = await _acd.Contacts.HandOverAsync(contact.Id, bob, offer);
        Assert.Equal((ContactState.Connected, ann, bob), (rings.State, rings.Agent, rings.Handover?.Agent));
        var taken = await _acd.Offers.AcceptAsync(rings.Handover!.Id);
        Assert.Equal((ContactState.Connected, bob), (taken.State, taken.Agent));
        Assert.Equal(ConnectionEnd.HandedOver, taken.Offers[0].End);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_ends_the_talk()
    {
        var agent = await center.AddAgentAsync("hangup-ann");
        var (contact, offer) = await center.OfferAsync(agent);
        await _acd.Offers.AcceptAsync(offer);

        var ended = await _acd.Contacts.HangUpAsync(contact.Id, Party.Customer, offer);

        Assert.Equal((ContactState.Closed, Party.Customer), (ended.State, ended.EndedBy));
    }

    [Fact]
    public async Task A_waiting_contact_is_changed_found_and_explained()
    {
        var attributes = JsonDocument.Parse("""{"order":4711}""").RootElement;
        var contact = await _acd.Contacts.EnqueueAsync(new NewContact
        {
            Channel = "chat",
            Skills = ["search-en", new("search-loans", 7)],
            CallerId = "+49 30 901820",
            Attributes = attributes,
            Plan = [new(TimeSpan.FromHours(1), new WaitAction { LowerLevels = 9 })],
        });
        Assert.Equal((1, true), (contact.Position, contact.Unservable));

        await _acd.Contacts.ChangePriorityAsync(contact.Id, 5);
        var patch = JsonDocument.Parse("""{"menu":"loans"}""").RootElement;
        var patched = await _acd.Contacts.PatchAsync(contact.Id, new ContactPatch { Attributes = patch });
        Assert.Equal("loans", patched.Attributes!.Value.GetProperty("menu").GetString());
        Assert.Equal(4711, patched.Attributes!.Value.GetProperty("order").GetInt32());
        var callback = await _acd.Contacts.RequestCallbackAsync(contact.Id);
        Assert.Equal("+49 30 901820", callback.Callback!.Number);

        var found = await _acd.Contacts.SearchAsync(
            new ContactSearch { Skill = "search-loans", Channel = "chat", Callback = true });
        var hit = Assert.Single(found.Contacts);
        Assert.Equal((contact.Id, 5, TimeSpan.FromHours(1)), (hit.Id, hit.Priority, hit.Plan![0].After));
        var explained = await _acd.Contacts.ExplainAsync(contact.Id);
        Assert.NotEqual("", explained.Summary);
        var got = await _acd.Contacts.GetAsync(contact.Id);
        Assert.True(got.AsOf > 0);
    }

    [Fact]
    public async Task A_refusal_has_its_code_its_field_and_its_limit()
    {
        var wrong = await Assert.ThrowsAsync<AcdException>(
            () => _acd.Contacts.EnqueueAsync(new NewContact { Priority = 10 }));
        var unknown = await Assert.ThrowsAsync<AcdException>(() => _acd.Offers.AcceptAsync("o999999"));

        Assert.Equal(
            ("request.outOfRange", "priority", "0 to 9", 400), (wrong.Code, wrong.Field, wrong.Limit, (int)wrong.Status!));
        Assert.Equal(("offer.unknown", 404), (unknown.Code, (int)unknown.Status!));
    }

    [Fact]
    public async Task Any_route_can_be_asked()
    {
        var queued = await _acd.SendAsync(
            HttpMethod.Post, "/v1/contacts", JsonDocument.Parse("""{"id":"raw-1","skills":["raw"]}""").RootElement);

        Assert.Equal("queued", queued.GetProperty("state").GetString());
        Assert.Equal("raw-1", (await _acd.SendAsync(HttpMethod.Get, "/v1/contacts/raw-1")).GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_id_cannot_make_a_request_another_one()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _acd.Agents.RemoveSkillAsync("ann", ".."));
        var unknown = await Assert.ThrowsAsync<AcdException>(() => _acd.Contacts.GetAsync("a/../b?c"));

        Assert.Equal("request.badId", unknown.Code);
    }

    private async Task<string> PendingAsync(Contact contact) =>
        Assert.Single((await _acd.Contacts.GetAsync(contact.Id)).Offers, offer => offer.State == OfferState.Pending).Id;
}
