using System.Net;
using System.Text.RegularExpressions;

namespace Acd.Ui.Tests;

/// <summary>The pages as files over HTTP.</summary>
public sealed partial class PageFilesTests
{
    private const int MostBytes = 150 * 1024;

    [Fact]
    public void Everything_that_a_browser_loads_is_under_150_KB() =>
        Assert.InRange(new PageFiles().CompressedSize, 10_000, MostBytes);

    [Fact]
    public async Task The_root_leads_browsers_to_the_pages_and_tells_programs_that_nothing_is_there()
    {
        await using var center = await RunningCenter.StartAsync();

        using var page = await center.GetAsync("/", "text/html,*/*;q=0.8");
        using var nothing = await center.GetAsync("/", "application/json");

        Assert.Equal("/ui/", page.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        Assert.Contains("request.unknownRoute", await nothing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_allows_scripts_of_its_own_only_and_its_files_are_kept_until_the_next_version()
    {
        await using var center = await RunningCenter.StartAsync();

        using var page = await center.GetAsync("/ui/desk", "text/html");
        var html = await page.Content.ReadAsStringAsync();
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'self'; script-src 'self' 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("no-cache", page.Headers.CacheControl!.ToString());
        var addresses = Address().Matches(html).Select(match => match.Value).Distinct().ToList();
        Assert.NotEmpty(addresses);
        foreach (var address in addresses)
        {
            using var file = await center.GetAsync(address, "*/*");
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.Contains("immutable", file.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }

        using var other = await center.GetAsync("/ui/assets/of-another-version/main.js", "*/*");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [GeneratedRegex("""/ui/assets/[^"]+""")]
    private static partial Regex Address();
}
