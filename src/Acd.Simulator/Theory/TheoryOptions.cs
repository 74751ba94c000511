namespace Acd.Simulator;

/// <summary>Which queues are simulated, and how long.</summary>
public sealed record TheoryOptions
{
    /// <summary>Numbers of agents.</summary>
    public IReadOnlyList<int> Agents { get; init; } = [10, 100, 1000];

    /// <summary>Loads, as shares of what the agents can do; those of 1 and over are for callers with a patience only.</summary>
    public IReadOnlyList<double> Loads { get; init; } = [0.7, 0.85, 0.95, 1.1, 1.2];

    /// <summary>The mean talk, in seconds.</summary>
    public double MeanTalk { get; init; } = 180;

    /// <summary>The mean patience, in seconds.</summary>
    public double MeanPatience { get; init; } = 120;

    /// <summary>The service level's target, in seconds.</summary>
    public double Target { get; init; } = 20;

    /// <summary>How often each queue is simulated, independently.</summary>
    public int Replications { get; init; } = 40;

    /// <summary>How many contacts are measured in each replication at least, after the warm-up.</summary>
    public int Contacts { get; init; } = 20_000;

    /// <summary>How often an interval holds the true value, if all is well.</summary>
    public double Confidence { get; init; } = 0.99;

    /// <summary>Settles the random draws.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The queues: each number of agents at each load, without a patience and then with it.</summary>
    public IReadOnlyList<QueueModel> Models() =>
    [
        .. from agents in Agents
           from load in Loads.Where(load => load < 1)
           select new QueueModel(agents, agents * load / MeanTalk, MeanTalk),
        .. from agents in Agents
           from load in Loads
           select new QueueModel(agents, agents * load / MeanTalk, MeanTalk, MeanPatience),
    ];

    /// <summary>Throws where an option is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It names the option.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Replications, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Contacts);
        ArgumentOutOfRangeException.ThrowIfNegative(Target);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Confidence, 0.5);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Confidence, 1);
        foreach (var model in Models())
            model.Validate();
    }
}
