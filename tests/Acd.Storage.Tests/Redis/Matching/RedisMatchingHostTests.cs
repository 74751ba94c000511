using System.Collections.Concurrent;
using Acd.Core;
using Acd.Hosting;
using Acd.Testing;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Acd.Storage.Tests;

/// <summary>
/// A host that matches on its Redis store, with faults in the middle of matching. As after a failed commit callers may try
/// again, and nothing is lost or double.
/// </summary>
public sealed class RedisMatchingHostTests : IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly ContactId[] _contacts = [.. Enumerable.Range(1, 4).Select(number => new ContactId($"c{number}"))];
    private readonly AgentId[] _agents = [new("ann"), new("bob")];
    private RedisServer? _server;

    private RedisServer Server => _server!;

    public async ValueTask InitializeAsync() =>
        _server = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = true, AppendFsync = "always" });

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task Whichever_call_its_connection_is_cut_before_nothing_is_lost_or_double()
    {
        using var client = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{Server.Port},allowAdmin=true");
        var cut = 0;
        for (var reached = true; reached; cut++)
        {
            var at = cut + 1;
            await using var store = Open($"cut{at}", call =>
            {
                if (call == at) client.GetDatabase().Execute("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
            });
            var retries = await PlayAsync(store);
            reached = store.Calls >= at;
            Assert.True(retries > 0 == reached, $"The cut before call {at} was not noticed, or something else was.");
        }

        // Every matching call of the story has failed once.
        Assert.InRange(cut, 15, 100);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    public async Task A_server_that_is_killed_in_the_midst_of_settling_loses_nothing(int at)
    {
        var restarted = Task.CompletedTask;
        await using var store = Open("kill", call =>
        {
            if (call != at) return;
            Server.KillAsync().GetAwaiter().GetResult();
            restarted = Server.RestartAsync();
        });

        Assert.True(await PlayAsync(store) > 0);
        await restarted;
    }

    [Fact]
    public async Task An_owner_that_is_followed_in_the_midst_of_settling_stands_by_and_the_next_one_goes_on()
    {
        await using var next = new EngineHost(Open("taken", _ => { }), Options("next"));
        await using var store = Open("taken", call =>
        {
            if (call != 8) return;

            // The lease of an owner that is known to have ended is taken at once.
            Database(client => client.KeyDelete("{taken}:lease"));
            next.StartAsync().GetAwaiter().GetResult();
            WaitForStatusAsync(next, CenterStatus.Active).GetAwaiter().GetResult();
        });
        await using var host = new EngineHost(store, Options("first"));
        await host.StartAsync();
        await WaitForStatusAsync(host, CenterStatus.Active);

        var refused = new List<Reply>();
        foreach (var command in Story())
        {
            if (await host.SendAsync(command) is Refusal refusal) refused.Add(refusal);
        }

        await WaitForStatusAsync(host, CenterStatus.Standby);
        Assert.All(refused, reply => Assert.Equal(RefusalKind.Unavailable, ((Refusal)reply).Kind));
        Assert.NotEmpty(refused);
        foreach (var command in Story()) await SendAsync(next, command);
        await CheckAsync(next);
    }

    [Fact]
    public async Task Documents_that_sets_cannot_express_stop_the_start_by_name()
    {
        await using (var store = StoreFactory.Open(StoreOptions("levels")))
        await using (var host = new EngineHost(store, new EngineHostOptions()))
        {
            await host.StartAsync();
            await SendAsync(host, new PutQueue(new QueueSettings(new("sales")) { Strategy = Strategy.LeastLoaded }));
        }

        var log = new ErrorRecorder();
        await using var again = StoreFactory.Open(StoreOptions("levels"));
        await using var center = new EngineHost(again, Options("one"), logger: log);
        await center.StartAsync();
        await WaitForStatusAsync(center, CenterStatus.Stopped);

        const string Problem = "the queue sales has another strategy";
        Assert.Contains(log.Errors, error => error.Message.Contains(Problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("memory:")]
    [InlineData("sqlite:acd.db")]
    public async Task A_store_that_cannot_match_is_refused_at_once(string url)
    {
        await using var store = StoreFactory.Open(new StoreOptions { Url = url });

        var wrong = Assert.Throws<ArgumentException>(() => new EngineHost(store, Options("one")));

        Assert.Contains("Matching is Zinter, for which the store must be Redis.", wrong.Message, StringComparison.Ordinal);
    }

    /// <summary>Two agents and four contacts; one contact needs a skill that only the second agent has.</summary>
    private IEnumerable<Command> Story() =>
    [
        new PutAgent(_agents[0], new AgentProfile { Skills = [new(new("en"))] }),
        new PutAgent(_agents[1], new AgentProfile { Skills = [new(new("en")), new(new("de"))] }),
        new EnqueueContact(_contacts[0]) { Requirements = [new(new("fr"))] },
        new EnqueueContact(_contacts[1]) { Requirements = [new(new("de"))] },
        new SetPresence(_agents[0], Presence.Available),
        new SetPresence(_agents[1], Presence.Available),
        new EnqueueContact(_contacts[2]) { Requirements = [new(new("en"))] },
        new EnqueueContact(_contacts[3]),
    ];

    /// <summary>Sends the story's commands, each until it succeeds, and checks the result.</summary>
    /// <returns>How often a command was sent again.</returns>
    private async Task<int> PlayAsync(IStore store)
    {
        await using var host = new EngineHost(store, Options("one"));
        await host.StartAsync();
        await WaitForStatusAsync(host, CenterStatus.Active);
        var retries = 0;
        foreach (var command in Story()) retries += await SendAsync(host, command);
        await CheckAsync(host);
        return retries;
    }

    private static async Task<int> SendAsync(EngineHost host, Command command)
    {
        var retries = -1;
        await Polling.UntilAsync(
            async () =>
            {
                retries++;
                var reply = await host.SendAsync(command);
                Assert.False(reply is Refusal { Kind: not RefusalKind.Unavailable }, $"{command}: {reply}");
                return reply is not Refusal;
            },
            Timeout, () => $"{command} is not carried out.");
        return retries;
    }

    /// <summary>Checks that each contact has its agent by one offer and that every event came once.</summary>
    private async Task CheckAsync(EngineHost host)
    {
        var offered = new Dictionary<string, string>();
        foreach (var contact in _contacts)
        {
            var document = Assert.IsType<ContactReply>(await host.SendAsync(new GetContact(contact))).Contact;
            offered[contact.Value] = string.Join(' ', document.Offers.Select(offer => offer.Agent.Value));
        }

        Assert.Equal(new() { ["c1"] = "", ["c2"] = "bob", ["c3"] = "ann", ["c4"] = "" }, offered);
        var last = host.LastEvent;
        var numbers = new List<long>();
        await foreach (var happened in host.SubscribeAsync(null, 0))
        {
            numbers.Add(happened.Sequence);
            if (happened.Sequence == last) break;
        }

        Assert.Equal(Enumerable.Range(1, (int)last).Select(number => (long)number), numbers);
    }

    private static Task WaitForStatusAsync(EngineHost host, CenterStatus status) => Polling.UntilAsync(
        () => Task.FromResult(host.Status == status), Timeout, () => $"The center is {host.Status}, not {status}.");

    private void Database(Action<IDatabase> act)
    {
        using var client = ConnectionMultiplexer.Connect($"127.0.0.1:{Server.Port}");
        act(client.GetDatabase());
    }

    private static EngineHostOptions Options(string owner) => new()
    {
        Owner = owner,
        Matching = MatchingKind.Zinter,
        FirstBackoff = TimeSpan.FromMilliseconds(5),
        MaxBackoff = TimeSpan.FromMilliseconds(50),
    };

    private StoreOptions StoreOptions(string center) => new()
    {
        Url = Server.Url,
        Center = center,
        CommandTimeout = TimeSpan.FromSeconds(5),
    };

    private InterceptingStore Open(string center, Action<int> before) => new(StoreFactory.Open(StoreOptions(center)), before);

    /// <summary>Keeps logged exceptions.</summary>
    private sealed class ErrorRecorder : ILogger<EngineHost>
    {
        public ConcurrentQueue<Exception> Errors { get; } = new();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (exception is not null) Errors.Enqueue(exception);
        }
    }
}
