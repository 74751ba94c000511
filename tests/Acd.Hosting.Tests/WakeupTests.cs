namespace Acd.Hosting.Tests;

public sealed class WakeupTests
{
    [Fact]
    public async Task It_wakes_the_sleeper_once_for_many_rings()
    {
        var wakeup = new Wakeup();
        var sleep = wakeup.WaitAsync().AsTask();
        Assert.False(sleep.IsCompleted);
        wakeup.Ring();
        wakeup.Ring();
        await sleep.Soon("the first awakening");
        wakeup.Ring();
        Assert.True(wakeup.WaitAsync().IsCompletedSuccessfully);
        Assert.False(wakeup.WaitAsync().IsCompleted);
    }

    [Fact]
    public async Task No_ring_is_lost_between_two_threads()
    {
        const int Rounds = 100_000;
        Wakeup ball = new(), back = new();
        var player = Task.Run(async () =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                await ball.WaitAsync();
                back.Ring();
            }
        });
        var other = Task.Run(async () =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                ball.Ring();
                await back.WaitAsync();
            }
        });
        await Task.WhenAll(player, other).Soon($"{Rounds} rounds");
    }
}
