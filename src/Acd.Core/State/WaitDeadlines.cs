namespace Acd.Core;

/// <summary>What is due for a contact while it is queued; none of it outlasts that.</summary>
internal sealed class WaitDeadlines
{
    /// <summary>The next step of its plan.</summary>
    public Deadline? NextStep { get; set; }

    /// <summary>The end of the time that it may wait in its queue.</summary>
    public Deadline? End { get; set; }

    /// <summary>A callback's next attempt.</summary>
    public Deadline? NextAttempt { get; set; }

    /// <summary>When it is given up as a callback.</summary>
    public Deadline? CallbackExpiry { get; set; }
}
