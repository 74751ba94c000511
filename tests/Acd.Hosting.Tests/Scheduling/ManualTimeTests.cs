using Acd.Testing;

namespace Acd.Hosting.Tests;

public sealed class ManualTimeTests
{
    private readonly ManualTime _time = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Timers_fire_when_they_are_due_in_the_order_of_their_time()
    {
        using var late = Timer("late", 3);
        using var early = Timer("early", 1);
        using var never = Timer("never", 2);
        never.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["early 1"], _fired);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["early 1", "late 3"], _fired);
    }

    [Fact]
    public void A_periodic_timer_fires_every_period()
    {
        using var timer = _time.CreateTimer(Fire, "again", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["again 1", "again 3", "again 5"], _fired);
    }

    [Fact]
    public async Task A_delay_ends_by_the_clock_and_its_arming_can_be_waited_for()
    {
        var armed = _time.WhenArmedAsync(TimeSpan.FromSeconds(7));
        Assert.False(armed.IsCompleted);
        var delay = Task.Delay(TimeSpan.FromSeconds(7), _time);
        await armed.OrTimeout("the arming");
        _time.Suspend(TimeSpan.FromSeconds(7));
        Assert.False(delay.IsCompleted);
        _time.Advance(TimeSpan.Zero);
        await delay.OrTimeout("the end of the delay");
    }

    private ITimer Timer(string name, int seconds) =>
        _time.CreateTimer(Fire, name, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

    private void Fire(object? name) => _fired.Add($"{name} {_time.GetElapsedTime(0).TotalSeconds}");
}
