using Microsoft.Playwright;

namespace Acd.Ui.Tests;

/// <summary>A browser in a story. It remembers what its pages wrote to the console: an error there fails the story.</summary>
public sealed class BrowserStory(IBrowserContext context) : IAsyncDisposable
{
    private readonly List<string> _errors = [];

    /// <summary>The browser's cookies and tabs.</summary>
    public IBrowserContext Context { get; } = context;

    /// <summary>
    /// Whether refused requests and broken connections are part of the story. The browser itself writes those to the console.
    /// </summary>
    public bool ExpectsFailedRequests { get; set; }

    /// <summary>Opens a page in a tab of its own.</summary>
    public async Task<IPage> OpenAsync(string path)
    {
        var page = await Context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Add(message.Text);
        };
        page.PageError += (_, error) => Add(error);
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>Fails if a page wrote an error to the console.</summary>
    public void AssertNoErrors()
    {
        lock (_errors)
        {
            Assert.DoesNotContain(_errors, error => !ExpectsFailedRequests
                || !error.StartsWith("Failed to load resource", StringComparison.Ordinal));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        AssertNoErrors();
        await Context.CloseAsync();
    }

    private void Add(string error)
    {
        lock (_errors) _errors.Add(error);
    }
}
