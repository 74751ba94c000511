namespace Acd.Server;

/// <summary>The exit codes of the program.</summary>
internal static class ExitCodes
{
    /// <summary>It was asked to stop, and did.</summary>
    public const int Stopped = 0;

    /// <summary>It could not start, as where its port is taken.</summary>
    public const int CannotStart = 1;

    /// <summary>The command line or a setting is wrong.</summary>
    public const int WrongUse = 2;
}
