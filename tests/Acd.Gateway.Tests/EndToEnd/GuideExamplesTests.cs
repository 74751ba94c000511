using System.Globalization;
using System.Text.Json;
using Acd.Testing;

namespace Acd.Gateway.Tests;

/// <summary>The examples of the guides and the tutorial, run against a real gateway whose clock the page advances.</summary>
public sealed class GuideExamplesTests
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    // Each section of a guide begins with an empty center; the tutorial is one session.
    private static readonly string[] Guides = ["routing", "desktop", "telephony", "crm", "reporting"];

    public static TheoryData<string, string> Sections
    {
        get
        {
            var sections = new TheoryData<string, string>();
            foreach (var guide in Guides)
            {
                foreach (var section in Read($"guides/{guide}.md").Where(section => section.Steps.Count > 0))
                    sections.Add(guide, section.Title);
            }

            return sections;
        }
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task A_section_of_a_guide_is_answered_as_shown(string guide, string title) =>
        await RunAsync(Read($"guides/{guide}.md").Single(section => section.Title == title).Steps);

    [Fact]
    public async Task The_tutorial_is_answered_as_shown()
    {
        var steps = Read("tutorial.md").SelectMany(section => section.Steps).ToList();
        Assert.True(steps.Count >= 12);
        await RunAsync(steps);
    }

    [Fact]
    public void Every_section_of_the_routing_guide_has_examples()
    {
        var sections = Read("guides/routing.md");
        Assert.True(sections.Count >= 15);
        Assert.All(sections, section => Assert.True(section.Steps.Count >= 3, section.Title));
    }

    private static IReadOnlyList<GuideSection> Read(string page) =>
        GuideParser.Read(Path.Combine(GuideParser.RepositoryRoot(), "docs", page));

    private static async Task RunAsync(IReadOnlyList<GuideStep> steps)
    {
        var clock = new ManualTime();
        await using var gateway = await RealGateway.StartAsync(clock);
        foreach (var step in steps)
        {
            clock.Advance(step.After);
            await AnswersAsync(gateway, step);
        }
    }

    // A deadline takes effect a moment after it. After a jump of the clock the gateway may ask to send a request again.
    private static async Task AnswersAsync(TestGateway gateway, GuideStep step)
    {
        GatewayResponse? got = null;
        await Polling.UntilAsync(
            async () =>
            {
                got = await gateway.SendAsync(step.What, step.Body, step.Headers);
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
