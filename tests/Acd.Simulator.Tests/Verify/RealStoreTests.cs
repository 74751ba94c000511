using System.Globalization;
using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;
using Acd.Simulator.Verify;
using Acd.Storage;
using Acd.Testing;
using StackExchange.Redis;

namespace Acd.Simulator.Tests.Verify;

/// <summary>
/// The real stores make the same documents of a run's commits as the simulated database, and Redis makes the same sorted sets.
/// So what the simulation proves holds for the real stores.
/// </summary>
public sealed class RealStoreTests
{
    private static readonly int[] Seeds = [1, 2, 3, 4, 5, 6];

    [Fact]
    public async Task Memory_makes_the_same_of_a_runs_commits()
    {
        foreach (var seed in Seeds) await LoadsAlikeAsync("memory:", Recording.Of(seed));
    }

    [Fact]
    public async Task Sqlite_makes_the_same_of_a_runs_commits()
    {
        using var folder = new TempFolder();
        foreach (var seed in Seeds) await LoadsAlikeAsync($"sqlite:{folder.File($"{seed}.db")}", Recording.Of(seed));
    }

    [Fact]
    public async Task Redis_makes_the_same_of_a_runs_commits_and_its_sorted_sets_are_the_models()
    {
        await using var redis = await RedisServer.StartAsync();
        using var client = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{redis.Port}");
        foreach (var seed in Seeds)
        {
            var recording = Recording.Of(seed);
            var center = $"seed{seed}";
            await LoadsAlikeAsync(redis.Url, recording, center);
            await SetsAreAlikeAsync(client.GetDatabase(), $"{{{center}}}:", recording.Sets);
        }
    }

    private static async Task LoadsAlikeAsync(string url, Recording recording, string center = "acd")
    {
        var timeout = TimeSpan.FromSeconds(20);
        var options = new StoreOptions { Url = url, Center = center, CommandTimeout = timeout, LeaseDuration = timeout };
        await using var store = StoreFactory.Open(options);
        var lease = await store.TryAcquireAsync("one");
        Assert.NotNull(lease);
        foreach (var changes in recording.Commits) await store.CommitAsync(lease, changes);

        var loaded = await store.LoadAsync(lease);

        Assert.NotEmpty(recording.Commits);
        Assert.Equal(Text(recording.Documents), Text(loaded));
    }

    private static async Task SetsAreAlikeAsync(IDatabase database, string tag, SortedSets sets)
    {
        await IsAsync("queue", sets.Queue.ToDictionary(entry => entry.Key.Value, entry => (double)entry.Value));
        await IsAsync("available", sets.Available.ToDictionary(entry => entry.Key.Value, entry => Score(entry.Value)));
        foreach (var skill in new[] { "en", "fr", "billing", "loans" })
        {
            await IsAsync(
                $"available:{skill}",
                sets.AvailableWith.Where(entry => entry.Key.Skill.Value == skill)
                    .ToDictionary(entry => entry.Key.Agent.Value, entry => Score(entry.Value)));
        }

        // A score is milliseconds with a fraction, which a double holds exactly.
        static double Score(long idleOrder) => idleOrder / 4096.0;

        async Task IsAsync(string name, Dictionary<string, double> model)
        {
            var entries = await database.SortedSetRangeByRankWithScoresAsync(tag + name);
            Assert.Equal(
                model.OrderBy(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal)
                    .Select(entry => (entry.Key, entry.Value)),
                entries.Select(entry => ((string)entry.Element!, entry.Score)));
        }
    }

    private static string Text(CenterDocuments documents) => string.Join('\n', [
        JsonSerializer.Serialize(documents.Settings!, CenterJson.Default.CenterSettings),
        .. documents.Contacts.OrderBy(contact => contact.Sequence)
            .Select(contact => JsonSerializer.Serialize(contact, CenterJson.Default.ContactDocument)),
        .. documents.Agents.OrderBy(agent => agent.Sequence)
            .Select(agent => JsonSerializer.Serialize(agent, CenterJson.Default.AgentDocument)),
        .. documents.Closed.Select(closed => closed.ToString()),
        documents.LastSequence.ToString(CultureInfo.InvariantCulture),
    ]);

    /// <summary>A run's commits, and the simulated database's documents and sets after them.</summary>
    private sealed record Recording(IReadOnlyList<Changes> Commits, CenterDocuments Documents, SortedSets Sets)
    {
        public static Recording Of(long seed)
        {
            var recorder = new Recorder();
            var run = SimulationRunner.FromSeed(seed, new TestHooks { Checkers = () => [recorder] });
            var settings = new Changes
            {
                Contacts = [],
                Agents = [],
                RemovedAgents = [],
                ForgottenContacts = [],
                Availability = [],
                Events = [],
                Settings = run.Parameters.Settings,
            };
            return new Recording([settings, .. recorder.Commits], recorder.Documents!, recorder.Sets!);
        }
    }

    /// <summary>A checker without a rule that records every commit.</summary>
    private sealed class Recorder : Checker
    {
        public override string Rule => "";

        public List<Changes> Commits { get; } = [];

        public CenterDocuments? Documents { get; private set; }

        public SortedSets? Sets { get; private set; }

        public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
        {
            Commits.Add(commit.Changes);
            (Documents, Sets) = (database.Read(), database.Sets);
            return null;
        }
    }
}
