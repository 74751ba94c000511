using Acd.Core;
using Acd.Simulator.Verify;

namespace Acd.Simulator.Tests.Verify;

/// <summary>Plants a bug in a store, a reply or an event, and requires that a checker detects it.</summary>
internal static class PlantedBug
{
    public const int Seeds = 300;

    public static void Caught<T>(Func<Changes, Changes> tamper) where T : Checker, new() => Caught<T>(Store(tamper));

    public static void Caught<T>(TestHooks hooks, Action? before = null) where T : Checker, new()
    {
        var run = Enumerable.Range(1, Seeds)
            .Select(seed =>
            {
                before?.Invoke();
                return SimulationRunner.FromSeed(seed, Only<T>(hooks));
            })
            .FirstOrDefault(run => run.Violation is not null);
        Assert.True(run is not null, $"{typeof(T).Name} detects nothing in {Seeds} seeds.");
        Assert.Equal(typeof(T).Name, run.Violation!.Checker);
        Assert.Null(SimulationRunner.FromSeed(run.Seed, Only<T>(new TestHooks())).Violation);
    }

    public static TestHooks Only<T>(TestHooks hooks) where T : Checker, new() => hooks with { Checkers = () => [new T()] };

    public static TestHooks Store(Func<Changes, Changes> tamper) =>
        new() { WrapStore = store => new TamperingStore(store, tamper) };

    public static TestHooks Replies(Func<Request, Reply, Reply> tamper) => new()
    {
        WrapCenter = center => new TamperingCenter(center)
        {
            TamperReply = (request, reply) => Task.FromResult(tamper(request, reply)),
        },
    };

    public static Func<Changes, Changes> Contacts(Func<ContactDocument, ContactDocument> tamper) =>
        changes => changes with { Contacts = [.. changes.Contacts.Select(tamper)] };

    /// <summary>Changes the settings of queues in events, so that they differ from the engine's.</summary>
    public static Func<Changes, Changes> Queues(Func<QueueSettings, QueueSettings> tamper) => Events(centerEvent =>
        centerEvent is SettingsChanged { Queue: { } queue } changed
            ? changed with { Queue = tamper(queue) }
            : centerEvent);

    public static Func<Changes, Changes> Events(Func<CenterEvent, CenterEvent> tamper) =>
        changes => changes with { Events = [.. changes.Events.Select(tamper)] };
}
