using System.Net;
using Acd.Core;
using Acd.Hosting;
using Acd.Storage;
using Microsoft.Extensions.Options;

namespace Acd.Gateway;

/// <summary>Says everything that is wrong with the settings at once, before anything is started.</summary>
internal sealed class GatewayOptionsValidator : IValidateOptions<GatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        var wrong = ValidateSettings(options).Concat(ValidateUrls(options)).Concat(ValidateKeys(options)).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> ValidateSettings(GatewayOptions options)
    {
        if (!options.Store.StartsWith("sqlite:", StringComparison.Ordinal) && options.Store != "memory:"
            && !RedisAddress.IsRedisUrl(options.Store))
        {
            yield return $"Store is \"{options.Store}\"; it must be sqlite:FILE, redis[s]://HOST:PORT, "
                + "redis[s]+sentinel://HOST:PORT,…/SERVICE or memory:.";
        }

        if (!Id.IsValid(options.Center))
            yield return $"Center is \"{options.Center}\"; it must be 1 to 64 of A-Z a-z 0-9 . _ : -.";
        if (options.Mode is not (GatewayOptions.SingleMode or GatewayOptions.ClusterMode))
            yield return $"Mode is \"{options.Mode}\"; it must be single or cluster.";
        if (options.Mode == GatewayOptions.ClusterMode && !RedisAddress.IsRedisUrl(options.Store))
        {
            yield return $"Store is \"{options.Store}\"; in a cluster it must be redis[s]://HOST:PORT or "
                + "redis[s]+sentinel://HOST:PORT,…/SERVICE.";
        }

        if (!MatchingNames.TryParse(options.Matching, out var matching))
            yield return $"Matching is \"{options.Matching}\"; it must be {MatchingNames.All}.";
        if (matching == MatchingKind.Zinter && options.Mode == GatewayOptions.ClusterMode)
            yield return $"Matching is \"{options.Matching}\"; in a cluster it is set at the silos.";
        else if (matching == MatchingKind.Zinter && !RedisAddress.IsRedisUrl(options.Store))
            yield return $"Matching is \"{options.Matching}\", for which Store must be Redis; it is \"{options.Store}\".";
        if (options.Port is < 0 or > 65_535)
            yield return $"Port is {options.Port}; it must be 0 to 65535.";
        if (options.RequestsPerSecond is < 10 or > 10_000_000)
            yield return $"RequestsPerSecond is {options.RequestsPerSecond}; it must be 10 to 10,000,000.";
        if (options.RequestBurst is < 1 or > 10_000_000)
            yield return $"RequestBurst is {options.RequestBurst}; it must be 1 to 10,000,000.";
        if (options.MaxConnections is < 1 or > 1_000_000)
            yield return $"MaxConnections is {options.MaxConnections}; it must be 1 to 1,000,000.";
        if (options.MaxStreams is < 0 or > 1_000_000)
            yield return $"MaxStreams is {options.MaxStreams}; it must be 0 to 1,000,000.";
        foreach (var error in TrustedProxies.GetValidationErrors(options))
            yield return error;
        if (options.StreamHeartbeat < TimeSpan.FromMilliseconds(10) || options.StreamHeartbeat > TimeSpan.FromMinutes(5))
            yield return $"StreamHeartbeat is {options.StreamHeartbeat}; it must be 00:00:00.01 to 00:05:00.";
        if (options.OtlpEndpoint is { } otlp
            && (!Uri.TryCreate(otlp, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")))
            yield return $"OtlpEndpoint is \"{otlp}\"; it must be http://HOST:PORT.";
        if (options.StopWithin < TimeSpan.FromSeconds(1) || options.StopWithin > TimeSpan.FromMinutes(5))
            yield return $"StopWithin is {options.StopWithin}; it must be 00:00:01 to 00:05:00.";
    }

    private static IEnumerable<string> ValidateUrls(GatewayOptions options)
    {
        foreach (var url in ListenAddress.Split(options.Urls))
        {
            if (!ListenAddress.TryParse(url, out var address))
                yield return $"Urls has \"{url}\"; it must be http://ADDRESS:PORT with an IP address, localhost or *.";
            else if (options.Keys.Count == 0 && (address.Ip is null || !IPAddress.IsLoopback(address.Ip)))
                yield return $"Urls has \"{url}\", which is not loopback; configure keys before others may call.";
        }
    }

    private static IEnumerable<string> ValidateKeys(GatewayOptions options)
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
                yield return $"Keys:{i}:Role is \"{key.Role}\"; it must be agent, service or supervisor.";
            else if (role == Role.Agent && !Id.IsValid(key.Agent))
                yield return $"Keys:{i}:Agent must name the agent that the key speaks for.";
            else if (role != Role.Agent && key.Agent is not null)
                yield return $"Keys:{i}:Agent goes with the role agent only.";
        }
    }
}
