using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Acd.Ui.Tests;

/// <summary>Every page by axe-core, in light and dark, on a telephone and on a large screen.</summary>
public sealed class AccessibilityTests(Chromium chromium)
{
    [Fact]
    public async Task No_page_has_a_violation()
    {
        await using var center = await LivingCenter.StartAsync();
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        foreach (var (path, there) in LivingCenter.Pages)
        {
            var page = await browser.OpenAsync(path);
            await Expect(page.Locator(there).First).ToBeVisibleAsync();
            await AssertNoViolationAsync(page, path);
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await AssertNoViolationAsync(page, $"{path} in the dark", "color-contrast");
            await page.SetViewportSizeAsync(390, 844);
            await AssertNoViolationAsync(page, $"{path} on a telephone");
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

    private static async Task AssertNoViolationAsync(IPage page, string what, params List<string> rules)
    {
        var options = rules.Count == 0 ? new AxeRunOptions() : new AxeRunOptions { RunOnly = RunOnlyOptions.Rules([.. rules]) };
        var result = await page.RunAxe(options);
        var found = result.Violations.Select(
            violation => $"{what}: {violation.Id}: {string.Join(" ", violation.Nodes.Take(3).Select(node => node.Html))}");
        Assert.Equal([], found);
        Assert.NotEmpty(result.Passes);
    }
}
