namespace Acd.Simulator;

/// <summary>Erlang's second formula: the queue M/M/n, whose callers wait for ever.</summary>
public static class ErlangC
{
    /// <summary>
    /// The share of arrivals that find all agents busy where nobody waits (Erlang B), by the recursion over agents, in which
    /// nothing but shares of 0 to 1 occurs: no factorial overflows, and no difference loses digits.
    /// </summary>
    /// <param name="agents">How many agents there are.</param>
    /// <param name="erlangs">The work that comes.</param>
    public static double BlockingProbability(int agents, double erlangs)
    {
        var blocked = 1.0;
        for (var agent = 1; agent <= agents; agent++)
            blocked = erlangs * blocked / (agent + (erlangs * blocked));
        return blocked;
    }

    /// <summary>How the queue does in the long run.</summary>
    /// <param name="model">The queue; its patience counts for nothing.</param>
    /// <param name="target">The service level's target, in seconds.</param>
    /// <exception cref="ArgumentOutOfRangeException">More work comes than the agents can do: it has no long run.</exception>
    public static QueueFigures Of(QueueModel model, double target)
    {
        model.Validate();
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(model.Load, 1, nameof(model));
        var blocked = BlockingProbability(model.Agents, model.Erlangs);
        var waiting = blocked / (1 - (model.Load * (1 - blocked)));

        // All agents are busy while anybody waits, so that the queue shrinks at what they can do beyond what comes.
        var shrinking = (model.Agents / model.MeanTalk) - model.ArrivalsPerSecond;
        return new QueueFigures(
            waiting, waiting / shrinking, 1 - (waiting * Math.Exp(-shrinking * target)), 0, model.Load);
    }
}
