namespace Acd.Conventions.Tests;

public sealed class DependencyRulesTests
{
    private static IEnumerable<SourceFile> Projects => SourceFile.Texts.Where(file => file.IsA(".csproj"));

    private static IEnumerable<SourceFile> BuildFiles =>
        SourceFile.Texts.Where(file => Path.GetExtension(file.Path) is ".csproj" or ".props" or ".targets");

    [Fact]
    public void Each_room_depends_on_what_the_design_lets_it() =>
        RuleAssert.Holds(Projects.Where(file => file.IsIn("src")), DependencyRules.CheckProjects);

    [Fact]
    public void Tests_and_benchmarks_depend_on_the_product_only() =>
        RuleAssert.Holds(Projects.Where(file => !file.IsIn("src")), DependencyRules.CheckTestProjects);

    [Fact]
    public void Each_package_version_is_pinned_in_one_place() => RuleAssert.Holds(BuildFiles, DependencyRules.CheckVersions);

    [Fact]
    public void Every_project_is_in_the_solution() =>
        RuleAssert.Holds(DependencyRules.CheckSolution(
            SourceFile.Texts.Single(file => file.Path == "Acd.sln"), Projects.Select(file => file.Path)));

    [Theory]
    [InlineData("Acd.Core", "<PackageReference Include='StackExchange.Redis' />")]
    [InlineData("Acd.Core", "<ProjectReference Include='../Acd.Hosting/Acd.Hosting.csproj' />")]
    [InlineData("Acd.Hosting", "<ProjectReference Include='..\\Acd.Storage\\Acd.Storage.csproj' />")]
    [InlineData("Acd.Storage", "<FrameworkReference Include='Microsoft.AspNetCore.App' />")]
    [InlineData("Acd.Simulator", "<PackageReference Include='Microsoft.Data.Sqlite' />")]
    [InlineData("Acd.Simulator", "<ProjectReference Include='../Acd.Gateway/Acd.Gateway.csproj' />")]
    public void A_reference_past_the_table_is_caught(string project, string reference) =>
        RuleAssert.Catches(DependencyRules.CheckProjects, Project(reference), $"src/{project}/{project}.csproj", line: 2);

    [Fact]
    public void A_room_without_a_row_or_with_another_sdk_is_caught()
    {
        RuleAssert.Catches(DependencyRules.CheckProjects, Project(""), "src/Acd.Extra/Acd.Extra.csproj");
        RuleAssert.Catches(DependencyRules.CheckProjects, Project(""), "src/Acd.Gateway/Acd.Gateway.csproj");
    }

    [Fact]
    public void An_analyzer_is_allowed_anywhere() => RuleAssert.Allows(
        DependencyRules.CheckProjects,
        Project("<PackageReference Include='Microsoft.CodeAnalysis.BannedApiAnalyzers' />"),
        "src/Acd.Core/Acd.Core.csproj");

    [Fact]
    public void A_test_that_stands_on_another_test_is_caught() => RuleAssert.Catches(
        DependencyRules.CheckTestProjects,
        Project("<ProjectReference Include='../Acd.Core.Tests/Acd.Core.Tests.csproj' />"),
        "tests/Acd.Hosting.Tests/Acd.Hosting.Tests.csproj",
        line: 2);

    [Theory]
    [InlineData("src/A/A.csproj", "<PackageReference Include='xunit' Version='2.9.3' />")]
    [InlineData("src/A/A.csproj", "<PackageReference Include='xunit'><Version>2.9.3</Version></PackageReference>")]
    [InlineData("src/A/A.csproj", "<PackageReference Include='xunit' VersionOverride='2.9.3' />")]
    [InlineData("tests/Directory.Build.props", "<PackageVersion Include='xunit' Version='2.9.3' />")]
    [InlineData("Directory.Packages.props", "<PackageVersion Include='xunit' Version='2.*' />")]
    [InlineData("Directory.Packages.props", "<PackageVersion Include='xunit' Version='[2.9,3)' />")]
    [InlineData("Directory.Packages.props", "<PackageVersion Include='xunit' />")]
    public void A_version_elsewhere_or_not_pinned_is_caught(string path, string item) =>
        RuleAssert.Catches(DependencyRules.CheckVersions, Project(item), path, line: 2);

    [Fact]
    public void A_project_that_the_solution_leaves_out_is_caught() =>
        RuleAssert.Catches(file => DependencyRules.CheckSolution(file, ["src/A/A.csproj"]), "\"src\\B\\B.csproj\"", "Acd.sln");

    private static string Project(string item) =>
        $"<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup>\n{item}\n</ItemGroup></Project>";
}
