using Acd.Hosting;
using Acd.Silo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Acd.Server.Tests;

/// <summary>The settings of the center and of the process's part in it.</summary>
public sealed class CenterOptionsTests
{
    [Theory]
    [InlineData("Store", "oracle:", "Store is \"oracle:\"; it must be sqlite:FILE")]
    [InlineData("Store", "sqlite:", "Store is \"sqlite:\"")]
    [InlineData("Store", "redis://:x:y", "Store is \"redis://:x:y\"")]
    [InlineData("Center", "a b", "Center is \"a b\"")]
    [InlineData("Cluster", "", "Cluster is \"\"")]
    [InlineData("Role", "gateway", "Role is \"Gateway\", for which Store must be Redis")]
    [InlineData("Role", "king", "Failed to convert configuration value")]
    [InlineData("Matching", "levels", "Matching is \"levels\"; it must be index or zinter")]
    [InlineData("Matching", "zinter", "Matching is \"zinter\", for which Store must be Redis")]
    [InlineData("SiloPort", "0", "SiloPort is 0; it must be 1 to 65535")]
    [InlineData("SiloPort", "many", "Failed to convert configuration value")]
    [InlineData("GatewayPort", "70000", "GatewayPort is 70000")]
    [InlineData("Storage:WaitForReplicas", "11", "WaitForReplicas must be 0 to 10")]
    public void A_wrong_setting_is_reported_before_anything_starts(string setting, string value, string message)
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => Build((setting, value)));

        Assert.StartsWith(message, Assert.Single(wrong.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_with_Redis_elsewhere_must_say_where_others_reach_it()
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => Build(("Store", "redis://10.1.2.3")));
        Assert.StartsWith("Advertise must be", Assert.Single(wrong.Failures), StringComparison.Ordinal);

        Build(("Store", "redis://10.1.2.3"), ("Advertise", "10.1.2.4"));
        Build(("Store", "redis://10.1.2.3"), ("Role", "gateway"));
        Build(("Store", "redis://127.0.0.1"));
        Build(("Store", "redis+sentinel://localhost,127.0.0.1/acd"));
    }

    [Fact]
    public void A_name_without_an_address_is_reported()
    {
        var wrong = Assert.Throws<OptionsValidationException>(
            () => Build(("Store", "redis://127.0.0.1"), ("Advertise", "no.such.name.invalid")));

        Assert.Equal(
            "Advertise is \"no.such.name.invalid\", and no.such.name.invalid has no address.", Assert.Single(wrong.Failures));
    }

    [Fact]
    public void Members_on_one_machine_get_ports_that_are_free()
    {
        var options = new CenterOptions { Store = "redis://127.0.0.1" };

        var (one, two) = (MemberEndpoints.Resolve(options), MemberEndpoints.Resolve(options));

        Assert.Equal(4, new[] { one.SiloPort, one.GatewayPort, two.SiloPort, two.GatewayPort }.Distinct().Count());
        options.Advertise = "10.1.2.3";
        Assert.Equal((11_111, 30_000, false), MemberEndpoints.Resolve(options) switch
        {
            var elsewhere => (elsewhere.SiloPort, elsewhere.GatewayPort, elsewhere.ListensOnAnyAddress),
        });
    }

    [Theory]
    [InlineData(MatchingKind.Index)]
    [InlineData(MatchingKind.Index, "Matching", "index")]
    [InlineData(MatchingKind.Zinter, "Matching", "ZINTER")]
    [InlineData(MatchingKind.Zinter, "Engine:Matching", "zinter")]
    public async Task The_dispatcher_matches_as_the_settings_say(MatchingKind expected, params string[] setting)
    {
        (string, string)[] settings = setting is [var name, var value] ? [(name, value)] : [];
        await using var app = Build([("Store", "redis://127.0.0.1:1"), .. settings]);

        Assert.Equal(expected, app.Services.GetRequiredService<IOptions<EngineHostOptions>>().Value.Matching);
    }

    [Fact]
    public void Matching_by_sets_that_the_engine_is_told_needs_Redis_as_well()
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => Build(("Store", "memory:"), ("Engine:Matching", "zinter")));

        Assert.Equal("Engine:Matching is \"zinter\", for which Store must be Redis.", Assert.Single(wrong.Failures));
    }

    private static WebApplication Build(params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        foreach (var (name, value) in settings) builder.Configuration[$"Acd:{name}"] = value;
        return builder.BuildAcd();
    }
}
