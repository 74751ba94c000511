namespace Acd.Simulator;

/// <summary>What the event stream has told of a contact.</summary>
public sealed class ScenarioContactState
{
    private int _timesConnected;

    /// <summary>Done when an agent has it.</summary>
    public TaskCompletionSource<Assignment> Connected { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How often it was connected to an agent.</summary>
    public int TimesConnected => Volatile.Read(ref _timesConnected);

    /// <summary>It was connected.</summary>
    public void Connect(Assignment assignment)
    {
        Interlocked.Increment(ref _timesConnected);
        Connected.TrySetResult(assignment);
    }
}
