// Over 300 lines because it is one contract: every implementation of the interface is held to all of it.
using System.Text;
using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;
using Acd.Testing;

namespace Acd.Cluster.Tests;

/// <summary>
/// What every <see cref="IContactCenter"/> does, wherever its engine runs: commands, repeats, refusals, event streams, searches,
/// statistics, cancellation and limits. Tests share a center, and each has contacts, agents and a queue of its own.
/// </summary>
/// <param name="fixture">The center.</param>
public abstract class ContactCenterCompliance(CenterFixture fixture)
{
    private IContactCenter Center => fixture.Center;

    [Fact]
    public async Task A_contact_is_offered_accepted_and_completed()
    {
        var agent = await AddAgentAsync("life");

        var queued = await EnqueueAsync("life-1", "life");
        var offer = Assert.Single(queued.Contact.Offers);
        var accepted = await SendAsync<ContactReply>(new AcceptOffer(offer.Id, agent));
        var completed = await SendAsync<ContactReply>(new CompleteContact(new("life-1")));

        Assert.Equal((true, ContactState.Offered, agent), (queued.Created, queued.Contact.State, offer.Agent));
        Assert.Equal((ContactState.Connected, agent), (accepted.Contact.State, accepted.Contact.Agent));
        Assert.Equal((ContactState.Closed, CloseReason.Completed), (completed.Contact.State, completed.Contact.Reason));
        Assert.Empty((await SendAsync<AgentReply>(new GetAgent(agent))).Contacts);
    }

    [Fact]
    public async Task A_reply_has_what_was_acknowledged_before_it()
    {
        for (var number = 0; number < 20; number++)
        {
            var sent = await EnqueueAsync($"seen-{number}", "seen");
            var found = await SendAsync<ContactReply>(new GetContact(sent.Contact.Id));
            Assert.Equal((sent.Contact.Id, sent.Contact.Sequence), (found.Contact.Id, found.Contact.Sequence));
        }

        Assert.Equal(20, (await SendAsync<ContactsReply>(new ListContacts { Skill = new("seen") })).Contacts.Count);
    }

    [Fact]
    public async Task A_repeated_command_is_answered_as_the_first_time_and_changes_nothing()
    {
        var agent = await AddAgentAsync("again");
        var first = await EnqueueAsync("again-1", "again");
        var repeated = await EnqueueAsync("again-1", "again");
        var offer = first.Contact.Offers[0].Id;
        var accepted = await SendAsync<ContactReply>(new AcceptOffer(offer, agent));
        var acceptedAgain = await SendAsync<ContactReply>(new AcceptOffer(offer, agent));

        Assert.Equal((true, false), (first.Created, repeated.Created));
        Assert.Equal(first.Contact.Events, repeated.Contact.Events);
        Assert.Equal(accepted.Contact.Events, acceptedAgain.Contact.Events);
        Assert.Equal(ContactState.Connected, acceptedAgain.Contact.State);
    }

    [Fact]
    public async Task Requests_of_many_callers_at_once_are_each_carried_out_once()
    {
        await EnqueueAsync("many", "many");
        var start = (await EnqueueAsync("many-start", "many")).Contact.Sequence;
        var callers = Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            // Two callers send every contact.
            for (var number = 0; number < 50; number++) await EnqueueAsync($"many-{caller / 2}-{number}", "many");
        }));
        await Task.WhenAll(callers);
        var end = (await EnqueueAsync("many-end", "many")).Contact.Sequence;

        var queued = (await TakeAsync(null, start, (int)(end - start)))
            .OfType<ContactQueued>().Select(one => one.Contact.Value)
            .Where(id => id.StartsWith("many-", StringComparison.Ordinal) && id != "many-end").ToList();
        Assert.Equal(200, queued.Count);
        Assert.Equal(200, queued.Distinct().Count());
    }

    [Fact]
    public async Task Refusals_have_code_kind_and_field_and_change_nothing()
    {
        var agent = await AddAgentAsync("wrong");
        var other = await AddAgentAsync("wrong-other");
        var offered = await EnqueueAsync("wrong-1", "wrong");

        Assert.Equal(Refusals.ContactUnknown(new("nobody")), await SendAsync<Refusal>(new GetContact(new("nobody"))));
        Assert.Equal(
            Refusals.OfferNotYours(offered.Contact.Offers[0].Id),
            await SendAsync<Refusal>(new AcceptOffer(offered.Contact.Offers[0].Id, other)));
        Assert.Equal(
            Refusals.ContactNotConnected(new("wrong-1")), await SendAsync<Refusal>(new CompleteContact(new("wrong-1"))));
        var invalid = await SendAsync<Refusal>(new ChangePriority(new("wrong-1"), 10));
        Assert.Equal((RefusalKind.Invalid, "priority"), (invalid.Kind, invalid.Field));
        Assert.NotNull(invalid.Limit);
        var badId = await SendAsync<Refusal>(new EnqueueContact(new("no id")));
        Assert.Equal(RefusalKind.Invalid, badId.Kind);

        var after = await SendAsync<ContactReply>(new GetContact(new("wrong-1")));
        Assert.Equal((offered.Contact.Events, ContactState.Offered), (after.Contact.Events, after.Contact.State));
        Assert.Equal(agent, after.Contact.Offers[0].Agent);
    }

    [Fact]
    public async Task Events_come_in_order_without_a_gap_and_resume_after_any_number()
    {
        var first = (await EnqueueAsync("gap-0", "gap")).Contact.Sequence;
        var live = TakeAsync(null, first - 1, 40);
        for (var number = 1; number < 25; number++) await EnqueueAsync($"gap-{number}", "gap");

        var all = await live;
        var later = await TakeAsync(null, first + 9, 30);
        var old = await TakeAsync(null, 0, 3);

        Assert.Equal(Enumerable.Range(0, 40).Select(number => first + number), all.Select(one => one.Sequence));
        Assert.Equal(all[10..].Select(Json), later.Select(Json));
        Assert.Equal([1, 2, 3], old.Select(one => one.Sequence));
    }

    [Fact]
    public async Task A_new_subscriber_is_given_only_what_happens_from_then_on()
    {
        var before = (await EnqueueAsync("new-1", "new")).Contact.Sequence;
        await using var events = Center.SubscribeAsync(null, null).GetAsyncEnumerator();
        var next = events.MoveNextAsync().AsTask();
        for (var number = 2; !next.IsCompleted; number++) await EnqueueAsync($"new-{number}", "new");

        Assert.True(await next);
        Assert.True(events.Current.Sequence > before, $"Event {events.Current.Sequence} is not after {before}.");
    }

    [Fact]
    public async Task A_subscriber_that_knows_the_last_event_gets_nothing_twice()
    {
        var known = (await EnqueueAsync("ahead-1", "ahead")).Contact.Sequence + 1;

        var next = TakeAsync(null, known, 1);
        await EnqueueAsync("ahead-2", "ahead");

        Assert.Equal(known + 1, (await next)[0].Sequence);
    }

    [Fact]
    public async Task Serialized_events_are_the_same_events()
    {
        var first = (await EnqueueAsync("json-0", "json")).Contact.Sequence;
        await EnqueueAsync("json-1", "json");

        var events = await TakeAsync(null, first - 1, 4);
        var serialized = new List<SerializedEvent>();
        await Polling.UntilAsync(
            async () =>
            {
                serialized.Clear();
                await TakeAsync(Center.SubscribeSerializedAsync(null, first - 1), serialized, 4);
                return serialized.Count == 4;
            },
            ClusterTestHost.Timeout,
            () => $"{serialized.Count} of 4 events came.");

        Assert.Equal(events.Select(Json), serialized.Select(one => Encoding.UTF8.GetString(one.Json.Span)));
        Assert.Equal(events.Select(EventJson.NameOf), serialized.Select(one => one.Type));
        Assert.Equal(events.Select(one => one.Sequence), serialized.Select(one => one.Sequence));
    }

    [Fact]
    public async Task An_agents_own_events_come_alone()
    {
        var start = (await EnqueueAsync("own-0", "nobody-has")).Contact.Sequence;
        var agent = await AddAgentAsync("own");
        await EnqueueAsync("own-1", "own");

        var events = await TakeAsync(agent, start, 3);

        Assert.Equal(
            [nameof(AgentChanged), nameof(AgentPresenceChanged), nameof(ContactOffered)],
            events.Select(one => one.GetType().Name));
    }

    [Fact]
    public async Task Contacts_are_found_page_by_page_open_and_closed()
    {
        foreach (var contact in (string[])["found-1", "found-2", "found-3", "found-4"]) await EnqueueAsync(contact, "found");
        await SendAsync<ContactReply>(new AbandonContact(new("found-2")));
        var search = new ListContacts { State = ContactState.Queued, Skill = new("found"), Limit = 2 };

        var first = await SendAsync<ContactsReply>(search);
        var last = await SendAsync<ContactsReply>(search with { After = first.Next!.Value });
        var closed = await SendAsync<ContactsReply>(search with { State = ContactState.Closed });

        Assert.Equal(["found-1", "found-3"], first.Contacts.Select(contact => contact.Id.Value));
        Assert.Equal(["found-4"], last.Contacts.Select(contact => contact.Id.Value));
        Assert.Equal(["found-2"], closed.Contacts.Select(contact => contact.Id.Value));
        Assert.Equal(RefusalKind.Invalid, (await SendAsync<Refusal>(search with { Limit = 0 })).Kind);
    }

    [Fact]
    public async Task A_queue_has_its_settings_and_its_own_figures()
    {
        var queue = new QueueId("figures");
        var settings = new QueueSettings(queue) { WrapUp = TimeSpan.FromSeconds(30) };
        Assert.True((await SendAsync<QueueReply>(new PutQueue(settings))).Created);
        var agent = await AddAgentAsync("figures");
        var queued = await SendAsync<ContactReply>(
            new EnqueueContact(new("figures-1")) { Queue = queue, Requirements = [new(new("figures"))] });
        await SendAsync<ContactReply>(new AcceptOffer(queued.Contact.Offers[0].Id, agent));
        await SendAsync<ContactReply>(new CompleteContact(new("figures-1")));
        await SendAsync<ContactReply>(
            new EnqueueContact(new("figures-2")) { Queue = queue, Requirements = [new(new("nobody-has"))] });
        await SendAsync<ContactReply>(new AbandonContact(new("figures-2")));

        var stats = await SendAsync<ContactStatsReply>(new GetQueueStats(queue));

        Assert.Equal((2, 1, 1), (stats.Total.Entered, stats.Total.Answered, stats.Total.Abandoned));
        Assert.Equal((0, 1), (stats.Now.Waiting, stats.Now.WrapUp));
        Assert.Equal(settings.WrapUp, (await SendAsync<QueueReply>(new GetQueue(queue))).Queue.WrapUp);
    }

    [Fact]
    public async Task A_caller_that_stops_waiting_is_let_go_and_may_send_the_same_again()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        var command = new EnqueueContact(new("left-1")) { Requirements = [new(new("left"))] };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Center.SendAsync(command, cancel.Token));

        Assert.Equal(ContactState.Queued, (await SendAsync<ContactReply>(command)).Contact.State);
    }

    [Fact]
    public async Task A_stream_ends_when_its_caller_stops()
    {
        var last = (await EnqueueAsync("ended-1", "ended")).Contact.Sequence + 1;
        using var cancel = new CancellationTokenSource();
        await using var events = Center.SubscribeAsync(null, last - 1, cancel.Token).GetAsyncEnumerator(cancel.Token);
        Assert.True(await events.MoveNextAsync());

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (await events.MoveNextAsync())
            {
            }
        });
    }

    [Fact]
    public async Task More_requests_than_may_wait_are_refused_as_busy_and_each_is_carried_out_once_when_it_comes_again()
    {
        var start = (await EnqueueAsync("burst-start", "burst")).Contact.Sequence;
        var commands = Enumerable.Range(0, 8 * CenterFixture.IntakeLimit)
            .Select(number => new EnqueueContact(new($"burst-{number}")) { Requirements = [new(new("burst"))] }).ToList();

        var replies = await Task.WhenAll(commands.Select(command => Center.SendAsync(command).AsTask()));
        var refused = replies.OfType<Refusal>().ToList();
        var few = new ParallelOptions { MaxDegreeOfParallelism = CenterFixture.IntakeLimit / 4 };
        await Parallel.ForEachAsync(commands, few, async (command, _) => await SendAsync<ContactReply>(command));
        var end = (await EnqueueAsync("burst-end", "burst")).Contact.Sequence;

        // A call that is lost on a busy machine is refused as unavailable.
        Assert.All(refused, one => Assert.Contains(one.Code, (string[])[HostRefusals.Busy.Code, HostRefusals.Unavailable.Code]));
        Assert.Equal(commands.Count, refused.Count + replies.OfType<ContactReply>().Count());
        var queued = (await TakeAsync(null, start, (int)(end - start))).OfType<ContactQueued>()
            .Select(one => one.Contact.Value)
            .Where(id => id.StartsWith("burst-", StringComparison.Ordinal) && id != "burst-end").ToList();
        Assert.Equal((commands.Count, commands.Count), (queued.Count, queued.Distinct().Count()));
    }

    private static string Json(CenterEvent one) => Encoding.UTF8.GetString(EventJson.GetUtf8(one).Span);

    private static async Task TakeAsync<T>(IAsyncEnumerable<T> events, List<T> into, int count)
    {
        try
        {
            await foreach (var next in events)
            {
                into.Add(next);
                if (into.Count == count) break;
            }
        }
        catch (CenterUnavailableException)
        {
            // The center is being found, or recovers; the caller asks again.
        }
    }

    private async Task<List<CenterEvent>> TakeAsync(AgentId? agent, long after, int count)
    {
        var events = new List<CenterEvent>();
        await Polling.UntilAsync(
            async () =>
            {
                await TakeAsync(Center.SubscribeAsync(agent, events is [.., var last] ? last.Sequence : after), events, count);
                return events.Count == count;
            },
            ClusterTestHost.Timeout,
            () => $"{events.Count} of {count} events came.");
        return events;
    }

    private async Task<AgentId> AddAgentAsync(string id)
    {
        var agent = new AgentId(id);
        await SendAsync<AgentReply>(new PutAgent(agent, new AgentProfile { Skills = [new(new(id))] }));
        await SendAsync<AgentReply>(new SetPresence(agent, Presence.Available));
        return agent;
    }

    private Task<ContactReply> EnqueueAsync(string id, string skill) =>
        SendAsync<ContactReply>(new EnqueueContact(new(id)) { Requirements = [new(new(skill))] });

    /// <summary>Sends a request, again and again while the center is busy or cannot be reached.</summary>
    private async Task<T> SendAsync<T>(Request request) where T : Reply
    {
        Reply? reply = null;
        await Polling.UntilAsync(
            async () =>
            {
                reply = await Center.SendAsync(request);
                return reply is not Refusal { Kind: RefusalKind.Unavailable or RefusalKind.Busy };
            },
            ClusterTestHost.Timeout,
            () => $"{request} is refused: {reply}");
        return Assert.IsType<T>(reply);
    }
}
