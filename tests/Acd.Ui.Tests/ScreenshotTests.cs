using Acd.Simulator;
using Acd.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Acd.Ui.Tests;

/// <summary>
/// The pictures of the documentation. With ACD_WRITE_SCREENSHOTS in the environment they are written to <c>docs/screens</c>.
/// </summary>
public sealed class ScreenshotTests(Chromium chromium)
{
    private const int LeastBytes = 20_000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_wallboard_of_a_living_center()
    {
        await using var center = await RunningCenter.StartAsync();
        await center.PutAsync("/v1/center/settings", new { name = "Northwind Service" });
        using var gateway = new GatewayClient(center.Process.Url, null);
        using var stop = new CancellationTokenSource();
        var traffic = new DemoTraffic(gateway, new TrafficOptions { Speed = 20, Seed = 3 }).RunAsync(stop.Token);
        await Polling.UntilAsync(
            async () => (await center.GetAsync("/v1/stats")).GetProperty("total").GetProperty("handled").GetInt64() >= 40,
            Timeout,
            () => "Nobody is served.");
        foreach (var dark in new[] { false, true })
        {
            await using var browser = await chromium.OpenAsync(center.Process.Url, new BrowserOptions(1440, 860, dark));
            var page = await browser.OpenAsync("/ui/wallboard");
            await Expect(page.Locator(".queues tbody tr")).ToHaveCountAsync(7);
            await Expect(page.Locator(".connection")).ToHaveTextAsync("Live");
            await TakeAsync(page, dark ? "wallboard-dark" : "wallboard");
        }

        await stop.CancelAsync();
        await traffic;
    }

    [Fact]
    public async Task The_desk_while_it_rings()
    {
        await using var center = await LivingCenter.StartAsync();
        await using var browser = await chromium.OpenAsync(center.Process.Url, new BrowserOptions(1280, 720));
        var page = await browser.OpenAsync("/ui/desk/mia");
        await Expect(page.Locator(".offer")).ToBeVisibleAsync();
        await Expect(page.Locator(".contact-card")).ToBeVisibleAsync();
        await TakeAsync(page, "desk");
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        var picture = await page.ScreenshotAsync();
        Assert.InRange(picture.Length, LeastBytes, int.MaxValue);
        if (Environment.GetEnvironmentVariable("ACD_WRITE_SCREENSHOTS") is null) return;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Acd.sln")))
            root = root.Parent ?? throw new InvalidOperationException("The tests do not run in the repository.");
        var folder = Directory.CreateDirectory(Path.Combine(root.FullName, "docs", "screens"));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{name}.png"), picture);
    }
}
