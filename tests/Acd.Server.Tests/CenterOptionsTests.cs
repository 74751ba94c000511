using System.Globalization;
using Acd.Hosting;
using Acd.Silo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

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
    [InlineData("Role", "king", "Role is \"king\"; it must be one of all, gateway, silo.")]
    [InlineData("Matching", "levels", "Matching is \"levels\"; it must be index or zinter")]
    [InlineData("Matching", "zinter", "Matching is \"zinter\", for which Store must be Redis")]
    [InlineData("SiloPort", "0", "SiloPort is 0; it must be 1 to 65535")]
    [InlineData("SiloPort", "many", "SiloPort is \"many\"; it must be a whole number.")]
    [InlineData("Port", "many", "Port is \"many\"; it must be a whole number.")]
    [InlineData("Port", "", "Port is \"\"; it must be a whole number.")]
    [InlineData("Port", "99999999999", "Port is \"99999999999\"; it must be a whole number.")]
    [InlineData("StreamHeartbeat", "often", "StreamHeartbeat is \"often\"; it must be a time such as 00:00:10.")]
    [InlineData("StopWithin", "many", "StopWithin is \"many\"; it must be a time such as 00:00:10.")]
    [InlineData("Dashboard", "perhaps", "Dashboard is \"perhaps\"; it must be true or false.")]
    [InlineData("Engine:MaxBatch", "many", "Engine:MaxBatch is \"many\"; it must be a whole number.")]
    [InlineData("Engine:CommitTimeout", "soon", "Engine:CommitTimeout is \"soon\"; it must be a time such as 00:00:10.")]
    [InlineData("Engine:MaxBatch", "0", "MaxBatch is 0 and must be 1 to 100000.")]
    [InlineData("Engine:Matching", "levels", "Engine:Matching is \"levels\"; it must be one of index, zinter.")]
    [InlineData("Storage:ServeAlone", "perhaps", "Storage:ServeAlone is \"perhaps\"; it must be true or false.")]
    [InlineData("GatewayPort", "70000", "GatewayPort is 70000")]
    [InlineData("Storage:WaitForReplicas", "11", "WaitForReplicas must be 0 to 10")]
    public void A_wrong_setting_is_reported_before_anything_starts(string setting, string value, string message)
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => Build((setting, value)));

        Assert.StartsWith(message, Assert.Single(wrong.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Port", "70000", "Port is 70000; it must be 0 to 65535.")]
    [InlineData("Port", "many", "Port is \"many\"; it must be a whole number.")]
    [InlineData("Urls", "localhost", "Urls has \"localhost\"; it must be http://ADDRESS:PORT")]
    [InlineData("Urls", "http://*:1;tcp://*:2", "Urls has \"tcp://*:2\"; it must be http://ADDRESS:PORT")]
    [InlineData("EvictRefusingSilos", "perhaps", "EvictRefusingSilos is \"perhaps\"; it must be true or false.")]
    public void A_wrong_setting_of_a_silo_is_reported_as_one_of_a_gateway_is(string setting, string value, string message)
    {
        var wrong = Assert.Throws<OptionsValidationException>(
            () => Build(("Store", "redis://127.0.0.1:1"), ("Role", "silo"), (setting, value)));

        Assert.StartsWith(message, Assert.Single(wrong.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void A_silo_may_show_its_health_to_other_machines()
    {
        var app = Build(("Store", "redis://127.0.0.1:1"), ("Role", "silo"), ("Urls", "http://*:8001;http://127.0.0.1:8002"));

        Assert.Equal(["http://*:8001", "http://127.0.0.1:8002"], app.Urls);
    }

    [Theory]
    [InlineData("Client:ResponseTimeout", "soon", "Client:ResponseTimeout is \"soon\"; it must be a time")]
    [InlineData("Client:ResponseTimeout", "00:00:02", "ResponseTimeout is 00:00:02 and must be 00:00:13 to 00:30:00")]
    [InlineData("Client:GatewayRefresh", "often", "Client:GatewayRefresh is \"often\"; it must be a time")]
    public void A_wrong_setting_of_a_clusters_client_is_reported(string setting, string value, string message)
    {
        var wrong = Assert.Throws<OptionsValidationException>(
            () => Build(("Store", "redis://127.0.0.1:1"), ("Role", "gateway"), (setting, value)));

        Assert.StartsWith(message, Assert.Single(wrong.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gateway", "00:00:13")]
    [InlineData("gateway", "00:00:43", "Engine:CommitTimeout", "00:00:20")]
    [InlineData("gateway", "00:00:29", "Storage:CommandTimeout", "00:00:10")]
    [InlineData("silo", "00:00:13")]
    [InlineData("silo", "00:00:29", "Storage:CommandTimeout", "00:00:10")]
    [InlineData("all", "00:00:43", "Engine:CommitTimeout", "00:00:20")]
    public void Calls_between_processes_last_as_long_as_the_commits_that_they_wait_for(
        string role, string limit, params string[] setting)
    {
        (string, string)[] more = setting is [var name, var value] ? [(name, value)] : [];
        var app = Build([("Store", "redis://127.0.0.1:1"), ("Role", role), .. more]);

        MessagingOptions messaging = role == "gateway"
            ? app.Services.GetRequiredService<IOptions<ClientMessagingOptions>>().Value
            : app.Services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value;
        Assert.Equal(TimeSpan.Parse(limit, CultureInfo.InvariantCulture), messaging.ResponseTimeout);
    }

    [Theory]
    [InlineData("redis://ann:secret@10.1.2.3")]
    [InlineData("redis://:secret@10.1.2.3:x")]
    [InlineData("redis+sentinel://ann:secret@10.1.2.3/")]
    [InlineData("oracle://ann:secret@10.1.2.3")]
    public void No_message_shows_a_password(string store)
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => Build(("Store", store)));

        Assert.NotEmpty(wrong.Failures);
        Assert.All(wrong.Failures, failure => Assert.DoesNotContain("secret", failure, StringComparison.Ordinal));
        Assert.Contains(wrong.Failures, failure => failure.Contains("@10.1.2.3", StringComparison.Ordinal));
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
