using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Simulator.Verify;

/// <summary>The trace of a run, line by line. Two runs are the same if and only if their hashes are.</summary>
/// <param name="writeLine">Called with each line, if given.</param>
internal sealed class SimulationTrace(Action<string>? writeLine) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Whether the run has ended and nothing more is traced.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Adds a line.</summary>
    /// <param name="scheduler">The scheduler, whose time the line has.</param>
    /// <param name="source">The source, such as a process.</param>
    /// <param name="text">The text.</param>
    public void Line(SimulationScheduler scheduler, string source, string text)
    {
        if (IsClosed) return;
        var line = string.Create(CultureInfo.InvariantCulture, $"{scheduler.Elapsed.TotalMilliseconds,9:0} {source,-3} {text}");
        _hash.AppendData(Encoding.UTF8.GetBytes(line));
        _hash.AppendData("\n"u8);
        writeLine?.Invoke(line);
    }

    /// <summary>Ends the trace and returns its hash in hexadecimal.</summary>
    public string Close()
    {
        IsClosed = true;
        return Convert.ToHexStringLower(_hash.GetHashAndReset().AsSpan(0, 16));
    }

    public void Dispose() => _hash.Dispose();
}

/// <summary>The transcript of a run that broke a rule.</summary>
internal static class FailureTranscript
{
    /// <summary>The command that repeats a seed's run.</summary>
    public static string RepeatedBy(long seed) => $"acd-sim verify --seed {seed}";

    /// <summary>The violation, the command that repeats it, and the steps, one a line.</summary>
    /// <param name="run">The run, shortened as far as possible.</param>
    public static string Of(SimulationResult run)
    {
        var (parameters, violation, settings) = (run.Parameters, run.Violation!, run.Parameters.Settings);
        var text = new StringBuilder()
            .AppendLine($"Broken: {violation.Rule} ({violation.Checker}, after {violation.At.TotalSeconds:0.000} s)")
            .AppendLine($"  {violation.What}")
            .AppendLine($"Repeat: {RepeatedBy(run.Seed)}")
            .AppendLine($"{parameters.Processes} processes, {parameters.Agents} agents, batches of up to {parameters.MaxBatch}, "
                + $"a lease of {parameters.LeaseDuration.TotalSeconds} s, "
                + $"a commit timeout of {parameters.CommitTimeout.TotalSeconds} s, "
                + $"a heartbeat timeout of {settings.HeartbeatTimeout.TotalSeconds} s, "
                + $"closed contacts kept for {settings.ClosedContactTtl.TotalSeconds} s or up to {settings.ClosedContactsKept}")
            .AppendLine($"{run.Steps.Count} steps:");
        foreach (var step in run.Steps) text.AppendLine($"  {step}");
        return text.ToString();
    }
}

/// <summary>Formats any request or reply as text.</summary>
internal static class MessageFormatter
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new TimestampConverter(), new DurationConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
        },
    };

    /// <summary>A message's type and content.</summary>
    public static string Of(object message) =>
        $"{message.GetType().Name} {JsonSerializer.Serialize(message, message.GetType(), Json)}";
}
