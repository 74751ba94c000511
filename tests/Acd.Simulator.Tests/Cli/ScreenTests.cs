using System.Text.Json;
using Spectre.Console;

namespace Acd.Simulator.Tests;

public sealed class ConsoleOutputTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public void A_program_gets_nothing_but_JSON()
    {
        var screen = Screen(asJson: true);
        screen.Progress.Report("half");
        screen.Show(new { LatencyKind.PostToOffer, GoalMet = true }, console => console.WriteLine("a table"));

        var result = JsonDocument.Parse(_output.ToString()).RootElement;
        Assert.Equal("postToOffer", result.GetProperty("postToOffer").GetString());
        Assert.True(result.GetProperty("goalMet").GetBoolean());
        Assert.Contains("half", _error.ToString());
    }

    [Fact]
    public void A_file_gets_the_table_without_escapes()
    {
        Screen(asJson: false).Show(new { }, console => console.Write(new Markup("[red]a table[/]")));

        Assert.Equal("a table", _output.ToString());
    }

    private ConsoleOutput Screen(bool asJson) => new(asJson, _output, terminal: false, new ProgressLine(_error, terminal: false));
}
