using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>TLS to a Redis server: 1.2 or later, the server's certificate checked against its host name.</summary>
/// <param name="Authority">
/// The PEM file of the certificate authority that the server's certificate must come from; null for those that the machine
/// trusts.
/// </param>
/// <param name="Certificate">The PEM file of the client's certificate; null where the server wants none.</param>
/// <param name="Key">The PEM file of the client certificate's key; null where it stands in the certificate's file.</param>
public sealed record RedisTls(string? Authority = null, string? Certificate = null, string? Key = null)
{
    /// <summary>Reads <c>ca=FILE&amp;cert=FILE&amp;key=FILE</c>, each of them optional.</summary>
    /// <exception cref="ArgumentException">There is another parameter, or a file that cannot be read as what it must be.</exception>
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
                _ => throw new ArgumentException($"A Redis store's parameters are ca, cert and key, each a file, not \"{parameter}\"."),
            };
        }

        if (tls is { Key: not null, Certificate: null })
            throw new ArgumentException("A Redis store's key goes with cert, the client's certificate.");
        tls.Check();
        return tls;
    }

    /// <summary>Turns TLS on.</summary>
    internal void Apply(ConfigurationOptions options)
    {
        options.Ssl = true;
        options.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        if (Authority is not null) options.TrustIssuer(Authority);
        if (Certificate is not null) options.SetUserPemCertificate(Certificate, Key);
    }

    /// <summary>A file that is missing is told when the settings are read, not as a server that does not answer.</summary>
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
