namespace Acd.Core;

/// <summary>A queue's settings and limits.</summary>
internal sealed class QueueState
{
    private WeeklySchedule? _hours;

    public QueueState(QueueSettings settings) => Settings = settings;

    public QueueSettings Settings
    {
        get;
        set
        {
            if (ReferenceEquals(field, value)) return;
            field = value;
            _hours = value.Hours is { } hours ? new WeeklySchedule(hours) : null;
        }
    }

    /// <summary>
    /// The queued and offered contacts without callbacks, which <see cref="QueueSettings.MaxWaiting"/> limits.
    /// </summary>
    public int PlacesTaken { get; set; }

    /// <summary>Whether contacts may enter at a time.</summary>
    public bool IsOpen(Timestamp now) => !Settings.Closed && _hours?.IsOpen(now) != false;

    /// <summary>Whether other contacts take all of the limited places.</summary>
    public bool IsFull(Contact contact) =>
        Settings.MaxWaiting is { } most && PlacesTaken - (contact.CountedIn == this ? 1 : 0) >= most;
}
