using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Acd.Ui.Tests;

/// <summary>An agent's day at the desk.</summary>
public sealed class DeskTests(Chromium chromium)
{
    private const string Caller = "+49 30 901820";

    [Fact]
    public async Task An_offer_is_accepted_held_completed_and_wrapped_up_by_keyboard_alone()
    {
        await using var center = await StartAsync();
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        var desk = await browser.OpenAsync("/ui/desk/ann");
        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = "Log in" })).ToBeVisibleAsync();

        await desk.Keyboard.PressAsync("Alt+r");
        await Expect(desk.GetByText("The next contact rings here.")).ToBeVisibleAsync();
        await center.EnqueueAsync("call-1", "en", Caller);

        await Expect(Ringing(desk)).ToBeVisibleAsync();
        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = "Accept" })).ToBeFocusedAsync();
        await Expect(desk).ToHaveTitleAsync($"☎ {Caller}");
        await desk.Keyboard.PressAsync("Enter");
        await Expect(Card(desk, "connected")).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("Alt+h");
        await Expect(Card(desk, "held")).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("Alt+h");
        await Expect(Card(desk, "connected")).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("Alt+e");
        await Expect(Card(desk, "wrapUp")).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("Alt+e");

        await Expect(desk.GetByText("The next contact rings here.")).ToBeVisibleAsync();
        await center.WaitAsync("/v1/contacts/call-1", "reason", "completed");
    }

    [Fact]
    public async Task A_page_that_is_loaded_again_while_it_rings_shows_the_offer()
    {
        await using var center = await StartAsync(ready: true);
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        var desk = await browser.OpenAsync("/ui/desk/ann");
        await Expect(desk.GetByText("The next contact rings here.")).ToBeVisibleAsync();
        await center.EnqueueAsync("call-1", "en", Caller);
        await Expect(Ringing(desk)).ToBeVisibleAsync();

        await desk.ReloadAsync();

        await Expect(Ringing(desk)).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("Alt+a");
        await Expect(Card(desk, "connected")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_contact_that_is_accepted_in_one_of_seven_tabs_rings_in_no_other()
    {
        await using var center = await StartAsync(ready: true);
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        var tabs = new List<IPage>();
        for (var tab = 0; tab < 7; tab++)
            tabs.Add(await browser.OpenAsync("/ui/desk/ann"));
        foreach (var tab in tabs)
            await Expect(tab.GetByText("The next contact rings here.")).ToBeVisibleAsync();
        await center.EnqueueAsync("call-1", "en", Caller);
        foreach (var tab in tabs)
            await Expect(Ringing(tab)).ToBeVisibleAsync();

        await tabs[6].GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();

        foreach (var tab in tabs)
            await Expect(Card(tab, "connected")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_offer_that_nobody_answers_ends_and_the_desk_says_why_she_is_not_ready()
    {
        await using var center = await StartAsync(ready: true, offerTimeout: 1);
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        var desk = await browser.OpenAsync("/ui/desk/ann");
        await Expect(desk.GetByText("The next contact rings here.")).ToBeVisibleAsync();

        await center.EnqueueAsync("call-1", "en", Caller);

        await Expect(desk.Locator(".presence .note")).ToContainTextAsync("You are set not ready: you did not answer.");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Ready again" }).ClickAsync();
        await center.WaitAsync("/v1/agents/ann", "presence", "available");
    }

    [Fact]
    public async Task A_contact_is_handed_over_only_when_the_other_agent_accepts()
    {
        await using var center = await StartAsync(ready: true);
        await center.AddAgentAsync("bob", "Bob Carter", ["en"], ready: true);
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        var (desk, other) = (await browser.OpenAsync("/ui/desk/ann"), await browser.OpenAsync("/ui/desk/bob"));
        await Expect(other.GetByText("The next contact rings here.")).ToBeVisibleAsync();
        await center.EnqueueAsync("call-1", "en", Caller);
        await Expect(Ringing(desk)).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("Alt+a");
        await Expect(Card(desk, "connected")).ToBeVisibleAsync();

        await HandOverAsync(desk, "bob");
        await Expect(Ringing(other)).ToBeVisibleAsync();
        await other.GetByRole(AriaRole.Button, new() { Name = "Decline" }).ClickAsync();
        await Expect(desk.Locator(".presence .note")).ToContainTextAsync("bob declined. You still have the contact.");
        await Expect(Card(desk, "connected")).ToBeVisibleAsync();

        await HandOverAsync(desk, "bob");
        await other.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(Card(other, "connected")).ToBeVisibleAsync();
        await Expect(Card(desk, "connected")).ToHaveCountAsync(0);
    }

    private static async Task HandOverAsync(IPage desk, string to)
    {
        await desk.Keyboard.PressAsync("Alt+t");
        await desk.GetByRole(AriaRole.Radio, new() { Name = "Hand over" }).CheckAsync();
        await desk.GetByRole(AriaRole.Textbox, new() { Name = "Hand over" }).FillAsync(to);
        await desk.Keyboard.PressAsync("Enter");
    }

    [Fact]
    public async Task A_contact_goes_to_another_agent_by_a_transfer()
    {
        await using var center = await StartAsync(ready: true);
        await center.AddAgentAsync("bob", "Bob Carter", ["en"], ready: true);
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        var desk = await browser.OpenAsync("/ui/desk/ann");
        await center.EnqueueAsync("call-1", "en", Caller);
        await Expect(Ringing(desk)).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("Alt+a");
        await Expect(Card(desk, "connected")).ToBeVisibleAsync();

        await desk.Keyboard.PressAsync("Alt+t");
        await desk.GetByRole(AriaRole.Radio, new() { Name = "Agent" }).CheckAsync();
        await desk.GetByRole(AriaRole.Textbox, new() { Name = "Agent" }).FillAsync("bob");
        await desk.Keyboard.PressAsync("Enter");

        await Expect(Card(desk, "connected")).ToHaveCountAsync(0);
        Assert.Equal("bob", (await center.GetAsync("/v1/contacts/call-1")).GetProperty("preferredAgent").GetString());
    }

    [Fact]
    public async Task A_supervisor_sets_her_not_ready_and_her_desk_tells_it()
    {
        await using var center = await StartAsync(keys: true);
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        browser.ExpectsFailedRequests = true;
        var desk = await browser.OpenAsync("/ui/");
        await SignInAsync(desk, RunningCenter.AgentKey);
        await desk.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Expect(desk.GetByText("The next contact rings here.")).ToBeVisibleAsync();

        await center.PutAsync("/v1/agents/ann/presence", new { presence = "notReady", reason = "training" });

        await Expect(desk.Locator(".presence .note")).ToContainTextAsync("A supervisor set you not ready: training.");
        await Expect(desk.Locator(".announcer")).ToContainTextAsync("A supervisor set you not ready");
    }

    [Fact]
    public async Task Signed_out_while_she_works_she_signs_in_and_is_back_at_her_desk()
    {
        await using var center = await StartAsync(keys: true);
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        browser.ExpectsFailedRequests = true;
        var desk = await browser.OpenAsync("/ui/desk");
        await SignInAsync(desk, "a-key-that-nobody-has");
        await Expect(desk.Locator(".field-wrong")).ToBeVisibleAsync();
        await SignInAsync(desk, RunningCenter.AgentKey);
        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = "Log in" })).ToBeVisibleAsync();

        await browser.Context.ClearCookiesAsync();
        await desk.Keyboard.PressAsync("Alt+r");

        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await SignInAsync(desk, RunningCenter.AgentKey);
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = "Ann Baker" })).ToBeVisibleAsync();
        await Expect(desk).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/ui/desk$"));
    }

    [Fact]
    public async Task The_process_is_killed_while_she_talks_and_her_contact_stays_on_the_page()
    {
        await using var center = await StartAsync(ready: true, durable: true);
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        browser.ExpectsFailedRequests = true;
        var desk = await browser.OpenAsync("/ui/desk/ann");
        await center.EnqueueAsync("call-1", "en", Caller);
        await Expect(Ringing(desk)).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("Alt+a");
        await Expect(Card(desk, "connected")).ToBeVisibleAsync();

        await center.Process.KillAsync();
        await Expect(desk.Locator(".connection")).ToContainTextAsync("Reconnecting…");
        await Expect(desk.Locator(".connection")).ToContainTextAsync("as of");
        await Expect(Card(desk, "connected")).ToBeVisibleAsync();
        await center.StartAgainAsync();

        await Expect(desk.Locator(".connection")).ToHaveTextAsync("Live");
        await desk.Keyboard.PressAsync("Alt+e");
        await center.WaitAsync("/v1/contacts/call-1", "state", "wrapUp");
    }

    private static async Task<RunningCenter> StartAsync(
        bool ready = false, bool keys = false, bool durable = false, int offerTimeout = 120)
    {
        var center = await RunningCenter.StartAsync(keys, durable);
        await center.PutAsync("/v1/queues/default", new { wrapUp = 600, offerTimeout });
        await center.AddAgentAsync("ann", "Ann Baker", ["en"], ready);
        return center;
    }

    private static async Task SignInAsync(IPage page, string key)
    {
        await page.GetByLabel("Key").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private static ILocator Ringing(IPage desk) => desk.GetByRole(AriaRole.Article, new() { Name = $"Ringing: {Caller}" });

    private static ILocator Card(IPage desk, string state) =>
        desk.GetByRole(AriaRole.Article, new() { Name = $"{Caller}, {state}", Exact = true });
}
