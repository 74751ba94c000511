using Acd.Core;
using Acd.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Acd.Gateway.Tests;

/// <summary>Callers that hang up before the reply.</summary>
public sealed class HangUpTests
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("GET /v1/center")]
    [InlineData("GET /v1/contacts")]
    [InlineData("GET /v1/agents/7/stats")]
    [InlineData("POST /v1/contacts")]
    [InlineData("POST /v1/offers/o1/accept")]
    public async Task A_caller_that_hangs_up_ends_the_wait_for_its_reply(string what)
    {
        var center = new SlowCenter(new FakeContactCenter(), repliesAfterHangUp: false);
        await using var gateway = await TestGateway.StartAsync(center);

        await SendAndHangUpAsync(gateway, center, what, body: null);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => center.Reply.WaitAsync(MaxWait));
        Assert.Equal(200, (await gateway.SendAsync("GET /healthz")).Status);
    }

    [Fact]
    public async Task A_command_whose_caller_hangs_up_is_carried_out()
    {
        await using var real = await RealGateway.StartAsync();
        var center = new SlowCenter(real.App.Services.GetRequiredService<EngineHost>(), repliesAfterHangUp: true);
        await using var gateway = await TestGateway.StartAsync(center);

        await SendAndHangUpAsync(gateway, center, "POST /v1/contacts", """{"id":"c1"}""");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => center.Reply.WaitAsync(MaxWait));

        Assert.Equal(("c1", "queued"), await StateAsync(real, "c1"));
    }

    private static async Task<(string?, string?)> StateAsync(TestGateway gateway, string contact)
    {
        var got = await gateway.SendAsync("GET /v1/contacts/" + contact);
        return (got.Member("id"), got.Member("state"));
    }

    private static async Task SendAndHangUpAsync(TestGateway gateway, SlowCenter center, string what, string? body)
    {
        using var hangUp = new CancellationTokenSource();
        using var request = TestGateway.Request(what, body);
        var sent = gateway.Http.SendAsync(request, hangUp.Token);
        await center.Reached.WaitAsync(MaxWait);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
    }

    /// <summary>A center that keeps its callers waiting until they hang up.</summary>
    private sealed class SlowCenter(IContactCenter inner, bool repliesAfterHangUp) : IContactCenter
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<Reply> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CenterStatus Status => inner.Status;

        /// <summary>Ends when a request has come.</summary>
        public Task Reached => _reached.Task;

        /// <summary>How the wait of the request ended.</summary>
        public Task<Reply> Reply => _reply.Task;

        public async ValueTask<Reply> SendAsync(Request request, CancellationToken cancel = default)
        {
            var hungUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = cancel.UnsafeRegister(_ => hungUp.TrySetResult(), null);
            _reached.TrySetResult();
            await hungUp.Task;
            try
            {
                if (!repliesAfterHangUp)
                    cancel.ThrowIfCancellationRequested();
                var reply = await inner.SendAsync(request, cancel);
                _reply.TrySetResult(reply);
                return reply;
            }
            catch (OperationCanceledException)
            {
                _reply.TrySetCanceled(cancel);
                throw;
            }
        }

        public IAsyncEnumerable<CenterEvent> SubscribeAsync(AgentId? agent, long? after, CancellationToken cancel = default) =>
            inner.SubscribeAsync(agent, after, cancel);
    }
}
