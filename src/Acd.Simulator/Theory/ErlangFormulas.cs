namespace Acd.Simulator;

/// <summary>
/// A textbook queue with independent arrivals, exponential talks, equal agents and first come, first served. With patience,
/// callers hang up after an exponential time. Without it, the queue is M/M/n (Erlang C); with it, M/M/n+M (Erlang A).
/// </summary>
/// <param name="Agents">The number of agents, at least 1.</param>
/// <param name="ArrivalsPerSecond">The mean number of contacts a second; above 0.</param>
/// <param name="MeanTalk">The mean talk, in seconds; above 0.</param>
/// <param name="MeanPatience">The mean time after which callers hang up, in seconds; null if they never do.</param>
public sealed record QueueModel(int Agents, double ArrivalsPerSecond, double MeanTalk, double? MeanPatience = null)
{
    /// <summary>The offered work, in erlangs: the number of agents that it would keep busy.</summary>
    public double Erlangs => ArrivalsPerSecond * MeanTalk;

    /// <summary>The offered work as a share of the agents' capacity.</summary>
    public double Load => Erlangs / Agents;

    /// <summary>Throws if a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The exception names the value.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Agents);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ArrivalsPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MeanTalk);
        if (MeanPatience is { } patience)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(patience, nameof(MeanPatience));
    }
}

/// <summary>The steady-state figures of a queue.</summary>
/// <param name="Waiting">The share of contacts that wait.</param>
/// <param name="AnswerSpeed">The mean wait of answered contacts, in seconds (ASA).</param>
/// <param name="ServiceLevel">The share of all contacts that are answered within the target.</param>
/// <param name="Abandoned">The share of contacts whose callers hang up.</param>
/// <param name="Occupancy">The share of agents that talk.</param>
public sealed record QueueFigures(
    double Waiting, double AnswerSpeed, double ServiceLevel, double Abandoned, double Occupancy);

/// <summary>Erlang's second formula, for the queue M/M/n, whose callers never hang up.</summary>
public static class ErlangC
{
    /// <summary>
    /// The share of arrivals that find all agents busy in a system without waiting (Erlang B), by the recursion over agents. Its
    /// values are shares of 0 to 1, so nothing overflows and no difference loses digits.
    /// </summary>
    /// <param name="agents">The number of agents.</param>
    /// <param name="erlangs">The offered work.</param>
    public static double BlockingProbability(int agents, double erlangs)
    {
        var blocked = 1.0;
        for (var agent = 1; agent <= agents; agent++)
            blocked = erlangs * blocked / (agent + (erlangs * blocked));
        return blocked;
    }

    /// <summary>The steady-state figures of a queue.</summary>
    /// <param name="model">The queue; its patience is ignored.</param>
    /// <param name="target">The service level's target, in seconds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The queue is overloaded and has no steady state.</exception>
    public static QueueFigures Of(QueueModel model, double target)
    {
        model.Validate();
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(model.Load, 1, nameof(model));
        var blocked = BlockingProbability(model.Agents, model.Erlangs);
        var waiting = blocked / (1 - (model.Load * (1 - blocked)));

        // All agents are busy while a contact waits, so the queue shrinks by the difference of service rate and arrival rate.
        var shrinking = (model.Agents / model.MeanTalk) - model.ArrivalsPerSecond;
        return new QueueFigures(
            waiting, waiting / shrinking, 1 - (waiting * Math.Exp(-shrinking * target)), 0, model.Load);
    }
}

/// <summary>
/// The queue M/M/n+M (Palm, 1946), whose callers have an exponential patience. It has a steady state at any load.
/// </summary>
/// <remarks>
/// <para>A state is the number of contacts in the center. The states' shares follow from one another by multiplication, down and
/// up from the state with all agents busy and no waiting contact, so nothing overflows and nothing cancels.</para>
/// <para>With <c>c</c> = n × patience ÷ talk, a contact that comes while <c>j</c> wait would have to wait a time <c>V</c>, and
/// exp(−V ÷ patience) has the distribution Beta(c, j + 1): V is a sum of exponential times, one for each place in line. The
/// caller's patience lasts with the chance exp(−V ÷ patience). The figures are moments of that distribution, whole or cut at the
/// target: an incomplete beta function, which grows by one term for each j.</para>
/// </remarks>
public static class ErlangA
{
    // A state with a smaller share adds nothing to a double.
    private const double Negligible = 1e-18;

    // If the states with an idle agent have so many times the share of the others, no contact ever waits.
    private const double Huge = 1e300;

    /// <summary>The steady-state figures of a queue.</summary>
    /// <param name="model">The queue, with a patience.</param>
    /// <param name="target">The service level's target, in seconds.</param>
    /// <exception cref="ArgumentException">The queue has no patience.</exception>
    public static QueueFigures Of(QueueModel model, double target)
    {
        model.Validate();
        var patience = model.MeanPatience ?? throw new ArgumentException("Erlang A needs a patience.", nameof(model));
        var places = model.Agents * patience / model.MeanTalk;
        var below = BelowFull(model);

        var late = new LateShare(places, Math.Exp(-target / patience));
        var (state, full, abandoned, waits, inTime, harmonic) = (1.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var ahead = 0; state > Negligible * full; ahead++)
        {
            var answered = places / (places + ahead + 1);
            harmonic += 1 / (places + ahead + 1);
            full += state;
            abandoned += state * (1 - answered);
            waits += state * answered * harmonic * patience;
            inTime += state * answered * (1 - late.Next());
            state *= model.ArrivalsPerSecond / ((model.Agents / model.MeanTalk) + ((ahead + 1) / patience));
        }

        var all = below + full;
        var share = abandoned / all;
        return new QueueFigures(
            full / all, waits / all / (1 - share), (below + inTime) / all, share, model.Load * (1 - share));
    }

    // The share of the states with an idle agent, relative to the state with all agents busy and no waiting contact.
    private static double BelowFull(QueueModel model)
    {
        var (below, state) = (0.0, 1.0);
        for (var busy = model.Agents; busy > 0 && state > Negligible * below && below < Huge; busy--)
            below += state *= busy / model.Erlangs;
        return Math.Min(below, Huge);
    }

    /// <summary>
    /// The chance that a variable with the distribution Beta(c + 1, j + 1) is below x, for j = 0, 1, 2 …: the share of contacts
    /// that would be answered too late. Each value is the one before and a term. Terms are logarithms, since the first ones are
    /// far below the least double.
    /// </summary>
    private sealed class LateShare(double places, double x)
    {
        private double _share = Math.Exp((places + 1) * Math.Log(x));
        private double _term = Math.Log(places + 1) + ((places + 1) * Math.Log(x)) + Math.Log(1 - x);
        private int _next = 1;

        public double Next()
        {
            var share = _share;
            _share = Math.Min(1, _share + Math.Exp(_term));
            _term += Math.Log((1 - x) * (places + 1 + _next) / (_next + 1));
            _next++;
            return share;
        }
    }
}
