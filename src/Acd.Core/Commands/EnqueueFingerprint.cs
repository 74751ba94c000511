using System.Text.Json;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>
/// A number for what a request to enqueue asks for. A repetition has the same number, and almost every other request another.
/// </summary>
public static class EnqueueFingerprint
{
    private const ulong Basis = 14_695_981_039_346_656_037, Prime = 1_099_511_628_211;

    /// <summary>The number (FNV-1a, 63 bits) of all that the request asks for but the id.</summary>
    public static long Of(EnqueueContact request)
    {
        var hash = Add(Basis, request.Queue?.Value);
        hash = Add(hash, request.Gate?.Value);
        hash = Add(hash, request.Channel.Value);
        foreach (var (skill, level) in request.Requirements) hash = Add(Add(hash, skill.Value), level);
        hash = Add(hash, request.Priority ?? -1);
        hash = Add(hash, request.PreferredAgent?.Value);
        hash = Add(hash, request.PreferredFor?.Ticks ?? -1);
        hash = Add(hash, request.CallerId);
        hash = Add(hash, request.Attributes);
        if (request.AssignTo is { } agent) hash = Add(Add(hash, agent.Value), request.Connected ? 1 : 0);
        foreach (var step in request.Plan ?? [])
        {
            hash = Add(Add(hash, step.After.Ticks), step.SkipIfUnservable ? 1 : 0);
            hash = Add(hash, JsonSerializer.Serialize(step.Do, CenterJson.Default.WaitAction));
        }

        return (long)(Add(hash, request.Plan?.Count ?? -1) >> 1);
    }

    private static ulong Add(ulong hash, string? text)
    {
        if (text is null) return Add(hash, -1);
        foreach (var letter in text) hash = unchecked((hash ^ letter) * Prime);
        return Add(hash, text.Length);
    }

    private static ulong Add(ulong hash, long number) => unchecked((hash ^ (ulong)number) * Prime);
}
