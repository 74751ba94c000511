using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>TLS 1.2 or later to a Redis server. The server's certificate is checked against its host name.</summary>
/// <param name="Authority">The PEM file of the certificate authority; null for those that the machine trusts.</param>
/// <param name="Certificate">The PEM file of the client's certificate; null for none.</param>
/// <param name="Key">The PEM file of the client certificate's key; null where the certificate's file has it.</param>
public sealed record RedisTls(string? Authority = null, string? Certificate = null, string? Key = null)
{
    /// <summary>Parses <c>ca=FILE&amp;cert=FILE&amp;key=FILE</c>, each of them optional.</summary>
    /// <exception cref="ArgumentException">A parameter is unknown, or a file cannot be read.</exception>
    internal static RedisTls Parse(string query)
    {
        var tls = new RedisTls();
        foreach (var parameter in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = parameter.Split('=', 2);
            var value = parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "";
            tls = parts[0] switch
            {
                "ca" when value.Length > 0 => tls with { Authority = value },
                "cert" when value.Length > 0 => tls with { Certificate = value },
                "key" when value.Length > 0 => tls with { Key = value },
                _ => throw new ArgumentException(
                    $"A Redis store's parameters are ca, cert and key, each a file, not \"{parameter}\"."),
            };
        }

        if (tls is { Key: not null, Certificate: null })
            throw new ArgumentException("A Redis store's key goes with cert, the client's certificate.");
        tls.Check();
        return tls;
    }

    /// <summary>Adds TLS to a client's options.</summary>
    internal void Apply(ConfigurationOptions options)
    {
        options.Ssl = true;
        options.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        if (Authority is not null) options.TrustIssuer(Authority);
        if (Certificate is not null) options.SetUserPemCertificate(Certificate, Key);
    }

    /// <summary>Reads the files at once, so that a missing one is an error of the settings and not of the connection.</summary>
    private void Check()
    {
        try
        {
            if (Authority is not null) X509CertificateLoader.LoadCertificateFromFile(Authority).Dispose();
            if (Certificate is not null) X509Certificate2.CreateFromPemFile(Certificate, Key).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ArgumentException($"A Redis store's certificate cannot be read: {exception.Message}", exception);
        }
    }
}
