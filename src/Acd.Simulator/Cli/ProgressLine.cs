namespace Acd.Simulator;

/// <summary>
/// One line that tells how far a command is: on a terminal it is written over and over, elsewhere a new one is written every
/// few seconds. Any thread may use it.
/// </summary>
public sealed class ProgressLine(TextWriter writer, bool terminal, TimeProvider? clock = null)
{
    private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly Lock _gate = new();
    private long? _last;
    private bool _open;

    /// <summary>Says how far the command is; said too soon after the last time, it is left out.</summary>
    public void Report(string text)
    {
        lock (_gate)
        {
            var now = _clock.GetTimestamp();
            if (_last is { } last && _clock.GetElapsedTime(last, now) < (terminal ? BetweenFrames : BetweenLines))
                return;
            _last = now;
            Write(text);
        }
    }

    /// <summary>Says something that must not be left out.</summary>
    public void WriteLine(string text)
    {
        lock (_gate)
        {
            Write(text);
            EndLine();
        }
    }

    /// <summary>Ends the line, so that something else may be written.</summary>
    public void End()
    {
        lock (_gate)
            EndLine();
    }

    private void Write(string text)
    {
        if (!terminal)
        {
            writer.WriteLine(text);
            return;
        }

        // Back to the line's beginning, and away with what is left of a longer text before.
        writer.Write($"\r{text}\u001b[K");
        writer.Flush();
        _open = true;
    }

    private void EndLine()
    {
        if (_open)
            writer.WriteLine();
        _open = false;
    }
}
