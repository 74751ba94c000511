namespace Acd.Simulator;

/// <summary>
/// A queue of the textbooks: independent arrivals, exponential talks, equal agents, first come, first served; and, where there
/// is a patience, callers who hang up after an exponential time. Without one it is M/M/n (Erlang C), with one M/M/n+M
/// (Erlang A).
/// </summary>
/// <param name="Agents">How many agents there are, 1 at least.</param>
/// <param name="ArrivalsPerSecond">How many contacts come in a second, on average; over 0.</param>
/// <param name="MeanTalk">How long a talk is on average, in seconds; over 0.</param>
/// <param name="MeanPatience">
/// How long callers wait on average before they hang up, in seconds; none where they never do.
/// </param>
public sealed record QueueModel(int Agents, double ArrivalsPerSecond, double MeanTalk, double? MeanPatience = null)
{
    /// <summary>The work that comes, in agents that it would keep busy (erlangs).</summary>
    public double Erlangs => ArrivalsPerSecond * MeanTalk;

    /// <summary>The work that comes, as a share of what the agents can do.</summary>
    public double Load => Erlangs / Agents;

    /// <summary>Throws where there is no such queue.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It names what is out of its range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Agents);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ArrivalsPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MeanTalk);
        if (MeanPatience is { } patience)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(patience, nameof(MeanPatience));
    }
}

/// <summary>How a queue does in the long run.</summary>
/// <param name="Waiting">The share of the contacts that wait at all.</param>
/// <param name="AnswerSpeed">How long answered contacts have waited on average, in seconds (ASA).</param>
/// <param name="ServiceLevel">The share of all contacts that are answered within the target.</param>
/// <param name="Abandoned">The share of the contacts whose callers hang up.</param>
/// <param name="Occupancy">The share of the agents that talk.</param>
public sealed record QueueFigures(
    double Waiting, double AnswerSpeed, double ServiceLevel, double Abandoned, double Occupancy);
