using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Acd.Ui.Tests;

/// <summary>What a supervisor changes.</summary>
public sealed class SettingsTests(Chromium chromium)
{
    [Fact]
    public async Task A_queue_that_two_people_edit_at_once_loses_nobodys_change_unseen()
    {
        await using var center = await LivingCenter.StartAsync();
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        browser.ExpectsFailedRequests = true;
        var one = await browser.OpenAsync("/ui/settings/queues/support");
        var other = await browser.OpenAsync("/ui/settings/queues/support");
        await one.GetByLabel("Offer timeout").FillAsync("45");
        await other.GetByLabel("Wrap up").FillAsync("33");

        await Expect(Changes(one)).ToContainTextAsync("Offer timeout 300 → 45");
        await SaveAsync(one);
        await Expect(one.GetByText("Saved. It holds at once.")).ToBeVisibleAsync();
        await SaveAsync(other);
        await Expect(Changes(other)).ToContainTextAsync("Somebody else changed these settings meanwhile.");
        Assert.Equal(600, (await center.GetAsync("/v1/queues/support")).GetProperty("wrapUp").GetInt32());

        await other.GetByRole(AriaRole.Button, new() { Name = "Show theirs" }).ClickAsync();
        await Expect(other.GetByLabel("Offer timeout")).ToHaveValueAsync("45");
        await other.GetByLabel("Wrap up").FillAsync("33");
        await SaveAsync(other);
        await Expect(other.GetByText("Saved. It holds at once.")).ToBeVisibleAsync();
        var queue = await center.GetAsync("/v1/queues/support");
        Assert.Equal((45, 33), (queue.GetProperty("offerTimeout").GetInt32(), queue.GetProperty("wrapUp").GetInt32()));
    }

    [Fact]
    public async Task A_value_out_of_its_range_is_told_at_its_field()
    {
        await using var center = await RunningCenter.StartAsync();
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        browser.ExpectsFailedRequests = true;
        var page = await browser.OpenAsync("/ui/settings/queues/default");
        await page.GetByLabel("Offer timeout").FillAsync("9999");
        await SaveAsync(page);

        await Expect(page.GetByLabel("Offer timeout")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Locator(".field-wrong")).ToContainTextAsync("1 to 600");
    }

    [Fact]
    public async Task A_cell_gives_a_skill_at_a_level_and_takes_it_away()
    {
        await using var center = await LivingCenter.StartAsync();
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        var page = await browser.OpenAsync("/ui/settings/skills");
        var cell = page.GetByLabel("Yara Costa: billing");

        await cell.FillAsync("7");
        await cell.PressAsync("Tab");
        await Expect(page.Locator(".level.has", new() { Has = cell })).ToBeVisibleAsync();
        var skills = (await center.GetAsync("/v1/agents/yara")).GetProperty("profile").GetProperty("skills");
        Assert.Contains(skills.EnumerateArray(), skill => skill.GetProperty("level").GetInt32() == 7);

        await cell.FillAsync("");
        await cell.PressAsync("Tab");
        await Expect(page.Locator(".level:not(.has)", new() { Has = cell })).ToBeVisibleAsync();
    }

    private static ILocator Changes(IPage page) => page.GetByRole(AriaRole.Region, new() { Name = "Changes" });

    private static Task SaveAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
}
