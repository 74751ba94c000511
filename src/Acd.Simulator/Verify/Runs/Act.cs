using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// What a step does. What it is about is named in it, so that it can be done again without the steps before it.
/// </summary>
internal abstract record Act
{
    public abstract void Do(Stage stage);
}

/// <summary>Somebody asks something.</summary>
/// <param name="Wanted">What.</param>
/// <param name="First">The process that is asked first.</param>
/// <param name="Delay">How long the request is on its way.</param>
/// <param name="Again">How much later the same request comes a second time, if it does.</param>
internal sealed record Ask(Wanted Wanted, int First, TimeSpan Delay, TimeSpan? Again) : Act
{
    public override void Do(Stage stage)
    {
        var request = Resolve(stage.Inspection.Center);
        stage.Tell($"asks {Words.Of(request)}");
        stage.Callers.Ask(request, First, Delay);
        if (Again is { } later) stage.Callers.Ask(request, First, Delay + later);
    }

    public override string ToString()
    {
        var offer = Wanted.Offer is { } answered ? $" (offer {answered.Before + 1} of {answered.Contact})" : "";
        var late = Delay > TimeSpan.Zero ? $", {Delay.TotalMilliseconds} ms late" : "";
        var twice = Again is { } later ? $", and again {later.TotalMilliseconds} ms later" : "";
        return $"{Words.Of(Wanted.Request)}{offer} to process {First}{late}{twice}";
    }

    private Request Resolve(CenterMirror center)
    {
        if (Wanted.Offer is not { } offer) return Wanted.Request;
        var id = OfferWishes.Find(center, offer);
        return Wanted.Request switch
        {
            AcceptOffer accept => accept with { Offer = id },
            DeclineOffer decline => decline with { Offer = id },
            var other => other,
        };
    }
}

/// <summary>The center comes to rest, and is looked at.</summary>
internal sealed record ComeToRest : Act
{
    public override void Do(Stage stage) => stage.ComeToRest();

    public override string ToString() => "everything heals, and the center comes to rest";
}
