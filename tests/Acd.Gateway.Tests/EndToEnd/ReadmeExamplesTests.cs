using System.Text.RegularExpressions;

namespace Acd.Gateway.Tests;

/// <summary>The commands of the README, in their order, against a real gateway.</summary>
public sealed partial class ReadmeExamplesTests
{
    private const string OfferLine = "    offer=$(curl -s localhost:8000/v1/contacts/call-1 ";

    [Fact]
    public async Task Every_line_of_the_readme_succeeds()
    {
        await using var gateway = await RealGateway.StartAsync();
        var lines = File.ReadAllLines(Path.Combine(GuideParser.RepositoryRoot(), "README.md"))
            .Where(line => line.StartsWith("    curl", StringComparison.Ordinal)
                || line.StartsWith("    offer=", StringComparison.Ordinal))
            .ToList();
        var offer = "";

        Assert.Equal(10, lines.Count);
        foreach (var line in lines)
        {
            if (line.StartsWith("    offer=", StringComparison.Ordinal))
            {
                Assert.StartsWith(OfferLine, line, StringComparison.Ordinal);
                offer = await ReadOfferAsync(gateway, line);
                continue;
            }

            var command = Command().Match(line);
            Assert.True(command.Success, $"This is no command of a known form: {line}");
            if (command.Groups["stream"].Success)
            {
                await ReadStreamAsync(gateway, command.Groups["path"].Value);
                continue;
            }

            var method = command.Groups["method"].Success ? command.Groups["method"].Value : "GET";
            var path = command.Groups["path"].Value.Replace("$offer", offer, StringComparison.Ordinal);
            var body = command.Groups["body"].Success ? command.Groups["body"].Value : null;
            var got = await gateway.SendAsync($"{method} {path}", body);
            Assert.True(got.Status is 200 or 201, $"{line} was answered with {got.Status}: {got.Text}");
        }
    }

    // The line pipes the answer through sed, whose expression is this one with other parentheses.
    private static async Task<string> ReadOfferAsync(TestGateway gateway, string line)
    {
        Assert.EndsWith("""| sed 's/.*"offers":\[{"id":"\([^"]*\)".*/\1/')""", line, StringComparison.Ordinal);
        var contact = await gateway.SendAsync("GET /v1/contacts/call-1");
        return Offer().Replace(contact.Text, "$1");
    }

    private static async Task ReadStreamAsync(TestGateway gateway, string path)
    {
        await using var stream = await gateway.OpenEventsAsync(path);
        Assert.Contains("\"contact\":\"call-1\"", await stream.ReadEventAsync("contactOffered"), StringComparison.Ordinal);
    }

    [GeneratedRegex("^    curl ((-X (?<method>[A-Z]+))|(?<stream>-N -m 2))? +'?localhost:8000(?<path>/[^ ']*)'?"
        + "( --json '(?<body>[^']*)')?( +#.*)?$")]
    private static partial Regex Command();

    [GeneratedRegex("""^.*"offers":\[\{"id":"([^"]*)".*$""")]
    private static partial Regex Offer();
}
