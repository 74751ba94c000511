namespace Acd.Sip.Tests;

/// <summary>Calls through a real Kamailio to a real center.</summary>
public sealed class KamailioTests : IAsyncLifetime
{
    private CallCenter _center = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(KamailioServer.IsInstalled, "Kamailio with evapi is not installed here.");
        _center = await CallCenter.StartAsync("ann", "bob");
    }

    public async ValueTask DisposeAsync()
    {
        if (_center is not null) await _center.DisposeAsync();
    }

    [Fact]
    public async Task A_call_waits_rings_is_answered_and_ends_alike_on_both_sides()
    {
        var call = await _center.Callers.CallAsync("1000");
        Assert.StartsWith("SIP/2.0 182", call.Provisional, StringComparison.Ordinal);
        await _center.ContactIsAsync(call.Id, "queued");

        await _center.LogInAsync("ann");
        await _center.CallIsAsync(call, "talking");
        await _center.ContactIsAsync(call.Id, "connected");
        Assert.Equal("ann", await _center.AgentOfAsync(call.Id));

        await _center.Callers.HangUpAsync(call);
        await _center.ContactIsAsync(call.Id, "completed");
    }

    [Fact]
    public async Task A_caller_who_hangs_up_while_it_waits_has_abandoned()
    {
        var call = await _center.Callers.CallAsync("1000");
        await _center.ContactIsAsync(call.Id, "queued");

        _center.Callers.Cancel(call);
        await _center.ContactIsAsync(call.Id, "abandoned");
        await _center.CallIsAsync(call, "refused 487");
    }
}
