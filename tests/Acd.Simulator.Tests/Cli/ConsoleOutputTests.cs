using System.Text.Json;
using Spectre.Console;

namespace Acd.Simulator.Tests;

public sealed class ConsoleOutputTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public void With_json_the_output_is_nothing_but_JSON()
    {
        var output = Output(asJson: true);
        output.Progress.Report("half");
        output.Show(new { LatencyKind.PostToOffer, GoalMet = true }, console => console.WriteLine("a table"));

        var result = JsonDocument.Parse(_output.ToString()).RootElement;
        Assert.Equal("postToOffer", result.GetProperty("postToOffer").GetString());
        Assert.True(result.GetProperty("goalMet").GetBoolean());
        Assert.Contains("half", _error.ToString());
    }

    [Fact]
    public void A_file_gets_the_table_without_escapes()
    {
        Output(asJson: false).Show(new { }, console => console.Write(new Markup("[red]a table[/]")));

        Assert.Equal("a table", _output.ToString());
    }

    private ConsoleOutput Output(bool asJson) =>
        new(asJson, _output, terminal: false, new ProgressLine(_error, terminal: false));
}

public sealed class ProgressLineTests
{
    private readonly StringWriter _written = new() { NewLine = "\n" };
    private readonly TurnedClock _clock = new();

    [Fact]
    public void On_a_terminal_one_line_is_written_over_and_ended_before_the_results()
    {
        var line = new ProgressLine(_written, terminal: true, _clock);
        line.Report("one");
        line.Report("too soon");
        _clock.Turn(TimeSpan.FromMilliseconds(100));
        line.Report("two");
        line.End();
        line.End();

        Assert.Equal("\rone\u001b[K\rtwo\u001b[K\n", _written.ToString());
    }

    [Fact]
    public void Elsewhere_a_plain_line_is_written_every_two_seconds()
    {
        var line = new ProgressLine(_written, terminal: false, _clock);
        line.Report("one");
        _clock.Turn(TimeSpan.FromSeconds(1.9));
        line.Report("too soon");
        _clock.Turn(TimeSpan.FromSeconds(0.1));
        line.Report("two");
        line.End();

        Assert.Equal("one\ntwo\n", _written.ToString());
    }

    private sealed class TurnedClock : TimeProvider
    {
        private TimeSpan _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now.Ticks;

        public void Turn(TimeSpan by) => _now += by;
    }
}
