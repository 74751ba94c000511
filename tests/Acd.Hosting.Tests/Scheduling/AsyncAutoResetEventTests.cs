namespace Acd.Hosting.Tests;

public sealed class AsyncAutoResetEventTests
{
    [Fact]
    public async Task It_wakes_the_sleeper_once_for_many_rings()
    {
        var wakeup = new AsyncAutoResetEvent();
        var sleep = wakeup.WaitAsync().AsTask();
        Assert.False(sleep.IsCompleted);
        wakeup.Set();
        wakeup.Set();
        await sleep.OrTimeout("the first awakening");
        wakeup.Set();
        Assert.True(wakeup.WaitAsync().IsCompletedSuccessfully);
        Assert.False(wakeup.WaitAsync().IsCompleted);
    }

    [Fact]
    public async Task No_ring_is_lost_between_two_threads()
    {
        const int Rounds = 100_000;
        AsyncAutoResetEvent ball = new(), back = new();
        var player = Task.Run(async () =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                await ball.WaitAsync();
                back.Set();
            }
        });
        var other = Task.Run(async () =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                ball.Set();
                await back.WaitAsync();
            }
        });
        await Task.WhenAll(player, other).OrTimeout($"{Rounds} rounds");
    }
}
