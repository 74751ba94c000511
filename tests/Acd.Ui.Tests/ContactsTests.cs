using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Acd.Ui.Tests;

/// <summary>The search for contacts, and a contact's page.</summary>
public sealed partial class ContactsTests(Chromium chromium)
{
    [Fact]
    public async Task A_search_stands_in_the_address_and_leads_to_a_contact()
    {
        await using var center = await LivingCenter.StartAsync();
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        var page = await browser.OpenAsync("/ui/contacts?state=connected");
        await Expect(Rows(page)).ToHaveCountAsync(2);

        await page.GetByLabel("Channel").FillAsync("chat");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(ChatSearch());
        await Expect(Rows(page)).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Weber, A." }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Weber, A." })).ToBeVisibleAsync();
        await Expect(page.Locator(".attributes")).ToContainTextAsync("4711");
        await page.GoBackAsync();
        await Expect(Rows(page)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_contact_shows_its_journey_why_it_waits_and_what_can_be_done()
    {
        await using var center = await LivingCenter.StartAsync();
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        var page = await browser.OpenAsync("/ui/contacts/call-2");
        await Expect(page.Locator(".lane .span")).ToHaveCountAsync(4);
        await page.GetByRole(AriaRole.Button, new() { Name = "As a table" }).ClickAsync();
        await Expect(page.Locator(".table-scroll tbody tr")).ToContainTextAsync(["Waiting", "Ringing", "Talk", "Wrap-up"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "End wrap-up" }).ClickAsync();
        await Expect(page.Locator(".contact-head")).ToContainTextAsync("completed");

        await page.GotoAsync("/ui/contacts/call-6");
        await Expect(page.Locator(".explained")).ToContainTextAsync("1 agent");
        await page.GetByRole(AriaRole.Button, new() { Name = "Raise priority" }).ClickAsync();
        await Expect(page.Locator(".facts")).ToContainTextAsync("Priority1");
    }

    [Fact]
    public async Task A_contact_that_nobody_knows_is_told()
    {
        await using var center = await RunningCenter.StartAsync();
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        browser.ExpectsFailedRequests = true;
        var page = await browser.OpenAsync("/ui/contacts");
        await page.GetByPlaceholder("Id").FillAsync("no-such-call");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("contact.unknown");
    }

    private static ILocator Rows(IPage page) => page.Locator(".found tbody tr");

    [GeneratedRegex(@"state=connected&channel=chat$")]
    private static partial Regex ChatSearch();
}
