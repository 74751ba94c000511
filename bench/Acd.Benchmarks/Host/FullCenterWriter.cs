using System.Diagnostics;
using Acd.Core;

namespace Acd.Benchmarks;

/// <summary>Writes a center with many agents, none of them ready, and many waiting contacts.</summary>
internal static class FullCenterWriter
{
    private const int Page = 1_000;

    public static async Task WriteAsync(string url, Population population, int contacts)
    {
        var watch = Stopwatch.StartNew();
        await using var store = TemporaryStore.Open(url);
        var lease = await store.TryAcquireAsync("benchmark") ?? throw new InvalidOperationException($"Somebody owns {url}.");
        var documents = await store.LoadAsync(lease);
        var engine = Engine.Load(documents with { Named = await store.ReadNamedAsync("") }, default);
        foreach (var page in Commands(population, contacts).Chunk(Page))
        {
            var now = Timestamp.From(DateTimeOffset.UtcNow);
            foreach (var command in page)
            {
                if (engine.Apply(command, now) is Refusal refusal)
                    throw new InvalidOperationException(refusal.Message);
            }

            await store.CommitAsync(lease, engine.TakeChanges());
        }

        await store.ReleaseAsync(lease);
        Console.Error.WriteLine($"{url} was filled in {watch.Elapsed.TotalSeconds:F1} s");
    }

    private static IEnumerable<Command> Commands(Population population, int contacts)
    {
        for (var number = 0; number < population.Agents.Length; number++)
        {
            var id = new AgentId($"agent{number}");
            yield return new PutAgent(id, population.ProfileOf(number));
            yield return new SetPresence(id, Presence.NotReady, "break");
        }

        for (var number = 0; number < contacts; number++)
            yield return new EnqueueContact(new ContactId($"c{number}")) { Requirements = population.RequirementsOf(number) };
    }
}
