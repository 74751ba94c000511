namespace Acd.Simulator.Verify;

/// <summary>No invariant breaks in the engine, the host or what a caller calls, and the center serves whenever it can.</summary>
internal sealed class NoInternalFailure : Checker
{
    public override string Rule => "Nothing breaks, and the center serves whenever it can.";

    public override string? OnFailure(string what) => what;
}
