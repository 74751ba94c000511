using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Picks the subjects of requests: mostly ones that fit the center's state, sometimes ones that do not.</summary>
internal sealed class RequestContext(SeededRandom random, SimulationParameters parameters)
{
    private int _contacts;

    public SeededRandom Random => random;

    public SimulationParameters Parameters => parameters;

    public FeatureMix Features => parameters.Features;

    /// <summary>The center's current projected state.</summary>
    public ProjectedState State { get; set; } = new(parameters.Settings);

    /// <summary>The number of keys that requests have had.</summary>
    public int Keys { get; set; }

    public ContactId NewContact() => new($"c{++_contacts}");

    /// <summary>Mostly a contact in one of some states, if there is one; otherwise any contact.</summary>
    public ContactId Contact(params ContactState[] states)
    {
        var fitting = State.Contacts.Values.Where(contact => states.Contains(contact.State)).ToList();
        return fitting.Count > 0 && random.Chance(85) ? random.Pick(fitting).Id : AnyContact();
    }

    /// <summary>A contact that is open, closed, forgotten or unknown.</summary>
    public ContactId AnyContact() => new($"c{random.Between(Math.Max(1, _contacts - 15), _contacts + 1)}");

    public AgentId Agent() => new($"a{random.Between(1, parameters.Agents + (random.Chance(5) ? 1 : 0))}");

    /// <summary>Mostly an agent with one of some presences, if there is one; otherwise any agent.</summary>
    public AgentId Agent(params Presence[] presences)
    {
        var fitting = State.Agents.Values.Where(agent => presences.Contains(agent.Presence)).ToList();
        return fitting.Count > 0 && random.Chance(80) ? random.Pick(fitting).Id : Agent();
    }

    /// <summary>An existing queue.</summary>
    public QueueId Queue() => random.Pick(State.Settings.Queues).Id;

    /// <summary>An existing gate, if there is one.</summary>
    public GateId? Gate() => State.Settings.Gates is { Count: > 0 } gates ? random.Pick(gates).Id : null;

    /// <summary>A queue that exists or could exist.</summary>
    public QueueId AnyQueue() =>
        Features.ExtraQueues == 0 || random.Chance(70) ? Queue() : QueueAt(random.Between(1, Features.ExtraQueues));

    /// <summary>A gate that exists or could exist.</summary>
    public GateId AnyGate() =>
        Gate() is { } known && random.Chance(70) ? known : GateAt(random.Between(1, 1 + Features.ExtraQueues));

    /// <summary>A callback that is connected to an agent, if there is one.</summary>
    public ContactId? Callback()
    {
        var connected = State.Contacts.Values
            .Where(contact => contact is { State: ContactState.Connected, Callback: not null }).ToList();
        return connected.Count == 0 ? null : random.Pick(connected).Id;
    }

    /// <summary>Mostly a parked contact, if there is one; otherwise any contact.</summary>
    public ContactId Parked()
    {
        var parked = State.Contacts.Values.Where(contact => contact.Parked is not null).ToList();
        return parked.Count > 0 && random.Chance(90) ? random.Pick(parked).Id : AnyContact();
    }

    /// <summary>Whether a supervisor acts on this run's contacts now.</summary>
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
            :
            [
                new ChannelCost(
                    random.Pick(parameters.Channels), random.Pick(20, 50, 100), random.Pick<int?>(null, 1, 2),
                    random.Pick<int?>(null, 1, 3)),
            ],
        AutoAccept = random.Chance(8),
        ManualIn = random.Chance(15),
        Address = random.Chance(50) ? "sip:phone@example.com" : null,
    };
}
