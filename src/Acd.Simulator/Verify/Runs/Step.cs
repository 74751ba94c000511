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
