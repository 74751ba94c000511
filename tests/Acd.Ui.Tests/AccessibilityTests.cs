using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Acd.Ui.Tests;

/// <summary>Every page by axe-core, in light and dark, on a telephone and on a large screen.</summary>
public sealed class AccessibilityTests(Chromium chromium)
{
    [Theory]
    [InlineData(false, 1280)]
    [InlineData(true, 1280)]
    [InlineData(false, 390)]
    [InlineData(true, 390)]
    public async Task No_page_has_a_violation(bool dark, int width)
    {
        await using var center = await LivingCenter.StartAsync();
        await using var browser = await chromium.OpenAsync(center.Process.Url, new BrowserOptions(width, 900, dark));
        foreach (var (path, there) in LivingCenter.Pages)
        {
            var page = await browser.OpenAsync(path);
            await Expect(page.Locator(there).First).ToBeVisibleAsync();
            await AssertNoViolationAsync(page, path);
            await page.CloseAsync();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_sign_in_has_no_violation(bool dark)
    {
        await using var center = await RunningCenter.StartAsync(keys: true);
        await using var browser = await chromium.OpenAsync(center.Process.Url, new BrowserOptions(Dark: dark));
        browser.ExpectsFailedRequests = true;
        var page = await browser.OpenAsync("/ui/");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await AssertNoViolationAsync(page, "the sign-in");
    }

    private static async Task AssertNoViolationAsync(IPage page, string what)
    {
        var result = await page.RunAxe();
        var found = result.Violations.Select(
            violation => $"{what}: {violation.Id}: {string.Join(" ", violation.Nodes.Take(3).Select(node => node.Html))}");
        Assert.Equal([], found);
        Assert.NotEmpty(result.Passes);
    }
}
