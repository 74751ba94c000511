using Acd.Core;
using Acd.Testing;

namespace Acd.Gateway.Tests;

/// <summary>Two spellings of a telephone number are one caller.</summary>
public sealed class CallerNumbersTests
{
    private readonly FakeContactCenter _center = new();
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData("+49 30 901820", "+4930901820")]
    [InlineData("+49 (30) 90-18-20", "+4930901820")]
    [InlineData("tel:+49-30-901820", "+4930901820")]
    [InlineData("sip:+4930901820@example.org;user=phone", "+4930901820")]
    [InlineData("0049 30 901820", "+4930901820")]
    [InlineData("030 901820", "+4930901820")]
    [InlineData("+4930901820", null)]
    [InlineData("101", null)]
    [InlineData("ann@example.org", null)]
    [InlineData("anonymous", null)]
    [InlineData(null, null)]
    public async Task A_number_has_one_spelling_and_everything_else_stays(string? callerId, string? expected)
    {
        _center.Respond = _ => new GeneralSettingsReply(new GeneralSettings { Region = "DE" });

        Assert.Equal(expected, await new CallerNumbers(_center, _time).NormalizeAsync(callerId));
    }

    [Theory]
    [InlineData("030 901820", "030901820")]
    [InlineData("030901820", null)]
    [InlineData("+1 (212) 555-0123", "+12125550123")]
    public async Task Without_a_region_a_national_number_is_its_digits(string callerId, string? expected)
    {
        _center.Respond = _ => new GeneralSettingsReply(new GeneralSettings());

        Assert.Equal(expected, await new CallerNumbers(_center, _time).NormalizeAsync(callerId));
    }

    [Fact]
    public async Task A_changed_region_holds_soon_and_is_not_asked_for_each_number()
    {
        var numbers = new CallerNumbers(_center, _time);
        _center.Respond = _ => new GeneralSettingsReply(new GeneralSettings { Region = "DE" });
        Assert.Equal("+49212555012", await numbers.NormalizeAsync("0212 555012"));
        _center.Respond = _ => new GeneralSettingsReply(new GeneralSettings { Region = "FR" });
        Assert.Equal("+49212555013", await numbers.NormalizeAsync("0212 555013"));
        Assert.Single(_center.Requests);

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("+33123456789", await numbers.NormalizeAsync("01 23 45 67 89"));
    }
}
