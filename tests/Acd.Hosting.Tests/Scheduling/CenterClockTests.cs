using Acd.Core;
using Acd.Testing;

namespace Acd.Hosting.Tests;

public sealed class CenterClockTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void It_follows_the_wall_clock_forward()
    {
        var clock = new CenterClock(_time);
        Assert.Equal(Timestamp.From(_time.GetUtcNow()), clock.Now);
        _time.JumpWallClock(TimeSpan.FromHours(2));
        Assert.Equal(Timestamp.From(_time.GetUtcNow()), clock.Now);
        Assert.Equal(TimeSpan.Zero, clock.Elapsed);
    }

    [Fact]
    public void It_goes_on_at_its_own_pace_where_the_wall_clock_is_set_back()
    {
        var clock = new CenterClock(_time);
        var before = clock.Now;
        _time.JumpWallClock(TimeSpan.FromHours(-2));
        Assert.Equal(before, clock.Now);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(before + TimeSpan.FromMinutes(1), clock.Now);
    }
}
