using Acd.Grains;
using Acd.Testing;

namespace Acd.Cluster.Tests;

public sealed class HedgingPolicyTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

    private readonly ManualTime _time = new();
    private readonly List<TaskCompletionSource<string>> _asked = [];

    [Fact]
    public async Task What_is_answered_soon_is_asked_once()
    {
        var answer = AskAsync();
        _time.Advance(Soon / 2);
        _asked[0].SetResult("one");

        Assert.Equal("one", await answer);
        _time.Advance(Soon * 10);
        Assert.Single(_asked);
    }

    [Fact]
    public async Task What_is_not_answered_soon_is_asked_again_and_the_first_answer_counts()
    {
        var answer = AskAsync();
        _time.Advance(Soon);
        await AskedAsync(2);
        _asked[1].SetResult("two");

        Assert.Equal("two", await answer);
    }

    [Fact]
    public async Task A_question_that_fails_while_another_is_on_its_way_is_passed_over()
    {
        var answer = AskAsync();
        _time.Advance(Soon);
        await AskedAsync(2);
        _asked[0].SetException(new TimeoutException());
        Assert.False(answer.IsCompleted);
        _asked[1].SetResult("two");

        Assert.Equal("two", await answer);
    }

    [Fact]
    public async Task When_all_have_failed_the_last_failure_is_told()
    {
        var answer = AskAsync();
        _asked[0].SetException(new TimeoutException("one"));

        Assert.Equal("one", (await Assert.ThrowsAsync<TimeoutException>(() => answer)).Message);
        Assert.Single(_asked);
    }

    [Fact]
    public async Task No_more_than_four_are_on_their_way_at_once()
    {
        var answer = AskAsync();
        for (var number = 2; number <= 4; number++)
        {
            _time.Advance(Soon);
            await AskedAsync(number);
        }

        _time.Advance(Soon * 10);
        _asked[3].SetResult("four");

        Assert.Equal("four", await answer);
        Assert.Equal(4, _asked.Count);
    }

    private Task<string> AskAsync() => new HedgingPolicy(Soon, _time).ExecuteAsync(() =>
    {
        var asked = new TaskCompletionSource<string>();
        lock (_asked) _asked.Add(asked);
        return asked.Task;
    });

    // What goes on after a timer may run on another thread.
    private Task AskedAsync(int times) => Polling.UntilAsync(
        () =>
        {
            lock (_asked) return Task.FromResult(_asked.Count == times);
        },
        ClusterTestHost.Timeout,
        () => $"It was asked {_asked.Count} times, not {times}.");
}
