using Acd.Simulator.Verify;

namespace Acd.Simulator.Tests;

public sealed class CliTests
{
    [Theory]
    [InlineData("run", "--agents", "0")]
    [InlineData("run", "--talk", "3-1")]
    [InlineData("run", "--api", "v7")]
    [InlineData("run", "--url", "ftp://example")]
    [InlineData("load", "--rate", "fast")]
    [InlineData("load", "--skills-per-agent", "65")]
    [InlineData("load", "--skills", "2", "--url", "http://127.0.0.1:1")]
    [InlineData("load", "--scenario", "rush")]
    [InlineData("load", "--virtual")]
    [InlineData("replay", "--day", "tomorrow")]
    [InlineData("replay", "--policy", "guesswork")]
    [InlineData("replay", "no-such-file.csv")]
    [InlineData("replay", "--data", "no-such-folder")]
    [InlineData("theory", "--agents", "1,x")]
    [InlineData("theory", "--loads", "0.5,9")]
    [InlineData("theory", "--plot", "no-such-folder/plot.svg")]
    [InlineData("verify", "--seed", "1", "--seeds", "2")]
    [InlineData("verify", "--seeds", "2", "--trace")]
    [InlineData("verify", "--seed", "-1")]
    [InlineData("verify", "--seeds", "0")]
    [InlineData("staff")]
    [InlineData("staff", "no-such-file.csv")]
    [InlineData("staff", "no-such-file.csv", "--teams", "sales")]
    [InlineData("dance")]
    [InlineData]
    public async Task An_invalid_command_line_ends_with_2(params string[] args) =>
        Assert.Equal(ExitCodes.Usage, await InvokeAsync(args));

    [Theory]
    [InlineData("run")]
    [InlineData("load")]
    public async Task A_gateway_that_is_not_there_ends_with_1(string command) =>
        Assert.Equal(ExitCodes.GoalMissed, await InvokeAsync(command, "--url", "http://127.0.0.1:1"));

    [Theory]
    [InlineData("run", "--help")]
    [InlineData("load", "--help")]
    [InlineData("replay", "--help")]
    [InlineData("theory", "--help")]
    [InlineData("staff", "--help")]
    [InlineData("verify", "--help")]
    [InlineData("verify", "--seed", "5", "--json")]
    public async Task Help_and_success_end_with_0(params string[] args) =>
        Assert.Equal(ExitCodes.GoalMet, await InvokeAsync(args));

    [Fact]
    public async Task A_theory_comparison_that_agrees_ends_with_0() => Assert.Equal(ExitCodes.GoalMet, await InvokeAsync(
        "theory", "--agents", "3", "--loads", "0.5", "--contacts", "500", "--replications", "5", "--json"));

    [Fact]
    public async Task A_run_that_meets_its_goal_ends_with_0()
    {
        await using var gateway = await FakeGateway.StartAsync();

        var code = await InvokeAsync(
            "run", "--url", gateway.Url.ToString(), "--agents", "6", "--contacts", "6",
            "--interval", "0.001", "--talk", "0.001", "--json");

        Assert.Equal(ExitCodes.GoalMet, code);
    }

    private static Task<int> InvokeAsync(params string[] args) =>
        Cli.InvokeAsync(
            args, RunCommand.Create(), LoadCommand.Create(), ReplayCommand.Create(), VerifyCommand.Create(),
            TheoryCommand.Create(), StaffCommand.Create());
}
