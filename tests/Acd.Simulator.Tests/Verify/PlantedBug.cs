using Acd.Core;
using Acd.Simulator.Verify;

namespace Acd.Simulator.Tests.Verify;

/// <summary>A bug in a store, a reply or an event, and the checker that has to see it.</summary>
internal static class PlantedBug
{
    public const int Seeds = 40;

    public static void Caught<T>(Func<Changes, Changes> tamper) where T : Checker, new() => Caught<T>(Store(tamper));

    public static void Caught<T>(TestHooks seams, Action? before = null) where T : Checker, new()
    {
        var run = Enumerable.Range(1, Seeds)
            .Select(seed =>
            {
                before?.Invoke();
                return SimulationRunner.FromSeed(seed, Only<T>(seams));
            })
            .FirstOrDefault(run => run.Violation is not null);
        Assert.True(run is not null, $"{typeof(T).Name} sees nothing in {Seeds} seeds.");
        Assert.Equal(typeof(T).Name, run.Violation!.Checker);
        Assert.Null(SimulationRunner.FromSeed(run.Seed, Only<T>(new TestHooks())).Violation);
    }

    public static TestHooks Only<T>(TestHooks seams) where T : Checker, new() => seams with { Checkers = () => [new T()] };

    public static TestHooks Store(Func<Changes, Changes> tamper) => new() { WrapStore = store => new TamperingStore(store, tamper) };

    public static TestHooks Replies(Func<Request, Reply, Reply> tell) => new()
    {
        WrapCenter = center => new TamperingCenter(center) { TamperReply = (request, reply) => Task.FromResult(tell(request, reply)) },
    };

    public static Func<Changes, Changes> Contacts(Func<ContactDocument, ContactDocument> tamper) =>
        changes => changes with { Contacts = [.. changes.Contacts.Select(tamper)] };

    /// <summary>Tells other settings of queues than the engine has.</summary>
    public static Func<Changes, Changes> Queues(Func<QueueSettings, QueueSettings> tamper) => Events(happened =>
        happened is SettingsChanged { Settings: var settings } changed
            ? changed with { Settings = settings with { Queues = [.. settings.Queues.Select(tamper)] } }
            : happened);

    public static Func<Changes, Changes> Events(Func<CenterEvent, CenterEvent> tamper) =>
        changes => changes with { Events = [.. changes.Events.Select(tamper)] };
}
