using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Acd.Core;

namespace Acd.Gateway.Tests;

/// <summary>The reference pages name what the code has: events, problem codes, routes, settings and figures.</summary>
public sealed partial class ReferencePagesTests
{
    // These routes are not part of the described API.
    private static readonly string[] UndescribedRoutes =
    [
        "GET /metrics", "GET /openapi/v1.json", "GET /docs", "GET /dashboard",
        "POST /v1/connections/presence/{source}", "POST /redis-ingest", "GET /v1/connections/presence",
    ];

    public static TheoryData<string, string, string> OptionFiles => new()
    {
        { "src/Acd.Hosting/EngineHostOptions.cs", "ACD_ENGINE__", "" },
        { "src/Acd.Storage/StoreOptions.cs", "ACD_STORAGE__", "Url,Center" },
        { "src/Acd.Grains/Client/AcdClientOptions.cs", "", "" },
        { "src/Acd.Connections/Webhooks/WebhooksOptions.cs", "ACD_CONNECTIONS__WEBHOOKS__", "" },
        { "src/Acd.Connections/QueueLog/QueueLogOptions.cs", "ACD_CONNECTIONS__QUEUE_LOG__", "" },
        { "src/Acd.Connections/Postgres/PostgresOptions.cs", "ACD_CONNECTIONS__POSTGRES__", "" },
    };

    private const string Kinds =
        "Invalid|Unknown|Conflict|Forbidden|Busy|Unavailable|PreconditionFailed|Unprocessable";

    [Fact]
    public void Every_event_and_each_of_its_members_stands_in_the_events_page()
    {
        var rows = Rows(Page("events.md"));
        var events = typeof(CenterEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().ToList();
        Assert.True(events.Count >= 21);
        foreach (var one in events)
        {
            var row = Assert.Single(rows, row => row[0] == $"`{one.TypeDiscriminator}`");
            Assert.All(NamesOf(one.DerivedType), member => Assert.Contains($"`{member}`", row[2], StringComparison.Ordinal));
        }

        var common = string.Concat(rows.Where(row => row[1].Contains("event", StringComparison.Ordinal)).Select(row => row[0]));
        foreach (var member in NamesOf(typeof(CenterEvent)).Concat(NamesOf(typeof(ContactEvent))))
            Assert.Contains($"`{member}`", common, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_code_stands_in_the_errors_page_with_its_status()
    {
        var rows = Rows(Page("errors.md")).Where(row => row[0].Contains('.', StringComparison.Ordinal)).ToList();
        var shown = rows.ToDictionary(row => row[0].Trim('`'), row => row[1]);
        var found = Sources().SelectMany(source => Code().Matches(source))
            .Select(code => (Code: code.Groups["code"].Value, Kind: Enum.Parse<RefusalKind>(code.Groups["kind"].Value)))
            .Distinct().ToDictionary(code => code.Code, code => code.Kind);
        (found["queue.inUse"], found["gate.inUse"]) = (RefusalKind.Conflict, RefusalKind.Conflict);

        Assert.Equal(found.Keys.Order(StringComparer.Ordinal), shown.Keys.Order(StringComparer.Ordinal));
        foreach (var (code, kind) in found.Where(one => one.Key != "internal.error"))
            Assert.Equal((code, $"{ProblemWriter.StatusOf(new Refusal(kind, code, ""))}"), (code, shown[code]));
    }

    [Fact]
    public async Task Every_route_stands_in_the_page_of_the_api()
    {
        await using var gateway = await TestGateway.StartAsync(new FakeContactCenter());
        var description = await gateway.SendAsync("GET /openapi/v1.json");
        var routes = description.Json.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"));
        var shown = Rows(Page("api.md")).Select(row => row[0].Trim('`')).Where(route => Route().IsMatch(route));

        Assert.Equal(routes.Order(StringComparer.Ordinal), shown.Except(UndescribedRoutes).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(OptionFiles))]
    public void Every_option_stands_in_the_settings_page(string file, string environment, string apart)
    {
        var page = Page("settings.md");
        var options = Option().Matches(File.ReadAllText(Path.Combine(GuideParser.RepositoryRoot(), file)))
            .Select(option => option.Groups["name"].Value).Except(apart.Split(',')).ToList();
        Assert.NotEmpty(options);
        foreach (var option in options)
        {
            Assert.Contains($"`{option}`", page, StringComparison.Ordinal);
            if (environment.Length > 0) Assert.Contains($"`{environment}{VariableOf(option)}`", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_option_of_the_program_has_its_variable_in_the_settings_page()
    {
        // Keys and hosts are lists, whose first members stand in the page; the others went with the two former programs.
        string[] apart = ["Keys", "Key", "Agent", "Hosts", "Origins", "Mode", "HealthPort", "HealthForAll"];
        var page = Page("settings.md");
        var root = Path.Combine(GuideParser.RepositoryRoot(), "src");
        var options = new[] { "Acd.Gateway", "Acd.Silo", "Acd.Server" }.Select(project => Path.Combine(root, project))
            .Where(Directory.Exists)
            .SelectMany(project => Directory.EnumerateFiles(project, "*Options.cs", SearchOption.AllDirectories))
            .SelectMany(file => Option().Matches(File.ReadAllText(file))).Select(option => option.Groups["name"].Value)
            .Except(apart).ToList();
        Assert.True(options.Count >= 14);
        Assert.All(options, option => Assert.Contains($"`ACD_{VariableOf(option)}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_path_in_the_pages_for_the_code_leads_somewhere()
    {
        var root = GuideParser.RepositoryRoot();
        var pages = Directory.EnumerateFiles(Path.Combine(root, "docs", "internals"), "*.md")
            .Append(Path.Combine(root, "ARCHITECTURE.md")).Append(Path.Combine(root, "CONTRIBUTING.md"));
        foreach (var page in pages)
        {
            var paths = CodePath().Matches(File.ReadAllText(page)).Select(path => path.Groups["path"].Value);
            Assert.All(paths, path => Assert.True(Path.Exists(Path.Combine(root, path)), $"{page}: there is no {path}."));
        }
    }

    [Fact]
    public void Every_figure_stands_in_the_metrics_page()
    {
        var page = Page("metrics.md");
        Type[] figures = [typeof(ContactFigures), typeof(AgentFigures), typeof(ContactsNow), typeof(AgentsNow)];
        Assert.All(figures.SelectMany(NamesOf), figure => Assert.Contains(figure, page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_instrument_stands_in_the_metrics_page()
    {
        var page = Page("metrics.md");
        var instruments = Sources().Where(source => source.Contains("Meter _meter", StringComparison.Ordinal))
            .SelectMany(source => Instrument().Matches(source)).Select(name => name.Groups["name"].Value).ToList();
        Assert.True(instruments.Count >= 8);
        Assert.All(instruments, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_setting_of_a_queue_stands_in_the_guide_to_routing()
    {
        var guide = Page("../guides/routing.md");
        Assert.All(
            NamesOf(typeof(QueueSettings)).Where(name => name != "id"),
            name => Assert.Contains($"`{name}`", guide, StringComparison.Ordinal));
    }

    private static string Page(string name) =>
        File.ReadAllText(Path.Combine(GuideParser.RepositoryRoot(), "docs", "reference", name));

    /// <summary>The cells of the rows of a page's tables.</summary>
    private static List<string[]> Rows(string page) =>
        [.. page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray())];

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(GuideParser.RepositoryRoot(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    /// <summary>The names of a type's own members in JSON.</summary>
    private static IEnumerable<string> NamesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => property.Name != "EqualityContract")
            .Select(property => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
                ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name));

    private static string VariableOf(string option) => Word().Replace(option, "_$0").TrimStart('_').ToUpperInvariant();

    [GeneratedRegex(@"\b(?<kind>" + Kinds + @"),\s*""(?<code>[A-Za-z]+\.[A-Za-z]+)"",")]
    private static partial Regex Code();

    [GeneratedRegex("""\(\s*"(?<name>acd\.[a-z_.]+)",""")]
    private static partial Regex Instrument();

    [GeneratedRegex("^[A-Z]+ /")]
    private static partial Regex Route();

    [GeneratedRegex("^    public [^=(\n]+ (?<name>[A-Za-z]+) { get; set; }", RegexOptions.Multiline)]
    private static partial Regex Option();

    [GeneratedRegex("`(?<path>(src|tests|bench|deploy)/[A-Za-z0-9_./-]+)`")]
    private static partial Regex CodePath();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Word();
}
