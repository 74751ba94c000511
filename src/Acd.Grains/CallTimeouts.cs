namespace Acd.Grains;

/// <summary>
/// How long calls between processes may take. A call that waits for a commit is given up only when the commit has been: its
/// caller would be told to send the request again, although it is about to be carried out.
/// </summary>
public static class CallTimeouts
{
    /// <summary>The limit of a call that waits for no commit. Another one is made beside it, or after it.</summary>
    public const string WithoutCommit = "00:00:02";

    /// <summary>The longest commit that is derived from; the engine's own setting has the same limit.</summary>
    public static readonly TimeSpan MaxCommit = TimeSpan.FromMinutes(10);

    // For writing an agent's session, which has two seconds, and for the way there and back.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The limit of a call that waits for a commit: for its own and the one before it, and a margin.
    /// </summary>
    /// <param name="commit">How long a commit may take.</param>
    public static TimeSpan ForCommitsOf(TimeSpan commit) => (commit * 2) + Margin;
}
