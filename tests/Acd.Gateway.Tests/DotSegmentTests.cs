using System.Net.Sockets;
using System.Text;

namespace Acd.Gateway.Tests;

/// <summary>Addresses with the segments <c>.</c> and <c>..</c>, which a server would remove.</summary>
public sealed class DotSegmentTests
{
    [Theory]
    [InlineData("/v1/agents/bob/skills/..", true)]
    [InlineData("/v1/agents/bob/skills/%2e%2E", true)]
    [InlineData("/v1/agents/./bob", true)]
    [InlineData("/v1/agents/.%2E/bob?x=1", true)]
    [InlineData("/v1/agents/bob/skills/...", false)]
    [InlineData("/v1/agents/bob/skills/.net", false)]
    [InlineData("/v1/agents/bob/skills/a..b", false)]
    [InlineData("/v1/contacts?attribute.path=/../x", false)]
    [InlineData("/", false)]
    [InlineData(null, false)]
    public void A_segment_is_found_as_it_was_sent(string? target, bool isFound) =>
        Assert.Equal(isFound, DotSegments.AreIn(target));

    [Fact]
    public async Task A_request_that_would_remove_the_agent_is_refused()
    {
        var center = new FakeContactCenter();
        await using var gateway = await TestGateway.StartAsync(center);
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Http.BaseAddress!.Host, gateway.Http.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "DELETE /v1/agents/bob/skills/.. HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));

        using var reader = new StreamReader(stream);
        var response = await reader.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 400", response, StringComparison.Ordinal);
        Assert.Contains("request.dotSegment", response, StringComparison.Ordinal);
        Assert.Empty(center.Requests);
    }
}
