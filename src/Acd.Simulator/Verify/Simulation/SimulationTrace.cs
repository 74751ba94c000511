using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Acd.Core.Json;

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

/// <summary>Tells a run that broke a rule, so that it can be read and repeated.</summary>
internal static class FailureTranscript
{
    /// <summary>The one line that repeats a seed's run.</summary>
    public static string RepeatedBy(long seed) => $"acd-sim verify --seed {seed}";

    /// <summary>What was broken, how to repeat it, and the steps, one a line.</summary>
    /// <param name="run">The run, shortened as far as it could be.</param>
    public static string Of(SimulationResult run)
    {
        var (scenery, violation) = (run.Parameters, run.Violation!);
        var text = new StringBuilder()
            .AppendLine($"Broken: {violation.Rule} ({violation.Checker}, after {violation.At.TotalSeconds:0.000} s)")
            .AppendLine($"  {violation.What}")
            .AppendLine($"Repeat: {RepeatedBy(run.Seed)}")
            .AppendLine($"{scenery.Processes} processes, {scenery.Agents} agents, batches of {scenery.MaxBatch} at the most, "
                + $"a lease of {scenery.LeaseDuration.TotalSeconds} s, commits may take {scenery.CommitTimeout.TotalSeconds} s, "
                + $"heartbeats {scenery.Settings.HeartbeatTimeout.TotalSeconds} s, "
                + $"closed contacts {scenery.Settings.ClosedContactTtl.TotalSeconds} s or {scenery.Settings.ClosedContactsKept}")
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
