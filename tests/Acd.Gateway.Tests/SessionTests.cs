using Acd.Hosting;
using Acd.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Acd.Gateway.Tests;

/// <summary>A browser's session: sign-in by a key, the cookie, and what it may do.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private const string SignIn = "POST /v1/session", Look = "GET /v1/session", SignOut = "DELETE /v1/session";

    private readonly FakeContactCenter _center = new();
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(_center, TestGateway.UseTestKeys);

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task A_key_signs_a_browser_in_and_the_cookie_stands_for_it()
    {
        var signedIn = await _gateway.SendAsync(SignIn, Body(TestGateway.Agent7));

        Assert.Equal(
            (200, "agent", "7", "acd", "True"),
            (signedIn.Status, signedIn.Member("role"), signedIn.Member("agent"), signedIn.Member("center"),
                signedIn.Member("keys")));
        Assert.StartsWith("0.", signedIn.Member("version"), StringComparison.Ordinal);
        Assert.InRange(signedIn.Json.GetProperty("serverTime").GetDateTime(), DateTime.UtcNow.AddMinutes(-5),
            DateTime.UtcNow.AddMinutes(5));
        var cookie = CookieOf(signedIn);
        var seen = await _gateway.SendAsync(Look, null, ("Cookie", cookie));
        Assert.Equal((200, "agent", "7"), (seen.Status, seen.Member("role"), seen.Member("agent")));
        Assert.Equal(200, (await _gateway.SendAsync("GET /v1/agents/7", null, ("Cookie", cookie))).Status);
        Assert.Equal("auth.forbidden", (await _gateway.SendAsync("GET /v1/agents/8", null, ("Cookie", cookie))).Code);
    }

    [Fact]
    public async Task The_cookie_is_for_the_gateway_alone()
    {
        var header = (await _gateway.SendAsync(SignIn, Body(TestGateway.Service))).Header("Set-Cookie")!.ToLowerInvariant();

        Assert.All(["httponly", "samesite=strict", "path=/", "expires="], part => Assert.Contains(part, header));
        Assert.DoesNotContain("secure", header);
        Assert.DoesNotContain(TestGateway.Service, header);
    }

    [Fact]
    public async Task Behind_a_balancer_that_ends_TLS_the_cookie_is_for_https_only()
    {
        var host = _gateway.Http.BaseAddress!.Authority;

        var signedIn = await _gateway.SendAsync(SignIn, Body(TestGateway.Service), ("Origin", $"https://{host}"));

        Assert.Equal(200, signedIn.Status);
        Assert.Contains("secure", signedIn.Header("Set-Cookie")!.ToLowerInvariant());
    }

    [Fact]
    public async Task Every_process_with_the_same_keys_accepts_the_cookie_and_no_other_process()
    {
        var cookie = await SignInAsync(TestGateway.Supervisor);
        await using var sibling = await TestGateway.StartAsync(_center, TestGateway.UseTestKeys);
        await using var stranger = await TestGateway.StartAsync(_center, options =>
        {
            TestGateway.UseTestKeys(options);
            options.Keys.Add(new ApiKeyOptions { Key = "one-key-more-0123456789", Role = "viewer" });
        });
        await using var elsewhere = await TestGateway.StartAsync(_center, options =>
        {
            TestGateway.UseTestKeys(options);
            options.Center = "other";
        });

        Assert.Equal(200, (await sibling.SendAsync(Look, null, ("Cookie", cookie))).Status);
        Assert.Equal("auth.sessionEnded", (await stranger.SendAsync(Look, null, ("Cookie", cookie))).Code);
        Assert.Equal("auth.sessionEnded", (await elsewhere.SendAsync(Look, null, ("Cookie", cookie))).Code);
    }

    [Fact]
    public async Task A_changed_cookie_is_no_session()
    {
        var cookie = await SignInAsync(TestGateway.Agent7);
        var value = cookie["acd-session=".Length..];
        var forged = value.Replace(value[..6], Convert.ToBase64String("superv"u8)[..6], StringComparison.Ordinal);
        string[] changed = [".", "x", "a.b", value[..^1], value + "A", forged, new('a', 4000), value.Split('.')[0]];
        foreach (var bad in changed)
        {
            var got = await _gateway.SendAsync(Look, null, ("Cookie", "acd-session=" + bad));
            Assert.Equal((bad, 401, "auth.sessionEnded"), (bad, got.Status, got.Code));
        }
    }

    [Fact]
    public async Task A_session_ends_after_its_time_and_use_prolongs_it()
    {
        var clock = new ManualTime();
        await using var gateway = await StartAsync(clock);
        var signedIn = await gateway.SendAsync(SignIn, Body(TestGateway.Service));
        var cookie = CookieOf(signedIn);

        clock.Advance(TimeSpan.FromHours(5));
        Assert.Null((await gateway.SendAsync(Look, null, ("Cookie", cookie))).Header("Set-Cookie"));
        clock.Advance(TimeSpan.FromHours(2));
        var later = await gateway.SendAsync(Look, null, ("Cookie", cookie));
        var prolonged = CookieOf(later);
        clock.Advance(TimeSpan.FromHours(6));

        Assert.True(
            later.Json.GetProperty("expiresAt").GetDateTime() > signedIn.Json.GetProperty("expiresAt").GetDateTime());
        Assert.Equal("auth.sessionEnded", (await gateway.SendAsync(Look, null, ("Cookie", cookie))).Code);
        Assert.Equal(200, (await gateway.SendAsync(Look, null, ("Cookie", prolonged))).Status);
    }

    [Fact]
    public async Task Without_a_session_a_browser_is_told_to_sign_in()
    {
        Assert.Equal((401, "auth.missing"), Of(await _gateway.SendAsync(Look)));
        Assert.Equal((400, "request.missingField"), Of(await _gateway.SendAsync(SignIn, "{}")));
        Assert.Equal((401, "auth.unknown"), Of(await _gateway.SendAsync(SignIn, Body("no-such-key-0123456789"))));
    }

    [Fact]
    public async Task A_browser_signs_out()
    {
        var cookie = await SignInAsync(TestGateway.Service);

        var got = await _gateway.SendAsync(SignOut, null, ("Cookie", cookie));

        Assert.Equal(204, got.Status);
        Assert.Contains("acd-session=;", got.Header("Set-Cookie"));
        Assert.Equal(204, (await _gateway.SendAsync(SignOut)).Status);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Accept", "*/*", true)]
    public async Task A_write_with_the_cookie_comes_from_the_gateways_own_pages(string header, string value, bool may)
    {
        var cookie = await SignInAsync(TestGateway.Supervisor);
        _center.Requests.Clear();

        var got = await _gateway.SendAsync("POST /v1/contacts", "{}", ("Cookie", cookie), (header, value));

        Assert.Equal(may ? (201, null) : (403, "origin.refused"), Of(got));
        Assert.Equal(may ? 1 : 0, _center.Requests.Count);
        Assert.Equal(200, (await _gateway.SendAsync("GET /v1/center", null, ("Cookie", cookie), (header, value))).Status);
        Assert.Equal(201,
            (await _gateway.SendAsync("POST /v1/contacts", "{}", ("X-Api-Key", TestGateway.Service), (header, value))).Status);
    }

    [Fact]
    public async Task A_page_of_the_gateway_writes_with_the_cookie()
    {
        var cookie = await SignInAsync(TestGateway.Supervisor);
        var own = _gateway.Http.BaseAddress!.ToString().TrimEnd('/');

        Assert.Equal(201, (await _gateway.SendAsync("POST /v1/contacts", "{}", ("Cookie", cookie), ("Origin", own))).Status);
        Assert.Equal((403, "origin.refused"), Of(await _gateway.SendAsync(
            SignIn, Body(TestGateway.Service), ("Origin", "http://evil.example"))));
    }

    [Fact]
    public async Task A_key_in_a_header_goes_before_the_cookie()
    {
        var cookie = await SignInAsync(TestGateway.Agent7);

        var got = await _gateway.SendAsync(Look, null, ("Cookie", cookie), ("X-Api-Key", TestGateway.Viewer));

        Assert.Equal("viewer", got.Member("role"));
    }

    [Fact]
    public async Task An_event_stream_works_with_the_cookie()
    {
        var cookie = await SignInAsync(TestGateway.Agent7);
        _center.OnSubscribe = subscription => subscription.Publish(SampleReplies.Event(5));

        await using var events = await _gateway.OpenEventsAsync("/v1/agents/7/events", ("Cookie", cookie));

        Assert.Contains("id: 5|", await events.ReadEventAsync("agentPresenceChanged"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_keys_everybody_on_the_machine_is_a_supervisor()
    {
        await using var open = await TestGateway.StartAsync(_center);

        foreach (var what in new[] { Look, SignIn })
        {
            var got = await open.SendAsync(what, what == SignIn ? "{}" : null);
            Assert.Equal((200, "supervisor", "False"), (got.Status, got.Member("role"), got.Member("keys")));
            Assert.Null(got.Header("Set-Cookie"));
        }
    }

    [Fact]
    public async Task A_browser_signs_in_while_the_center_does_not_serve()
    {
        _center.Status = CenterStatus.Recovering;
        _center.Respond = _ => HostRefusals.Unavailable;

        Assert.Equal(200, (await _gateway.SendAsync(SignIn, Body(TestGateway.Service))).Status);
    }

    [Fact]
    public async Task An_address_that_tries_keys_is_held_up_and_right_keys_are_served()
    {
        var clock = new ManualTime();
        await using var gateway = await StartAsync(clock);
        for (var i = 0; i < WrongKeyLimit.PerSecond; i++)
        {
            var what = i % 2 == 0 ? SignIn : "GET /v1/center";
            var got = await gateway.SendAsync(what, i % 2 == 0 ? Body("wrong-key-0123456789") : null,
                i % 2 == 0 ? [] : [("X-Api-Key", "wrong-key-0123456789")]);
            Assert.Equal((401, "auth.unknown"), Of(got));
        }

        var limited = await gateway.SendAsync("GET /v1/center", null, ("X-Api-Key", "wrong-key-0123456789"));
        Assert.Equal((429, "auth.tooManyWrongKeys"), Of(limited));
        Assert.NotNull(limited.RetryAfter);
        Assert.Equal((429, "auth.tooManyWrongKeys"), Of(await gateway.SendAsync(SignIn, Body("wrong-key-0123456789"))));
        Assert.Equal(200, (await gateway.SendAsync("GET /v1/center", null, ("X-Api-Key", TestGateway.Service))).Status);
        Assert.Equal(200, (await gateway.SendAsync("GET /healthz", null, ("X-Api-Key", "wrong-key-0123456789"))).Status);

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((401, "auth.unknown"),
            Of(await gateway.SendAsync("GET /v1/center", null, ("X-Api-Key", "wrong-key-0123456789"))));
    }

    private static string Body(string key) => $$"""{"key":"{{key}}"}""";

    private static (int Status, string? Code) Of(GatewayResponse got) => (got.Status, got.Code);

    private static string CookieOf(GatewayResponse got) => got.Header("Set-Cookie")!.Split(';')[0];

    private async Task<string> SignInAsync(string key) => CookieOf(await _gateway.SendAsync(SignIn, Body(key)));

    private Task<TestGateway> StartAsync(ManualTime clock) => TestGateway.StartAsync(
        builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddSingleton<IContactCenter>(_center);
            builder.Services.AddSingleton<IAgentDevices>(new LocalAgentDevices(_center, new FakeSessionStore(), clock));
        },
        TestGateway.UseTestKeys);
}
