using System.Globalization;

namespace Acd.Benchmarks;

/// <summary>The processor time of this process's children that have ended, with that of their own children.</summary>
internal static class ChildCpuTime
{
    // Linux counts in hundredths of a second for every program.
    private const double TicksPerSecond = 100;

    // Of /proc/self/stat after the name in brackets: children's user and system time.
    private const int UserField = 13, SystemField = 14;

    /// <summary>What they have used until now.</summary>
    public static TimeSpan Read()
    {
        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[UserField], CultureInfo.InvariantCulture)
            + long.Parse(fields[SystemField], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }
}
