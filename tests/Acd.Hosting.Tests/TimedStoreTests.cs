using Acd.Testing;

namespace Acd.Hosting.Tests;

public sealed class TimedStoreTests
{
    private readonly ManualTime _time = new();
    private readonly EngineHostOptions _options = new();
    private readonly FaultyStore _faulty;
    private readonly TimedStore _store;

    public TimedStoreTests()
    {
        _faulty = new FaultyStore(new TestDatabase(_time));
        _store = new TimedStore(_faulty, _options, _time);
    }

    [Fact]
    public async Task Many_calls_that_do_not_end_keep_further_ones_away_until_they_end()
    {
        var gate = _faulty.ReadGate = new TaskCompletionSource();
        for (var i = 0; i < TimedStore.MaxAbandonedCalls; i++)
        {
            var call = _store.FindContactAsync(new("c1"), default);
            await _time.WhenArmedAsync(_options.CommitTimeout).OrTimeout("the call's limit");
            _time.Advance(_options.CommitTimeout);
            await Assert.ThrowsAsync<StoreUnavailableException>(() => call.OrTimeout("the timeout"));
        }

        await Assert.ThrowsAsync<StoreUnavailableException>(() => _store.TryAcquireAsync(default).OrTimeout("the refusal"));
        Assert.Equal(0, _faulty.Acquisitions.Count);
        gate.SetResult();
        await AcquireWhenTheyHaveEndedAsync().OrTimeout("the first call after the jam");
        Assert.Equal(1, _faulty.Acquisitions.Count);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_let_go_at_once()
    {
        _faulty.ReadGate = new TaskCompletionSource();
        using var cancellation = new CancellationTokenSource();
        var call = _store.FindContactAsync(new("c1"), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.OrTimeout("the end of the call"));
    }

    private async Task AcquireWhenTheyHaveEndedAsync()
    {
        while (_faulty.Acquisitions.Count == 0)
        {
            try
            {
                Assert.NotNull(await _store.TryAcquireAsync(default));
            }
            catch (StoreUnavailableException)
            {
                // The abandoned calls end one after the other on other threads.
                await Task.Yield();
            }
        }
    }
}
