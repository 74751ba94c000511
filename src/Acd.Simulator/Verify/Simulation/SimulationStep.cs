using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>One thing that a run does to the center, after a while.</summary>
/// <param name="Delay">How long after the step before it.</param>
/// <param name="Action">What.</param>
/// <param name="Seed">
/// The seed of the dice from here to the next step, so that what is left of a run goes on alike when other steps are left out.
/// </param>
internal sealed record SimulationStep(TimeSpan Delay, SimulationAction Action, int Seed)
{
    public override string ToString() => $"+{Delay.TotalMilliseconds} ms  {Action}";
}

/// <summary>
/// What a step does. What it is about is named in it, so that it can be done again without the steps before it.
/// </summary>
internal abstract record SimulationAction
{
    public abstract void Execute(Simulation simulation);
}

/// <summary>Somebody asks something.</summary>
/// <param name="Generated">What.</param>
/// <param name="FirstProcess">The process that is asked first.</param>
/// <param name="Delay">How long the request is on its way.</param>
/// <param name="RepeatAfter">How much later the same request comes a second time, if it does.</param>
internal sealed record SendRequest(GeneratedRequest Generated, int FirstProcess, TimeSpan Delay, TimeSpan? RepeatAfter) : SimulationAction
{
    public override void Execute(Simulation simulation)
    {
        var request = Resolve(simulation.Checkers.State);
        simulation.Log($"asks {MessageFormatter.Of(request)}");
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
            var other => other,
        };
    }
}

/// <summary>The center comes to rest, and is looked at.</summary>
internal sealed record Quiesce : SimulationAction
{
    public override void Execute(Simulation simulation) => simulation.Quiesce();

    public override string ToString() => "everything heals, and the center comes to rest";
}
