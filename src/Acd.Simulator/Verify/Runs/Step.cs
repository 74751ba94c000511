namespace Acd.Simulator.Verify;

/// <summary>One thing that a run does to the center, after a while.</summary>
/// <param name="After">How long after the step before it.</param>
/// <param name="Act">What.</param>
/// <param name="Salt">
/// The seed of the dice from here to the next step, so that what is left of a run goes on alike when other steps are left out.
/// </param>
internal sealed record Step(TimeSpan After, Act Act, int Salt)
{
    public override string ToString() => $"+{After.TotalMilliseconds} ms  {Act}";
}
