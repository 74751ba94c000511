using System.Collections.Concurrent;
using System.Diagnostics;

namespace Acd.Connections.Tests;

/// <summary>A Python program of a guide, in a process of its own. What it prints is kept.</summary>
internal sealed class GuideReader : IDisposable
{
    // Debian's packages of Python are Debian's Python's.
    private const string DebiansPython = "/usr/bin/python3";

    private readonly Process _process;

    private GuideReader(Process process) => _process = process;

    /// <summary>Starts a program; gives null where Python, or its module redis, is not installed.</summary>
    public static GuideReader? TryStart(string program, int port, out IReadOnlyCollection<string> printed)
    {
        var lines = new ConcurrentQueue<string>();
        printed = lines;
        if (!HasRedis()) return null;
        var process = Start(program, $"{port}", "reader-1");
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text) lines.Enqueue(text);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new GuideReader(process);
    }

    /// <summary>Ends it, and waits until it has.</summary>
    public async Task WaitForEndAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private static bool HasRedis()
    {
        try
        {
            using var process = Start("-c", "import redis");
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static Process Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(File.Exists(DebiansPython) ? DebiansPython : "python3")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
