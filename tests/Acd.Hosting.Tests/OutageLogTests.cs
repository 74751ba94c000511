using Microsoft.Extensions.Logging;

namespace Acd.Hosting.Tests;

public sealed class OutageLogTests
{
    [Theory]
    [InlineData(false, LogLevel.Warning, "The store has not worked for 00:01:00")]
    [InlineData(true, LogLevel.Critical, "its store has lost data. It is empty.")]
    public async Task An_outage_is_logged_when_it_begins_and_again_each_minute(bool isLost, LogLevel level, string text)
    {
        var second = TimeSpan.FromSeconds(1);
        await using var center = await TestEngineHost.StartAsync(options => options.FirstBackoff = options.MaxBackoff = second);
        (center.Store.IsLost, center.Store.IsDown) = (isLost, true);
        Assert.Same(HostRefusals.Unavailable, await center.EnqueueAsync("c1").OrTimeout("the refusal"));
        await center.WaitForStatusAsync(CenterStatus.Recovering);
        for (var tries = 1; tries <= 61; tries++)
        {
            await center.Time.WhenArmedAsync(second).OrTimeout($"the wait before try {tries}");
            var before = center.Store.Acquisitions.Count;
            center.Time.Advance(second);
            await center.Store.Acquisitions.WaitForAsync(before + 1);
        }

        await center.Time.WhenArmedAsync(second).OrTimeout("the wait after the last try");
        Assert.Equal(2, center.Log.Lines.Count(line => line.Level >= LogLevel.Warning));
        Assert.Contains(center.Log.Lines, line => line.Level == level && line.Text.Contains(text, StringComparison.Ordinal));
    }
}
