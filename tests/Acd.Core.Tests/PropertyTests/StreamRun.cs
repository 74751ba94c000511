namespace Acd.Core.Tests;

/// <summary>A stream of requests as it was asked of the engine and of the model, up to the first difference.</summary>
/// <param name="Steps">What was asked, with the numbers of offers that it had this time.</param>
/// <param name="Difference">What they do not agree about after the last of them, if anything.</param>
public sealed record StreamRun(IReadOnlyList<Step> Steps, Difference? Difference)
{
    /// <summary>An offer that is never made: what an answer is about when its own offer is not made this time.</summary>
    private static readonly OfferId NoOffer = new("o999999");

    /// <summary>Makes up a stream while it is run.</summary>
    public static StreamRun Random(int seed, StreamStyle style, int length)
    {
        var stream = new CommandStream(seed, style);
        var steps = new List<Step>();
        return Run(stream.Settings, sides =>
        {
            if (steps.Count >= length)
                return null;
            var step = stream.Next(sides.Model) with { InBatch = stream.InBatch() };
            steps.Add(step);
            return step;
        });
    }

    /// <summary>Runs steps again, or some of them.</summary>
    public static StreamRun Replay(CenterSettings settings, IEnumerable<Step> steps)
    {
        var rest = new Queue<Step>(steps);
        return Run(settings, sides => rest.TryDequeue(out var step) ? Resolved(step, sides.Model) : null);
    }

    private static StreamRun Run(CenterSettings settings, Func<ModelComparison, Step?> next)
    {
        var sides = new ModelComparison(settings, Transcript.Start);
        var asked = new List<Step>();
        var now = Transcript.Start;
        while (next(sides) is { } step)
        {
            now += step.After;
            asked.Add(step);
            if (Ask(sides, step, now) is { } difference)
                return new(asked, difference);
        }

        return new(asked, null);
    }

    /// <summary>
    /// Asks both sides. What either throws is a difference like any other, so that its stream is shrunk and told.
    /// </summary>
    private static Difference? Ask(ModelComparison sides, Step step, Timestamp now)
    {
        try
        {
            return sides.Ask(step.Request, now, step.InBatch);
        }
        catch (Exception e) when (e is not NotImplementedException)
        {
            return new("exception", e.ToString(), "none");
        }
    }

    private static Step Resolved(Step step, ReferenceModel model)
    {
        if (step.Offer is not { } offer)
            return step;
        var id = model.Events.OfType<ContactOffered>().Where(offered => offered.Contact == offer.Contact)
            .Skip(offer.Before).FirstOrDefault()?.Offer ?? NoOffer;
        return step with
        {
            Request = step.Request switch
            {
                AcceptOffer accept => accept with { Offer = id },
                DeclineOffer decline => decline with { Offer = id },
                var other => other,
            },
        };
    }
}
