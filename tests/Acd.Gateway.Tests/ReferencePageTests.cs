using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Acd.Gateway.Tests;

/// <summary>The page that shows the OpenAPI document: everything on it comes from the gateway.</summary>
public sealed class ReferencePageTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(new FakeContactCenter());

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task The_page_has_scripts_of_its_own_host_only_and_a_strict_policy()
    {
        using var page = await _gateway.Http.GetAsync(new Uri("/docs", UriKind.Relative));
        var html = await page.Content.ReadAsStringAsync();

        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("//", html, StringComparison.Ordinal);
        var scripts = Regex.Matches(html, "<script(?<src>[^>]*)>(?<text>[^<]*)<");
        Assert.Equal(2, scripts.Count);
        Assert.All(scripts, script => Assert.Equal("", script.Groups["text"].Value));
        foreach (var script in scripts.Select(script => Regex.Match(script.Value, "src=\"([^\"]+)\"").Groups[1].Value))
        {
            using var got = await _gateway.Http.GetAsync(new Uri(script, UriKind.Relative));
            Assert.Equal((200, "text/javascript"), ((int)got.StatusCode, got.Content.Headers.ContentType!.MediaType));
        }
    }

    [Fact]
    public async Task The_script_is_sent_compressed_to_those_who_ask_for_that()
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/docs/scalar.js");
        asked.Headers.AcceptEncoding.ParseAdd("gzip, br");
        using var compressed = await _gateway.Http.SendAsync(asked);
        var plain = await _gateway.Http.GetByteArrayAsync(new Uri("/docs/scalar.js", UriKind.Relative));

        Assert.Equal("gzip", Assert.Single(compressed.Content.Headers.ContentEncoding));
        await using var unzipped = new GZipStream(await compressed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var read = new MemoryStream();
        await unzipped.CopyToAsync(read);
        Assert.Equal(plain, read.ToArray());
        Assert.True(plain.Length > 1_000_000);
    }
}
