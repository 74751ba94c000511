using Microsoft.Playwright;

namespace Acd.Ui.Tests;

/// <summary>The machine's Chromium, without a screen. The tests that need it are skipped where there is none.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A browser of its own for a story: its own cookies, its own storage.</summary>
    public async Task<BrowserStory> OpenAsync(Uri center, BrowserOptions? options = null)
    {
        Assert.SkipWhen(_browser is null, "There is no Chromium; on Debian: apt-get install chromium.");
        options ??= new BrowserOptions();
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = center.ToString(),
            ViewportSize = new ViewportSize { Width = options.Width, Height = options.Height },
            ColorScheme = options.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "UTC",
        });
        context.SetDefaultTimeout(30_000);
        return new BrowserStory(context);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var path = Names.SelectMany(name => new[] { $"/usr/bin/{name}", $"/usr/local/bin/{name}" }).FirstOrDefault(File.Exists);
        if (path is null) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
        Assertions.SetDefaultExpectTimeout(30_000);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
    }
}

/// <summary>How a browser shows its pages.</summary>
public sealed record BrowserOptions(int Width = 1280, int Height = 800, bool Dark = false);
