// Over 300 lines because the stories share one center and one switch.
namespace Acd.Sip.Tests;

/// <summary>A Kamailio, a center and a connector for all tests of the class.</summary>
public sealed class CallCenterFixture : IAsyncLifetime
{
    private CallCenter? _center;

    internal CallCenter Center => _center ?? throw new InvalidOperationException("Kamailio is not installed here.");

    public async ValueTask InitializeAsync()
    {
        if (KamailioServer.IsInstalled)
            _center = await CallCenter.StartAsync([.. Enumerable.Range(1, 40).Select(number => $"a{number}")]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_center is not null) await _center.DisposeAsync();
    }
}

/// <summary>Calls through a real Kamailio to a real center: the end of each is the same on both sides.</summary>
public sealed class KamailioTests(CallCenterFixture fixture) : IClassFixture<CallCenterFixture>
{
    private CallCenter Center
    {
        get
        {
            Assert.SkipUnless(KamailioServer.IsInstalled, "Kamailio with evapi is not installed here.");
            return fixture.Center;
        }
    }

    [Fact]
    public async Task A_call_waits_is_answered_and_the_caller_hangs_up()
    {
        var call = await Center.Callers.CallAsync("1001");
        Assert.StartsWith("SIP/2.0 182", call.Provisional, StringComparison.Ordinal);
        await Center.ContactIsAsync(call.Id, "queued");
        await Center.UntilAsync(() => Task.FromResult(call.Provisional.Contains("position 1", StringComparison.Ordinal)),
            () => Task.FromResult($"The caller hears {call.Provisional}"));

        await Center.LogInAsync("a1", 1);
        await Center.CallIsAsync(call, "talking");
        await Center.ContactIsAsync(call.Id, "connected");
        Assert.Equal("a1", await Center.AgentOfAsync(call.Id));

        await Center.Callers.HangUpAsync(call);
        await Center.ContactIsAsync(call.Id, "completed");
    }

    [Fact]
    public async Task The_agent_hangs_up()
    {
        await Center.LogInAsync("a2", 2);
        var call = await Center.Callers.CallAsync("1002");
        await Center.ContactIsAsync(call.Id, "connected");

        await Center.Phones.HangUpAsync(call.Id);
        await Center.ContactIsAsync(call.Id, "completed");
        await Center.CallIsAsync(call, "ended by the other side");
    }

    [Fact]
    public async Task A_caller_who_hangs_up_while_it_waits_has_abandoned()
    {
        var call = await Center.Callers.CallAsync("1003");
        await Center.ContactIsAsync(call.Id, "queued");

        Center.Callers.Cancel(call);
        await Center.ContactIsAsync(call.Id, "abandoned");
        await Center.CallIsAsync(call, "refused 487");
    }

    [Fact]
    public async Task A_caller_who_hangs_up_while_it_rings_has_abandoned_and_the_telephone_stops()
    {
        await Center.LogInAsync("a4", 4, PhoneHabit.RingsOnly);
        var call = await Center.Callers.CallAsync("1004");
        await RingsAsync("a4");

        Center.Callers.Cancel(call);
        await Center.ContactIsAsync(call.Id, "abandoned");
        await Center.CallIsAsync(call, "refused 487");
    }

    [Theory]
    [InlineData(5, PhoneHabit.Busy, "busy")]
    [InlineData(6, PhoneHabit.Declines, "rejected")]
    [InlineData(7, PhoneHabit.Silent, "unreachable")]
    internal async Task A_telephone_that_does_not_take_the_call_lets_it_ring_at_the_next(
        int line, PhoneHabit habit, string cause)
    {
        var (first, second) = ($"a{line}", $"a{line + 20}");
        await Center.LogInAsync(first, line, habit);
        var call = await Center.Callers.CallAsync($"{1000 + line}");
        await RingsAsync(first);
        await Center.LogInAsync(second, line);
        await Center.ContactIsAsync(call.Id, "connected");

        Assert.Equal(second, await Center.AgentOfAsync(call.Id));
        var contact = await Center.GetAsync($"contacts/{call.Id}");
        Assert.Contains(contact.GetProperty("offers").EnumerateArray(), offer =>
            offer.TryGetProperty("cause", out var said) && said.GetString() == cause);
        await Center.Callers.HangUpAsync(call);
        await Center.ContactIsAsync(call.Id, "completed");
    }

    [Fact]
    public async Task An_agent_whose_telephone_is_not_registered_is_set_aside_until_it_registers()
    {
        await Center.PutAsync("agents/a8", new { skills = new[] { "line8" } });
        await Center.PutAsync("agents/a8/presence", new { presence = "available" });
        var call = await Center.Callers.CallAsync("1008");
        await Center.UntilAsync(async () => await Center.PresenceOfAsync("a8") == "notReady deviceUnreachable",
            () => Center.PresenceOfAsync("a8"));
        await Center.ContactIsAsync(call.Id, "queued");

        Assert.Equal(200, await Center.Phones.RegisterAsync("a8", "secret-a8"));
        await Center.CallIsAsync(call, "talking");
        await Center.ContactIsAsync(call.Id, "connected");
        await Center.Callers.HangUpAsync(call);
    }

    [Fact]
    public async Task A_telephone_that_nobody_answers_stops_when_the_center_says_so()
    {
        // Long enough for a telephone that answers at once on a busy machine: one ring unanswered sets an agent aside.
        await Center.OpenLineAsync(9, new { offerTimeout = 4, maxMissedOffers = 1 });
        await Center.LogInAsync("a9", 9, PhoneHabit.RingsOnly);
        var call = await Center.Callers.CallAsync("1009");
        await Center.UntilAsync(async () => await Center.PresenceOfAsync("a9") == "notReady ringNoAnswer",
            () => Center.PresenceOfAsync("a9"));
        await Center.ContactIsAsync(call.Id, "queued");

        await Center.LogInAsync("a29", 9);
        await Center.ContactIsAsync(call.Id, "connected");
        Assert.Equal("a29", await Center.AgentOfAsync(call.Id));
        await Center.Callers.HangUpAsync(call);
    }

    [Fact]
    public async Task An_answer_that_crosses_the_end_of_the_ring_connects_on_both_sides()
    {
        await Center.OpenLineAsync(10, new { offerTimeout = 1, maxMissedOffers = 1 });
        await Center.LogInAsync("a10", 10, PhoneHabit.AnswersLate);
        var call = await Center.Callers.CallAsync("1010");
        await Center.CallIsAsync(call, "talking");
        await Center.ContactIsAsync(call.Id, "connected");
        Assert.Equal("a10", await Center.AgentOfAsync(call.Id));

        await Center.Callers.HangUpAsync(call);
        await Center.ContactIsAsync(call.Id, "completed");
    }

    [Fact]
    public async Task A_contact_that_is_completed_in_the_center_is_hung_up_on_both_sides()
    {
        await Center.LogInAsync("a11", 11);
        var call = await Center.Callers.CallAsync("1011");
        await Center.ContactIsAsync(call.Id, "connected");

        await Center.PostAsync($"contacts/{call.Id}/complete");
        await Center.CallIsAsync(call, "ended by the other side");
        await Center.UntilAsync(() => Task.FromResult(Center.Phones.Answered[call.Id] == "caller"),
            () => Task.FromResult($"The telephone is {Center.Phones.Answered[call.Id]}"));
    }

    [Fact]
    public async Task A_contact_that_expires_or_is_rejected_is_refused_with_a_reason()
    {
        await Center.OpenLineAsync(12, new { maxWait = 1 });
        var expired = await Center.Callers.CallAsync("1012");
        await Center.CallIsAsync(expired, "refused 480");
        Assert.Equal("480 Nobody is free", expired.Final);
        await Center.ContactIsAsync(expired.Id, "expired");

        await Center.OpenLineAsync(13, new { maxWaiting = 0 });
        var rejected = await Center.Callers.CallAsync("1013");
        await Center.CallIsAsync(rejected, "refused 486");
        await Center.ContactIsAsync(rejected.Id, "rejected");

        // A number that no gate of the center has, and one that Kamailio does not have.
        await Center.CallIsAsync(await Center.Callers.CallAsync("9999"), "refused 404");
        await Center.CallIsAsync(await Center.Callers.CallAsync("a1"), "refused 404");
    }

    [Fact]
    public async Task A_call_rings_at_several_telephones_and_the_first_has_it()
    {
        await Center.OpenLineAsync(14, new { offersAtOnce = 3, offerTimeout = 20 });
        await Center.LogInAsync("a14", 14, PhoneHabit.RingsOnly);
        await Center.LogInAsync("a34", 14, PhoneHabit.Busy);
        Center.Phones.AnswerAfter = TimeSpan.FromSeconds(1);
        await Center.LogInAsync("a35", 14);
        var call = await Center.Callers.CallAsync("1014");
        await Center.ContactIsAsync(call.Id, "connected");
        Assert.Equal("a35", await Center.AgentOfAsync(call.Id));
        var contact = await Center.GetAsync($"contacts/{call.Id}");
        Assert.Contains(contact.GetProperty("offers").EnumerateArray(), offer => offer.GetProperty("agent").GetString() == "a34"
            && offer.GetProperty("state").GetString() == "declined" && offer.GetProperty("cause").GetString() == "busy");
        await Center.Callers.HangUpAsync(call);
        await Center.ContactIsAsync(call.Id, "completed");
    }

    [Fact]
    public async Task An_offer_that_is_accepted_at_the_desktop_goes_on_ringing_at_the_telephone()
    {
        await Center.LogInAsync("a15", 15, PhoneHabit.RingsOnly);
        var call = await Center.Callers.CallAsync("1015");
        await Center.ContactIsAsync(call.Id, "offered");
        var contact = await Center.GetAsync($"contacts/{call.Id}");
        var offer = contact.GetProperty("offers")[0].GetProperty("id").GetString();
        Assert.Equal(200, (await Center.PostAsync($"offers/{offer}/accept")).Status);

        // It does not answer there either: the contact goes back into the line, and rings as it is answered.
        Center.Phones.Habits["a15"] = PhoneHabit.Answers;
        await Center.PostAsync($"contacts/{call.Id}/requeue");
        await Center.CallIsAsync(call, "talking");
        await Center.ContactIsAsync(call.Id, "connected");
        await Center.Callers.HangUpAsync(call);
        await Center.ContactIsAsync(call.Id, "completed");
    }

    [Fact]
    public async Task A_hold_at_the_telephone_is_a_hold_in_the_center()
    {
        await Center.LogInAsync("a19", 19);
        var call = await Center.Callers.CallAsync("1019");
        await Center.ContactIsAsync(call.Id, "connected");

        await Center.Phones.HoldAsync(call.Id, hold: true);
        await HappensAsync("contactHeld");
        await Center.Phones.HoldAsync(call.Id, hold: false);
        await HappensAsync("contactResumed");
        await Center.Callers.HangUpAsync(call);
        await Center.ContactIsAsync(call.Id, "completed");

        Task HappensAsync(string type) => Center.UntilAsync(
            async () => $"{await Center.GetAsync($"contacts/{call.Id}/events")}".Contains(type, StringComparison.Ordinal),
            async () => $"No {type}: {await Center.GetAsync($"contacts/{call.Id}/events")}");
    }

    [Fact]
    public async Task A_transferred_caller_is_moved_to_the_other_agent()
    {
        await Center.LogInAsync("a16", 16);
        await Center.LogInAsync("a17", 17);
        var call = await Center.Callers.CallAsync("1016");
        await Center.ContactIsAsync(call.Id, "connected");

        var (status, _) = await Center.PostAsync($"contacts/{call.Id}/transfer", new { gate = "line17" });
        Assert.Equal(200, status);
        await Center.UntilAsync(
            async () => await Center.AgentOfAsync(call.Id) == "a17" && await Center.StateOfAsync(call.Id) == "connected",
            async () => $"The contact is {await Center.StateOfAsync(call.Id)} with {await Center.AgentOfAsync(call.Id)}");
        await Center.UntilAsync(() => Task.FromResult(call.IsOver), () => Task.FromResult($"The former call is {call.State}"));

        var moved = await call.MovedTo!;
        await Center.CallIsAsync(moved, "talking");
        await Center.Callers.HangUpAsync(moved);
        await Center.ContactIsAsync(call.Id, "completed");
    }

    [Fact]
    public async Task A_caller_who_is_handed_over_stays_until_the_other_agent_accepts_at_the_desktop()
    {
        await Center.LogInAsync("a20", 20);
        await Center.LogInAsync("a21", 21);
        var call = await Center.Callers.CallAsync("1020");
        await Center.ContactIsAsync(call.Id, "connected");
        Assert.Equal("a20", await Center.AgentOfAsync(call.Id));

        // The other agent says no first: the caller notices nothing.
        Assert.Equal(200, (await Center.PostAsync($"offers/{await HandOverAsync()}/decline")).Status);
        Assert.Equal("a20", await Center.AgentOfAsync(call.Id));
        var offer = await HandOverAsync();
        Assert.Equal("talking", call.State);
        Assert.Null(call.MovedTo);

        Assert.Equal(200, (await Center.PostAsync($"offers/{offer}/accept")).Status);
        await Center.UntilAsync(() => Task.FromResult(call.IsOver), () => Task.FromResult($"The former call is {call.State}"));
        var moved = await call.MovedTo!;
        await Center.CallIsAsync(moved, "talking");
        Assert.Equal("a21", await Center.AgentOfAsync(call.Id));
        await Center.Callers.HangUpAsync(moved);
        await Center.ContactIsAsync(call.Id, "completed");

        async Task<string?> HandOverAsync()
        {
            var (status, contact) = await Center.PostAsync($"contacts/{call.Id}/handover", new { agent = "a21" });
            Assert.Equal(200, status);
            return contact.GetProperty("handover").GetProperty("id").GetString();
        }
    }

    [Fact]
    public async Task An_agent_says_by_code_that_it_is_ready_and_a_telephone_that_is_gone_takes_it_offline()
    {
        await Center.PutAsync("agents/a18", new { address = "sip:a18@acd.test" });
        Assert.Equal(200, await Center.Phones.RegisterAsync("a18", "secret-a18"));
        Assert.Equal(401, await Center.Phones.RegisterAsync("a18", "wrong"));
        Assert.Equal("offline", await Center.PresenceOfAsync("a18"));

        await Center.Phones.DialAsync("a18", "secret-a18", "*45");
        await PresenceIsAsync("available");
        await Center.Phones.DialAsync("a18", "secret-a18", "*46");
        await PresenceIsAsync("notReady phone");
        Assert.Equal(200, await Center.Phones.RegisterAsync("a18", "secret-a18", seconds: 0));
        await PresenceIsAsync("offline");

        Task PresenceIsAsync(string presence) => Center.UntilAsync(
            async () => await Center.PresenceOfAsync("a18") == presence, () => Center.PresenceOfAsync("a18"));
    }

    private Task RingsAsync(string agent) => Center.UntilAsync(
        () => Task.FromResult(Center.Phones.Rings.ContainsKey(agent)), () => Task.FromResult($"{agent} does not ring."));
}
