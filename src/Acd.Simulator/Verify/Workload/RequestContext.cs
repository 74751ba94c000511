using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Chooses what wishes are about: mostly what fits the state of the center, now and then what does not.</summary>
internal sealed class RequestContext(SeededRandom random, SimulationParameters parameters)
{
    private int _contacts;

    public SeededRandom Random => random;

    public SimulationParameters Parameters => parameters;

    public FeatureMix Features => parameters.Features;

    /// <summary>The center as its events tell it at the moment.</summary>
    public ProjectedState State { get; set; } = new(parameters.Settings);

    public ContactId NewContact() => new($"c{++_contacts}");

    /// <summary>A contact that is in one of some states, if there is one; else, and now and then, any at all.</summary>
    public ContactId Contact(params ContactState[] states)
    {
        var fitting = State.Contacts.Values.Where(contact => states.Contains(contact.State)).ToList();
        return fitting.Count > 0 && random.Chance(85) ? random.Pick(fitting).Id : AnyContact();
    }

    /// <summary>A contact that is open, closed, forgotten or never heard of.</summary>
    public ContactId AnyContact() => new($"c{random.Between(Math.Max(1, _contacts - 15), _contacts + 1)}");

    public AgentId Agent() => new($"a{random.Between(1, parameters.Agents + (random.Chance(5) ? 1 : 0))}");

    /// <summary>An agent with one of some presences, if there is one; else any.</summary>
    public AgentId Agent(params Presence[] presences)
    {
        var fitting = State.Agents.Values.Where(agent => presences.Contains(agent.Presence)).ToList();
        return fitting.Count > 0 && random.Chance(80) ? random.Pick(fitting).Id : Agent();
    }

    /// <summary>A queue that there is.</summary>
    public QueueId Queue() => random.Pick(State.Settings.Queues).Id;

    /// <summary>A gate that there is, if there is one.</summary>
    public GateId? Gate() => State.Settings.Gates is { Count: > 0 } gates ? random.Pick(gates).Id : null;

    /// <summary>A queue that there is, or that there may be.</summary>
    public QueueId AnyQueue() => Features.ExtraQueues == 0 || random.Chance(70) ? Queue() : QueueAt(random.Between(1, Features.ExtraQueues));

    /// <summary>A gate that there is, or that there may be.</summary>
    public GateId AnyGate() => Gate() is { } known && random.Chance(70) ? known : GateAt(random.Between(1, 1 + Features.ExtraQueues));

    /// <summary>A callback that an agent has, if there is one.</summary>
    public ContactId? Callback()
    {
        var connected = State.Contacts.Values
            .Where(contact => contact is { State: ContactState.Connected, Callback: not null }).ToList();
        return connected.Count == 0 ? null : random.Pick(connected).Id;
    }

    /// <summary>Whether somebody looks after this run's contacts just now.</summary>
    public bool IsSupervised() => random.Chance(parameters.Features.Supervision);

    public static QueueId QueueAt(int number) => new($"q{number}");

    public static GateId GateAt(int number) => new($"g{number}");

    public SkillId Skill() => random.Pick(parameters.Skills);

    public IReadOnlyList<Requirement> Requirements() =>
    [
        .. parameters.Skills.Where(_ => random.Chance(40))
            .Select(skill => new Requirement(skill, random.Chance(70) ? Requirement.DefaultLevel : random.Between(1, 10))),
    ];

    public AgentProfile Profile() => new()
    {
        Skills =
        [
            .. parameters.Skills.Where(_ => random.Chance(65))
                .Select(skill => new AgentSkill(skill, random.Chance(60) ? AgentSkill.DefaultLevel : random.Between(1, 10))),
        ],
        Capacity = random.Pick(100, 100, 100, 50, 200),
        Channels = random.Chance(75)
            ? []
            : [new ChannelCost(random.Pick(parameters.Channels), random.Pick(20, 50, 100), random.Pick<int?>(null, 1, 2))],
        AutoAccept = random.Chance(8),
        ManualIn = random.Chance(15),
    };
}
