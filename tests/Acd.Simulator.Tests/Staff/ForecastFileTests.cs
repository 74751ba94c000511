namespace Acd.Simulator.Tests;

public sealed class ForecastFileTests
{
    [Fact]
    public void A_forecast_has_half_hours_and_types()
    {
        var forecast = ForecastFile.Parse(
            ["type,from,calls,aht_s,note", "sales,09:30,60,300,", "sales,09:00,10,300,x", "service,09:30,30,120,", ""], "f.csv");

        Assert.Equal([18, 19], forecast.HalfHours);
        Assert.Equal(["sales", "service"], forecast.Types);
        Assert.Equal((90, 12), (forecast.CallsIn(19), forecast.ErlangsIn(19)));
        Assert.Equal(240, forecast.PooledModel(19, 5, null).MeanTalk, 1e-9);
    }

    [Fact]
    public void Without_types_all_calls_are_alike() =>
        Assert.Single(ForecastFile.Parse(["from,calls,aht_s", "09:00,10,300", "09:30,10,300"], "f.csv").Types);

    [Theory]
    [InlineData("from,calls", "09:00,1", "no column aht_s")]
    [InlineData("from,calls,aht_s", "09:15,1,1", "line 2: 09:15 is no half hour")]
    [InlineData("from,calls,aht_s", "9 o'clock,1,1", "no half hour")]
    [InlineData("from,calls,aht_s", "09:00,many,1", "many is no number")]
    [InlineData("from,calls,aht_s", "09:00,-1,1", "-1 is no number")]
    [InlineData("from,calls,aht_s", "09:00,1", "3 fields")]
    [InlineData("from,calls,aht_s", "09:00,1,0", "handle time above 0")]
    [InlineData("from,calls,aht_s", "09:00,0,60", "the forecast has no calls")]
    public void An_invalid_line_is_named(string heading, string line, string why) =>
        Assert.Contains(why, Assert.Throws<UsageException>(() => ForecastFile.Parse([heading, line], "f.csv")).Message);

    [Fact]
    public void A_half_hour_has_one_line_for_each_type() => Assert.Contains("line 3", Assert.Throws<UsageException>(
        () => ForecastFile.Parse(["from,calls,aht_s", "09:00,10,300", "09:00,10,300"], "f.csv")).Message);
}
