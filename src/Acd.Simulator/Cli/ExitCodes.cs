namespace Acd.Simulator;

/// <summary>What a command ends with.</summary>
public static class ExitCodes
{
    /// <summary>The goal was met.</summary>
    public const int GoalMet = 0;

    /// <summary>The goal was not met, or the command was stopped before it was.</summary>
    public const int GoalMissed = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>The exit code of a command that has reached its goal or not.</summary>
    public static int Of(bool goalMet) => goalMet ? GoalMet : GoalMissed;
}
