namespace Acd.Simulator;

/// <summary>A recorded call that was offered to agents. Times are seconds of its day.</summary>
/// <param name="Day">The day.</param>
/// <param name="At">When it reached the queue.</param>
/// <param name="Type">What it was about; an agent needs the skill of this name.</param>
/// <param name="Priority">2 for a priority customer; else 0 or 1.</param>
/// <param name="Answered">Whether an agent answered; else the caller hung up.</param>
/// <param name="Wait">How long it waited.</param>
/// <param name="AnsweredAt">When it was answered; 0 where it was not, or where the record lacks it.</param>
/// <param name="Talk">How long it was served.</param>
/// <param name="Agent">Who served it, if known.</param>
public sealed record RecordedCall(
    DateOnly Day, int At, string Type, int Priority, bool Answered, int Wait, int AnsweredAt, int Talk, string? Agent)
{
    /// <summary>When it left the queue.</summary>
    public int LeftQueueAt => At + Wait;
}
