using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Makes the steps of a run up while it goes, from a seed and from what the center is like at the moment.</summary>
internal sealed class StepMaker
{
    private readonly Dice _dice;
    private readonly Chooser _choose;
    private readonly Scenery _scenery;
    private readonly Queue<Act> _opening = [];
    private int _made;
    private int _serving;

    public StepMaker(Dice dice, Scenery scenery)
    {
        (_dice, _scenery) = (dice, scenery);
        _choose = new Chooser(dice, scenery);
        Open(new PutQueue(QueueWishes.Queue(_choose, QueueId.Default)));
        for (var number = 1; number <= scenery.Style.Places; number++)
        {
            Open(new PutQueue(QueueWishes.Queue(_choose, Chooser.QueueAt(number))));
            Open(new PutGate(QueueWishes.Gate(_choose, Chooser.GateAt(number)) with { Queue = Chooser.QueueAt(number) }));
        }

        for (var number = 1; number <= scenery.Agents; number++)
        {
            var agent = new AgentId($"a{number}");
            Open(new PutAgent(agent, _choose.Profile()));
            if (dice.Chance(80)) Open(new SetPresence(agent, Presence.Available));
        }

        void Open(Request request) => _opening.Enqueue(To(request));
    }

    /// <summary>The next step; null when the run is over. The last one lets the center come to rest.</summary>
    /// <param name="center">The center as its events tell it.</param>
    /// <param name="serving">The process that serves.</param>
    public Step? Next(CenterMirror center, int serving)
    {
        (_choose.Center, _serving) = (center, serving);
        if (_opening.TryDequeue(out var opening)) return new Step(TimeSpan.FromMilliseconds(10), opening, _dice.Salt());
        if (_made == _scenery.Steps) return null;
        _made++;
        if (_made == _scenery.Steps || _made % 60 == 0) return new Step(Pause(), new ComeToRest(), _dice.Salt());
        return new Step(Pause(), _dice.Chance(_scenery.Trouble) ? Trouble() : To(Wanted()), _dice.Salt());
    }

    private Wanted Wanted() => _dice.Weighed(Vocabulary.All, wish => wish.Weight).Make(_choose);

    private Ask To(Wanted wanted)
    {
        var delay = _dice.Chance(12) ? _dice.UpTo(TimeSpan.FromSeconds(3)) : TimeSpan.Zero;
        TimeSpan? again = _dice.Chance(8) ? _dice.UpTo(TimeSpan.FromSeconds(2)) : null;
        return new Ask(wanted, Process(), delay, again);
    }

    /// <summary>Mostly no time or little, often about as long as an offer rings, sometimes minutes.</summary>
    private TimeSpan Pause() => _dice.Below(100) switch
    {
        < 40 => TimeSpan.Zero,
        < 65 => TimeSpan.FromMilliseconds(_dice.Between(1, 5)),
        < 80 => TimeSpan.FromMilliseconds(_dice.Between(5, 500)),
        < 92 => TimeSpan.FromSeconds(_dice.Pick(1, 3, 5)),
        < 98 => TimeSpan.FromMilliseconds(_dice.Below(20_000)),
        98 => TimeSpan.FromSeconds(30),
        _ => TimeSpan.FromSeconds(_dice.Below(120)),
    };

    private Act Trouble() => _dice.Below(100) switch
    {
        < 40 => new TroubleStore(Victim(), StoreTrouble()),
        < 48 => new CutOff(_dice.Chance(60) ? Victim() : null, _dice.UpTo(TimeSpan.FromSeconds(6))),
        < 58 => new Kill(Victim(), AfterTasks()),
        < 68 => new Start(Process()),
        < 74 => new StopGently(Victim()),
        < 92 => new StandStill(Victim(), AfterTasks(), _dice.UpTo(TimeSpan.FromSeconds(10))),
        _ => new TurnClock(_dice.Chance(50) ? Victim() : null, _dice.UpTo(TimeSpan.FromSeconds(_dice.Pick(1, 30, 3600)))),
    };

    private StoreTrouble StoreTrouble() => new(
        _dice.Pick(Enum.GetValues<StoreFault>()), _dice.Pick(1, 1, 1, 2, 5), _dice.Chance(70),
        _dice.UpTo(TimeSpan.FromSeconds(7)));

    private int Process() => _dice.Below(_scenery.Processes);

    /// <summary>Mostly the one that serves: what goes wrong with the others is seldom seen.</summary>
    private int Victim() => _dice.Chance(60) ? _serving : Process();

    private int AfterTasks() => _dice.Chance(30) ? 0 : _dice.Between(1, 40);
}
