using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Simulator.Verify;

/// <summary>Everything that a run does, line by line, so that two runs are the same if and only if their hashes are.</summary>
/// <param name="writeLine">Where the lines are shown, if they are.</param>
internal sealed class SimulationTrace(Action<string>? writeLine) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Whether the run is over: nothing is traced any longer.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Something has happened.</summary>
    /// <param name="scheduler">Tells when.</param>
    /// <param name="source">Where.</param>
    /// <param name="text">What.</param>
    public void Line(SimulationScheduler scheduler, string source, string text)
    {
        if (IsClosed) return;
        var line = string.Create(CultureInfo.InvariantCulture, $"{scheduler.Elapsed.TotalMilliseconds,9:0} {source,-3} {text}");
        _hash.AppendData(Encoding.UTF8.GetBytes(line));
        _hash.AppendData("\n"u8);
        writeLine?.Invoke(line);
    }

    /// <summary>The hash of all that was traced, in hexadecimal; nothing is traced after it.</summary>
    public string Close()
    {
        IsClosed = true;
        return Convert.ToHexStringLower(_hash.GetHashAndReset().AsSpan(0, 16));
    }

    public void Dispose() => _hash.Dispose();
}

/// <summary>Tells a run that broke a rule, so that it can be read and repeated.</summary>
internal static class FailureTranscript
{
    /// <summary>The one line that repeats a seed's run.</summary>
    public static string RepeatedBy(long seed) => $"acd-sim verify --seed {seed}";

    /// <summary>What was broken, how to repeat it, and the steps, one a line.</summary>
    /// <param name="run">The run, shortened as far as it could be.</param>
    public static string Of(SimulationResult run)
    {
        var (parameters, violation) = (run.Parameters, run.Violation!);
        var text = new StringBuilder()
            .AppendLine($"Broken: {violation.Rule} ({violation.Checker}, after {violation.At.TotalSeconds:0.000} s)")
            .AppendLine($"  {violation.What}")
            .AppendLine($"Repeat: {RepeatedBy(run.Seed)}")
            .AppendLine($"{parameters.Processes} processes, {parameters.Agents} agents, batches of {parameters.MaxBatch} at the most, "
                + $"a lease of {parameters.LeaseDuration.TotalSeconds} s, commits may take {parameters.CommitTimeout.TotalSeconds} s, "
                + $"heartbeats {parameters.Settings.HeartbeatTimeout.TotalSeconds} s, "
                + $"closed contacts {parameters.Settings.ClosedContactTtl.TotalSeconds} s or {parameters.Settings.ClosedContactsKept}")
            .AppendLine($"{run.Steps.Count} steps:");
        foreach (var step in run.Steps) text.AppendLine($"  {step}");
        return text.ToString();
    }
}

/// <summary>Requests and replies as text: any of them, also those that are yet to be thought of.</summary>
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

    /// <summary>The kind of a message and what it says.</summary>
    public static string Of(object message) =>
        $"{message.GetType().Name} {JsonSerializer.Serialize(message, message.GetType(), Json)}";
}
