using Microsoft.Extensions.Options;

namespace Acd.Server;

/// <summary>The settings of the process itself, under <c>Acd</c> in the configuration.</summary>
internal sealed class ServerOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Acd";

    /// <summary>
    /// The collector of meters and traces, by OTLP over HTTP: <c>http://collector:4318</c>. Without it
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> holds; without both nothing is sent.
    /// </summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary>The PEM certificate for https addresses.</summary>
    public string? Certificate { get; set; }

    /// <summary>The PEM key of <see cref="Certificate"/>.</summary>
    public string? CertificateKey { get; set; }

    /// <summary>Whether <c>/dashboard</c> shows the Orleans Dashboard to supervisors.</summary>
    public bool Dashboard { get; set; }

    /// <summary>The time that a stop may take before it is cut short: 1 s to 5 min.</summary>
    public TimeSpan StopWithin { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>Reports everything that is wrong with the process's settings at once.</summary>
internal sealed class ServerOptionsValidator : IValidateOptions<ServerOptions>
{
    public ValidateOptionsResult Validate(string? name, ServerOptions options)
    {
        var wrong = Check(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Check(ServerOptions options)
    {
        if (!string.IsNullOrEmpty(options.OtlpEndpoint)
            && (!Uri.TryCreate(options.OtlpEndpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")))
            yield return $"OtlpEndpoint is \"{options.OtlpEndpoint}\"; it must be http://HOST:PORT.";
        if (options.StopWithin < TimeSpan.FromSeconds(1) || options.StopWithin > TimeSpan.FromMinutes(5))
            yield return $"StopWithin is {options.StopWithin}; it must be 00:00:01 to 00:05:00.";
        foreach (var file in new[] { options.Certificate, options.CertificateKey })
            if (file is not null && !File.Exists(file)) yield return $"Certificate: there is no file \"{file}\".";
        if (options.CertificateKey is not null && options.Certificate is null)
            yield return "CertificateKey goes with Certificate.";
    }
}
