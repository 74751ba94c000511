using System.Text.RegularExpressions;

namespace Acd.Gateway.Tests;

/// <summary>"The API in ten lines" of the README, run against a real gateway.</summary>
public sealed partial class ReadmeExamplesTests
{
    [Fact]
    public async Task Every_line_of_the_readme_works()
    {
        var center = new FakeContactCenter { OnSubscribe = subscription => subscription.End() };
        await using var gateway = await TestGateway.StartAsync(center);
        var lines = File.ReadAllLines(Path.Combine(GuideParser.RepositoryRoot(), "README.md"))
            .Where(line => line.StartsWith("    curl", StringComparison.Ordinal)).ToList();

        Assert.Equal(10, lines.Count);
        foreach (var line in lines)
        {
            var command = Command().Match(line);
            Assert.True(command.Success, $"This is no command of a known form: {line}");
            var method = command.Groups["method"].Success ? command.Groups["method"].Value : "GET";
            var body = command.Groups["body"].Success ? command.Groups["body"].Value : null;
            var got = await gateway.SendAsync($"{method} {command.Groups["path"].Value}", body);
            Assert.True(got.Status is 200 or 201, $"{line} was answered with {got.Status}: {got.Text}");
        }
    }

    [GeneratedRegex("^    curl ((-X (?<method>[A-Z]+))|-N)? +localhost:8000(?<path>/[^ ]*)"
        + "( -H 'Content-Type: application/json' -d '(?<body>[^']*)')?( +#.*)?$")]
    private static partial Regex Command();
}
