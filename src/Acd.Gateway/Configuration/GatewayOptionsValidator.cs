using Acd.Core;
using Microsoft.Extensions.Options;

namespace Acd.Gateway;

/// <summary>Reports everything that is wrong with the settings at once, before anything starts.</summary>
internal sealed class GatewayOptionsValidator : IValidateOptions<GatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        var wrong = Limits(options).Concat(ListenUrls.GetValidationErrors(options)).Concat(Keys(options)).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    /// <summary>What is wrong with the port, a sentence.</summary>
    internal static IEnumerable<string> PortErrors(GatewayOptions options)
    {
        if (options.Port is < 0 or > 65_535)
            yield return $"Port is {options.Port}; it must be 0 to 65535.";
    }

    private static IEnumerable<string> Limits(GatewayOptions options)
    {
        foreach (var error in PortErrors(options))
            yield return error;
        if (options.RequestsPerSecond is < 10 or > 10_000_000)
            yield return $"RequestsPerSecond is {options.RequestsPerSecond}; it must be 10 to 10,000,000.";
        if (options.RequestBurst is < 1 or > 10_000_000)
            yield return $"RequestBurst is {options.RequestBurst}; it must be 1 to 10,000,000.";
        if (options.MaxConnections is < 1 or > 1_000_000)
            yield return $"MaxConnections is {options.MaxConnections}; it must be 1 to 1,000,000.";
        if (options.MaxStreams is < 0 or > 1_000_000)
            yield return $"MaxStreams is {options.MaxStreams}; it must be 0 to 1,000,000.";
        foreach (var error in TrustedProxies.GetValidationErrors(options).Concat(CrossOriginRules.GetValidationErrors(options)))
            yield return error;
        if (options.SessionLifetime < TimeSpan.FromMinutes(1) || options.SessionLifetime > TimeSpan.FromDays(7))
            yield return $"SessionLifetime is {options.SessionLifetime}; it must be 00:01:00 to 7.00:00:00.";
        if (options.StreamHeartbeat < TimeSpan.FromMilliseconds(10) || options.StreamHeartbeat > TimeSpan.FromMinutes(5))
            yield return $"StreamHeartbeat is {options.StreamHeartbeat}; it must be 00:00:00.01 to 00:05:00.";
    }

    private static IEnumerable<string> Keys(GatewayOptions options)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Keys.Count; i++)
        {
            var key = options.Keys[i];
            if (key.Key.Length is < 16 or > 256 || key.Key.AsSpan().ContainsAnyExceptInRange('!', '~'))
                yield return $"Keys:{i}:Key must be 16 to 256 visible ASCII characters.";
            else if (!seen.Add(key.Key))
                yield return $"Keys:{i}:Key is there twice.";
            if (!RoleNames.TryParse(key.Role, out var role))
                yield return $"Keys:{i}:Role is \"{key.Role}\"; it must be agent, service, supervisor, viewer or switch.";
            else if (role == Role.Agent && !Id.IsValid(key.Agent))
                yield return $"Keys:{i}:Agent must name the agent that the key belongs to.";
            else if (role != Role.Agent && key.Agent is not null)
                yield return $"Keys:{i}:Agent goes with the role agent only.";
        }
    }
}
