using Acd.Core;
using Acd.Hosting;
using Acd.Storage;
using Microsoft.Extensions.Options;

namespace Acd.Silo;

/// <summary>Says everything that is wrong with the settings at once, before anything is started.</summary>
internal sealed class SiloOptionsValidator : IValidateOptions<SiloOptions>
{
    public ValidateOptionsResult Validate(string? name, SiloOptions options)
    {
        var wrong = Check(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Check(SiloOptions options)
    {
        if (Address(options.Store) is { } wrong) yield return wrong;
        if (!Id.IsValid(options.Center))
            yield return $"Center is \"{options.Center}\"; it must be 1 to 64 of A-Z a-z 0-9 . _ : -.";
        if (!MatchingNames.TryParse(options.Matching, out _))
            yield return $"Matching is \"{options.Matching}\"; it must be {MatchingNames.All}.";
        if (options.SiloPort is < 1 or > 65_535)
            yield return $"SiloPort is {options.SiloPort}; it must be 1 to 65535.";
        if (options.GatewayPort is < 1 or > 65_535 || options.GatewayPort == options.SiloPort)
            yield return $"GatewayPort is {options.GatewayPort}; it must be 1 to 65535, and not SiloPort.";
        if (options.HealthPort is < 0 or > 65_535)
            yield return $"HealthPort is {options.HealthPort}; it must be 0 to 65535.";
        if (string.IsNullOrWhiteSpace(options.Advertise))
            yield return "Advertise must be an IP address, a name, or auto.";
        if (!string.IsNullOrEmpty(options.OtlpEndpoint)
            && (!Uri.TryCreate(options.OtlpEndpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")))
            yield return $"OtlpEndpoint is \"{options.OtlpEndpoint}\"; it must be http://HOST:PORT.";
        if (options.StopWithin < TimeSpan.FromSeconds(1) || options.StopWithin > TimeSpan.FromMinutes(5))
            yield return $"StopWithin is {options.StopWithin}; it must be 00:00:01 to 00:05:00.";
    }

    private static string? Address(string store)
    {
        try
        {
            RedisAddress.Parse(store);
            return null;
        }
        catch (ArgumentException e)
        {
            return $"Store is \"{store}\". {e.Message}";
        }
    }
}
