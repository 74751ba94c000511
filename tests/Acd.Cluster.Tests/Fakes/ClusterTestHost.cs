using System.Globalization;
using Acd.Core;
using Acd.Grains;
using Acd.Hosting;
using Acd.Silo;
using Acd.Storage;
using Acd.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace Acd.Cluster.Tests;

/// <summary>
/// A cluster of silos in this process, with members, directory, sessions and documents on a Redis, and a client. Only the
/// network between them is not real.
/// </summary>
internal sealed class ClusterTestHost : IAsyncDisposable
{
    private const string RedisUrl = "RedisUrl", Matching = "Matching", ActivationTimeout = "ActivationTimeout",
        IntakeLimit = "IntakeLimit", CountStores = "CountStores";

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private ClusterTestHost(TestCluster cluster) => Cluster = cluster;

    public TestCluster Cluster { get; }

    public IGrainFactory Grains => Cluster.Client;

    public IContactCenter Center => Cluster.ServiceProvider.GetRequiredService<IContactCenter>();

    public IDispatcherGrain Dispatcher => Grains.GetDispatcherGrain("acd");

    public IAgentGrain Agent(string id) => Grains.GetAgentGrain("acd", new AgentId(id));

    public ISkillGrain Skill(string id) => Grains.GetSkillGrain("acd", new SkillId(id));

    /// <summary>Starts a cluster, and waits until it serves.</summary>
    /// <param name="redis">Its Redis.</param>
    /// <param name="silos">The number of silos.</param>
    /// <param name="serves">False where another cluster may serve the same center.</param>
    public static Task<ClusterTestHost> StartAsync(RedisServer redis, short silos = 2, bool serves = true) =>
        StartAsync(redis.Url, silos, serves);

    /// <summary>Starts a cluster on the Redis with an address, and waits until it serves.</summary>
    public static async Task<ClusterTestHost> StartAsync(
        string url, short silos = 2, bool serves = true, MatchingKind matching = MatchingKind.Index,
        TimeSpan? activationTimeout = null, bool countStores = false, int? intakeLimit = null)
    {
        var builder = new TestClusterBuilder(silos);
        builder.Options.UseTestClusterMembership = false;
        builder.Options.ConfigureFileLogging = false;
        builder.Properties[RedisUrl] = url;
        builder.Properties[Matching] = $"{matching}";
        if (intakeLimit is { } limit) builder.Properties[IntakeLimit] = $"{limit}";
        if (activationTimeout is { } timeout) builder.Properties[ActivationTimeout] = $"{timeout}";
        if (countStores) builder.Properties[CountStores] = "yes";
        builder.AddSiloBuilderConfigurator<Silo>();
        builder.AddClientBuilderConfigurator<Client>();
        var cluster = builder.Build();
        await cluster.DeployAsync();
        var center = new ClusterTestHost(cluster);
        if (serves) await center.WaitUntilActiveAsync();
        return center;
    }

    /// <summary>Waits until the client sees the center serve.</summary>
    public Task WaitUntilActiveAsync() => Polling.UntilAsync(
        () => Task.FromResult(Center.Status == CenterStatus.Active), Timeout, () => $"The center is {Center.Status}.");

    /// <summary>Sends a request, again and again while the center cannot be reached.</summary>
    public async Task<Reply> SendAsync(Request request)
    {
        Reply? reply = null;
        await Polling.UntilAsync(
            async () => (reply = await Center.SendAsync(request)) is not Refusal { Kind: RefusalKind.Unavailable },
            Timeout,
            () => $"{request} is refused: {reply}");
        return reply!;
    }

    /// <summary>Adds an available agent with a skill.</summary>
    public async Task<AgentId> AddAgentAsync(string id, string skill = "en")
    {
        var agent = new AgentId(id);
        Assert.IsType<AgentReply>(await SendAsync(new PutAgent(agent, new AgentProfile { Skills = [new(new(skill))] })));
        Assert.IsType<AgentReply>(await SendAsync(new SetPresence(agent, Presence.Available)));
        return agent;
    }

    /// <summary>Queues a contact that needs a skill.</summary>
    public async Task<ContactReply> EnqueueAsync(string id, string skill = "en") => Assert.IsType<ContactReply>(
        await SendAsync(new EnqueueContact(new ContactId(id)) { Requirements = [new(new(skill))] }));

    /// <summary>The silo on which a grain is.</summary>
    public async Task<SiloHandle> SiloOfAsync(IAddressable grain)
    {
        SiloHandle? found = null;
        await Polling.UntilAsync(
            () => Task.FromResult(
                Cluster.TryGetGrainContext(grain.GetGrainId(), out var context)
                && (found = Cluster.GetSiloForAddress(context.Address.SiloAddress!)) is not null),
            Timeout,
            () => $"{grain.GetGrainId()} is on no silo.");
        return found!;
    }

    /// <summary>The services of a silo.</summary>
    public static IServiceProvider PartsOf(SiloHandle silo) => ((InProcessSiloHandle)silo).SiloHost.Services;

    public async ValueTask DisposeAsync() => await Cluster.DisposeAsync();

    // Two clusters on one Redis are two, each with members and a directory of its own.
    private static void Name(ClusterOptions cluster, IConfiguration configuration) => (cluster.ClusterId, cluster.ServiceId) =
        (configuration["Orleans:ClusterId"]!, configuration["Orleans:ServiceId"]!);

    private sealed class Silo : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            var url = siloBuilder.Configuration[RedisUrl]!;
            siloBuilder.AddAcdSilo(new CenterOptions { Store = url }, new StoreOptions { Url = url });
            siloBuilder.Services.PostConfigure<ClusterOptions>(cluster => Name(cluster, siloBuilder.Configuration));
            siloBuilder.Services.Configure<EngineHostOptions>(
                engine => engine.Matching = Enum.Parse<MatchingKind>(siloBuilder.Configuration[Matching]!));

            if (siloBuilder.Configuration[IntakeLimit] is { } limit)
            {
                siloBuilder.Services.Configure<EngineHostOptions>(
                    engine => engine.IntakeLimit = int.Parse(limit, CultureInfo.InvariantCulture));
            }

            siloBuilder.Services.AddSingleton<GrainCallCounter>();
            siloBuilder.Services.AddSingleton<IIncomingGrainCallFilter>(parts => parts.GetRequiredService<GrainCallCounter>());

            if (siloBuilder.Configuration[ActivationTimeout] is { } timeout)
            {
                siloBuilder.Services.Configure<GrainCollectionOptions>(
                    grains => grains.ActivationTimeout = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture));
            }

            if (siloBuilder.Configuration[CountStores] is not null)
            {
                siloBuilder.Services.AddSingleton<CountingStores>();
                siloBuilder.Services.AddSingleton<DispatcherStoreFactory>(parts => hasEnded => parts
                    .GetRequiredService<CountingStores>()
                    .Count(new RedisStore(RedisAddress.Parse(url), new StoreOptions { Url = url }, hasEnded)));
            }

            // Silos of one process share its pauses; a slow one must not be declared dead.
            siloBuilder.Services.PostConfigure<ClusterMembershipOptions>(members => members.NumMissedProbesLimit = 4);
        }
    }

    private sealed class Client : IClientBuilderConfigurator
    {
        public void Configure(IConfiguration configuration, IClientBuilder clientBuilder)
        {
            clientBuilder.Services.AddAcdClient(client => client.Redis =
                RedisAddress.Parse(configuration[RedisUrl]!).ToConfigurationOptions(TimeSpan.FromSeconds(2)));
            clientBuilder.Services.PostConfigure<ClusterOptions>(cluster => Name(cluster, configuration));
        }
    }
}
