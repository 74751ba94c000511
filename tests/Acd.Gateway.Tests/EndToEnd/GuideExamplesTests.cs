using System.Globalization;
using System.Text.Json;
using Acd.Testing;

namespace Acd.Gateway.Tests;

/// <summary>The examples of docs/routing.md, run against a real gateway whose clock the page turns.</summary>
public sealed class RoutingGuideExamplesTests
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    private static readonly Lazy<IReadOnlyList<GuideSection>> Sections = new(() =>
        GuideParser.Read(Path.Combine(GuideParser.RepositoryRoot(), "docs", "routing.md")));

    public static TheoryData<string> Titles => [.. Sections.Value.Select(section => section.Title)];

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task What_the_guide_shows_is_so(string title)
    {
        var section = Sections.Value.Single(section => section.Title == title);
        var clock = new ManualTime();
        await using var gateway = await RealGateway.StartAsync(clock);

        foreach (var step in section.Steps)
        {
            clock.Advance(step.After);
            await AnswersAsync(gateway, step);
        }
    }

    [Fact]
    public void Every_section_of_the_guide_has_examples()
    {
        Assert.True(Sections.Value.Count >= 15);
        Assert.All(Sections.Value, section => Assert.True(section.Steps.Count >= 3, section.Title));
    }

    // What a deadline does is seen a moment after it; and after a jump of the clock the gateway may say "send it again".
    private static async Task AnswersAsync(TestGateway gateway, GuideStep step)
    {
        GatewayResponse? got = null;
        await Polling.UntilAsync(
            async () =>
            {
                got = await gateway.SendAsync(step.What, step.Body);
                return got.Status != 503 && (!step.What.StartsWith("GET ", StringComparison.Ordinal) || IsAsShown(got, step));
            },
            MaxWait,
            () => $"{step.What} was not answered as the guide shows, but with {got?.Status}: {got?.Text}");
        Assert.True(IsAsShown(got!, step), $"{step.What} {step.Body} was answered with {got!.Status}: {got.Text}");
    }

    private static bool IsAsShown(GatewayResponse got, GuideStep step) =>
        got.Status == step.Status && step.Members.All(member => Find(got.Json, member.Path) == member.Value);

    private static string? Find(JsonElement json, string path)
    {
        foreach (var part in path.Split('.'))
        {
            if (json.ValueKind == JsonValueKind.Array)
            {
                var index = int.Parse(part, CultureInfo.InvariantCulture);
                if (index >= json.GetArrayLength())
                    return null;
                json = json[index];
            }
            else if (!json.TryGetProperty(part, out json))
                return null;
        }

        return json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetRawText() : json.ToString();
    }
}
