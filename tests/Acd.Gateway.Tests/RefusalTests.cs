using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway.Tests;

/// <summary>Refusals and failures as problems.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData(RefusalKind.Invalid, 400)]
    [InlineData(RefusalKind.Unknown, 404)]
    [InlineData(RefusalKind.Conflict, 409)]
    [InlineData(RefusalKind.Forbidden, 403)]
    [InlineData(RefusalKind.Busy, 503)]
    [InlineData(RefusalKind.Unavailable, 503)]
    public async Task Each_kind_of_refusal_has_its_status(RefusalKind kind, int status)
    {
        var refusal = new Refusal(kind, "some.code", "It is so.") { Field = "some", Limit = "few" };
        await using var gateway = await TestGateway.StartAsync(new FakeContactCenter { Respond = _ => refusal });

        var got = await gateway.SendAsync("POST /v1/contacts/c1/complete");

        Assert.Equal((status, "some.code", "It is so.", "some", "few"),
            (got.Status, got.Code, got.Member("detail"), got.Member("field"), got.Member("limit")));
        Assert.Equal(status == 503 ? TimeSpan.FromSeconds(1) : null, got.RetryAfter);
    }

    [Fact]
    public async Task A_failure_is_a_problem_with_a_trace_id_and_no_details()
    {
        await using var gateway = await TestGateway.StartAsync(
            new FakeContactCenter { Respond = _ => throw new InvalidOperationException("secret") });

        var got = await gateway.SendAsync("GET /v1/center");

        Assert.Equal((500, "internal.error"), (got.Status, got.Code));
        Assert.NotNull(got.Member("traceId"));
        Assert.DoesNotContain("secret", got.Text);
    }

    [Fact]
    public async Task A_standby_refuses_every_request()
    {
        await using var gateway = await TestGateway.StartAsync(
            new FakeContactCenter { Respond = _ => HostRefusals.Standby, Status = CenterStatus.Standby });

        var got = await gateway.SendAsync("POST /v1/contacts", "{}");

        Assert.Equal((503, "center.standby", TimeSpan.FromSeconds(1)), (got.Status, got.Code, got.RetryAfter));
    }

    [Theory]
    [InlineData(CenterStatus.Starting, "starting", 503)]
    [InlineData(CenterStatus.Standby, "standby", 503)]
    [InlineData(CenterStatus.Active, "active", 200)]
    [InlineData(CenterStatus.Recovering, "recovering", 503)]
    [InlineData(CenterStatus.Stopped, "stopped", 503)]
    public async Task Only_an_active_center_is_ready_and_every_one_is_alive_but_a_stopped_one(
        CenterStatus status, string name, int ready)
    {
        await using var gateway = await TestGateway.StartAsync(new FakeContactCenter { Status = status });

        var readyz = await gateway.SendAsync("GET /readyz");
        var healthz = await gateway.SendAsync("GET /healthz");

        Assert.Equal((ready, name), (readyz.Status, readyz.Member("status")));
        Assert.Equal((status == CenterStatus.Stopped ? 503 : 200, name), (healthz.Status, healthz.Member("status")));
    }

    [Theory]
    [InlineData(CenterStatus.Active, 200, 200)]
    [InlineData(CenterStatus.Recovering, 503, 200)]
    public async Task Health_is_told_by_HEAD_too(CenterStatus status, int ready, int alive)
    {
        await using var gateway = await TestGateway.StartAsync(new FakeContactCenter { Status = status });

        var readyz = await gateway.SendAsync("HEAD /readyz");
        var healthz = await gateway.SendAsync("HEAD /healthz?from=a-balancer");

        Assert.Equal((ready, ""), (readyz.Status, readyz.Text));
        Assert.Equal((alive, ""), (healthz.Status, healthz.Text));
    }
}
