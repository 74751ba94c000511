using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>One step of a run: an action after a delay.</summary>
/// <param name="Delay">The time since the previous step.</param>
/// <param name="Action">The action.</param>
/// <param name="Seed">
/// The seed of the random numbers up to the next step. With it the rest of a run stays the same when other steps are removed.
/// </param>
internal sealed record SimulationStep(TimeSpan Delay, SimulationAction Action, int Seed)
{
    public override string ToString() => $"+{Delay.TotalMilliseconds} ms  {Action}";
}

/// <summary>
/// The action of a step. It names its subject, so it can run without the steps before it.
/// </summary>
internal abstract record SimulationAction
{
    public abstract void Execute(Simulation simulation);
}

/// <summary>A client sends a request.</summary>
/// <param name="Generated">The request.</param>
/// <param name="FirstProcess">The process of the first attempt.</param>
/// <param name="Delay">The time until the request arrives.</param>
/// <param name="RepeatAfter">The time after which the same request arrives again, if it does.</param>
internal sealed record SendRequest(GeneratedRequest Generated, int FirstProcess, TimeSpan Delay, TimeSpan? RepeatAfter)
    : SimulationAction
{
    public override void Execute(Simulation simulation)
    {
        var request = Resolve(simulation.Checkers.State);
        simulation.Trace($"asks {MessageFormatter.Of(request)}");
        simulation.Clients.Send(request, FirstProcess, Delay);
        if (RepeatAfter is { } later) simulation.Clients.Send(request, FirstProcess, Delay + later);
    }

    public override string ToString()
    {
        var offer = Generated.Offer is { } answered ? $" (offer {answered.Index + 1} of {answered.Contact})" : "";
        var late = Delay > TimeSpan.Zero ? $", {Delay.TotalMilliseconds} ms late" : "";
        var twice = RepeatAfter is { } later ? $", and again {later.TotalMilliseconds} ms later" : "";
        return $"{MessageFormatter.Of(Generated.Request)}{offer} to process {FirstProcess}{late}{twice}";
    }

    private Request Resolve(ProjectedState state)
    {
        if (Generated.Offer is not { } offer) return Generated.Request;
        var id = OfferWorkload.Find(state, offer);
        return Generated.Request switch
        {
            AcceptOffer accept => accept with { Offer = id },
            DeclineOffer decline => decline with { Offer = id },
            ConnectionCommand command => command with { Offer = id },
            var other => other,
        };
    }
}

/// <summary>The faults end, the center becomes quiescent and the checkers run.</summary>
internal sealed record Quiesce : SimulationAction
{
    public override void Execute(Simulation simulation) => simulation.Quiesce();

    public override string ToString() => "all faults end, and the center becomes quiescent";
}
