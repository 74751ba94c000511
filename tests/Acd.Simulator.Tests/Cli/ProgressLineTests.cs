namespace Acd.Simulator.Tests;

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
