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

/// <summary>
/// The queue M/M/n+M (Palm, 1946), whose callers have an exponential patience. It has a long run at any load.
/// </summary>
/// <remarks>
/// <para>States are the contacts in the center. Their shares follow from one another by multiplication from the state in which
/// all agents are busy and nobody waits, down and up, so that nothing overflows and nothing cancels.</para>
/// <para>With <c>c</c> = n × patience ÷ talk, whoever comes while <c>j</c> wait would have to wait a time <c>V</c> of which
/// exp(−V ÷ patience) is distributed as Beta(c, j + 1): a sum of exponential times, one for each place in line. Its own patience
/// lasts with the chance exp(−V ÷ patience), and what is asked for are moments of that distribution, whole or cut at the target:
/// an incomplete beta function, which is built up by adding one term for each j.</para>
/// </remarks>
public static class ErlangA
{
    // A state that holds less than this share of what there is adds nothing to a double.
    private const double Negligible = 1e-18;

    // Where the states with an idle agent hold so many times as much as the one without, nobody ever waits.
    private const double Huge = 1e300;

    /// <summary>How the queue does in the long run.</summary>
    /// <param name="model">The queue; it has a patience.</param>
    /// <param name="target">The service level's target, in seconds.</param>
    /// <exception cref="ArgumentException">The model has no patience.</exception>
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

    // What the states with an idle agent hold, where the one with all agents busy and nobody waiting holds 1.
    private static double BelowFull(QueueModel model)
    {
        var (below, state) = (0.0, 1.0);
        for (var busy = model.Agents; busy > 0 && state > Negligible * below && below < Huge; busy--)
            below += state *= busy / model.Erlangs;
        return Math.Min(below, Huge);
    }

    /// <summary>
    /// The chance that a variable distributed as Beta(c + 1, j + 1) is below x, for j = 0, 1, 2 …: the share of those that would
    /// be answered, which would be so too late. Each is the one before and a term; terms are held as logarithms, since the first
    /// ones are far below what a double holds.
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
