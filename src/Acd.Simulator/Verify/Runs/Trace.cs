using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Acd.Simulator.Verify;

/// <summary>Everything that a run does, line by line, so that two runs are the same if and only if their hashes are.</summary>
/// <param name="show">Where the lines are shown, if they are.</param>
internal sealed class SimulationTrace(Action<string>? show) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Whether the run is over: nothing is traced any longer.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Something has happened.</summary>
    /// <param name="world">Tells when.</param>
    /// <param name="who">Where.</param>
    /// <param name="what">What.</param>
    public void Line(SimulationScheduler world, string who, string what)
    {
        if (IsClosed) return;
        var line = string.Create(CultureInfo.InvariantCulture, $"{world.Elapsed.TotalMilliseconds,9:0} {who,-3} {what}");
        _hash.AppendData(Encoding.UTF8.GetBytes(line));
        _hash.AppendData("\n"u8);
        show?.Invoke(line);
    }

    /// <summary>The hash of all that was traced, in hexadecimal; nothing is traced after it.</summary>
    public string Close()
    {
        IsClosed = true;
        return Convert.ToHexStringLower(_hash.GetHashAndReset().AsSpan(0, 16));
    }

    public void Dispose() => _hash.Dispose();
}
