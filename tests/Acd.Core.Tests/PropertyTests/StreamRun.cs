namespace Acd.Core.Tests;

/// <summary>A stream of requests that ran on engine and model, up to the first difference.</summary>
/// <param name="Steps">The requests, with the offer ids of this run.</param>
/// <param name="Difference">The difference after the last request, if any.</param>
public sealed record StreamRun(IReadOnlyList<Step> Steps, Difference? Difference)
{
    /// <summary>The id for an answer whose offer is not made in this run.</summary>
    private static readonly OfferId NoOffer = new("o999999");

    /// <summary>Generates a stream while it runs.</summary>
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

    /// <summary>Runs given steps again.</summary>
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
    /// Sends a request to both. An exception counts as a difference, so that its stream is shrunk and reported.
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
                ConnectionCommand command => command with { Offer = id },
                var other => other,
            },
        };
    }
}
