using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Acd.Hosting;
using Acd.Testing;

namespace Acd.Storage.Tests;

/// <summary>TLS and named ACL users, on real servers.</summary>
public sealed class RedisLoginTests
{
    [Fact]
    public async Task A_named_user_logs_in_with_its_own_password()
    {
        await using var redis = await RedisServer.StartAsync();
        Assert.Equal("+OK", await redis.SendAsync("ACL SETUSER acd on >secret ~{acd}:* +@all"));
        Assert.Equal("+OK", await redis.SendAsync("ACL SETUSER default off"));

        Assert.NotNull(await AcquireAsync($"redis://acd:secret@127.0.0.1:{redis.Port}"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AcquireAsync($"redis://acd:wrong@127.0.0.1:{redis.Port}"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AcquireAsync($"redis://:secret@127.0.0.1:{redis.Port}"));
    }

    [Fact]
    public async Task A_server_with_TLS_is_trusted_by_its_authority_alone()
    {
        using var files = new TempFolder();
        using var authority = new Authority(files, "ca");
        using var other = new Authority(files, "other");
        var (port, redis) = await StartAsync(authority.Issue("server"), "no");
        await using var server = redis;

        Assert.NotNull(await AcquireAsync($"rediss://127.0.0.1:{port}?ca={authority.File}"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AcquireAsync($"rediss://127.0.0.1:{port}?ca={other.File}"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AcquireAsync($"rediss://127.0.0.1:{port}"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AcquireAsync($"redis://127.0.0.1:{port}"));
    }

    [Fact]
    public async Task A_server_that_wants_a_certificate_of_its_clients_is_shown_one()
    {
        using var files = new TempFolder();
        using var authority = new Authority(files, "ca");
        var client = authority.Issue("client");
        var (port, redis) = await StartAsync(authority.Issue("server"), "yes");
        await using var server = redis;
        var url = $"rediss://127.0.0.1:{port}?ca={authority.File}";

        Assert.NotNull(await AcquireAsync($"{url}&cert={client.Certificate}&key={client.Key}"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AcquireAsync(url));
    }

    [Theory]
    [InlineData("rediss://box?ca=/no/such/file", "cannot be read")]
    [InlineData("rediss://box?key=client.key", "key goes with cert")]
    [InlineData("rediss://box?trust=all", "not \"trust=all\"")]
    [InlineData("redis://box?ca=ca.crt", "A Redis store must be")]
    public void A_wrong_parameter_is_refused(string url, string message)
    {
        var wrong = Assert.Throws<ArgumentException>(() => RedisAddress.Parse(url));

        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rediss://acd:secret@box:6380/2", "rediss://box:6380/2")]
    [InlineData("rediss+sentinel://:secret@one,two:1234/service/3", "rediss+sentinel://one:26379,two:1234/service/3")]
    public void An_address_with_TLS_is_shown_without_its_password(string url, string shown)
    {
        Assert.True(RedisAddress.IsRedisUrl(url));
        Assert.Equal(shown, RedisAddress.Parse(url).ToString());
    }

    private static async Task<(int Port, RedisServer Server)> StartAsync(PemFiles files, string authClients)
    {
        var port = FreePort.Next();
        return (port, await RedisServer.StartAsync(new RedisServerOptions
        {
            Arguments =
            [
                "--tls-port", $"{port}", "--tls-cert-file", files.Certificate, "--tls-key-file", files.Key,
                "--tls-ca-cert-file", files.Authority, "--tls-auth-clients", authClients,
            ],
        }));
    }

    private static async Task<Lease?> AcquireAsync(string url)
    {
        await using var store = StoreFactory.Open(new StoreOptions { Url = url, LeaseDuration = TimeSpan.FromSeconds(60) });
        var lease = await store.TryAcquireAsync("one");
        if (lease is not null) await store.ReleaseAsync(lease);
        return lease;
    }

    private sealed record PemFiles(string Authority, string Certificate, string Key);

    /// <summary>A certificate authority for a test, with its files in the test's folder.</summary>
    private sealed class Authority : IDisposable
    {
        private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1), To = From.AddDays(30);

        private readonly string _folder;
        private readonly X509Certificate2 _certificate;

        public Authority(TempFolder folder, string name)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            _certificate = request.CreateSelfSigned(From, To);
            _folder = folder.Path;
            File = Path.Combine(_folder, $"{name}.crt");
            System.IO.File.WriteAllText(File, _certificate.ExportCertificatePem());
        }

        public string File { get; }

        public PemFiles Issue(string name)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            using var issued = request.Create(_certificate, From, To, RandomNumberGenerator.GetBytes(8));
            var files = new PemFiles(File, Path.Combine(_folder, $"{name}.crt"), Path.Combine(_folder, $"{name}.key"));
            System.IO.File.WriteAllText(files.Certificate, issued.ExportCertificatePem());
            System.IO.File.WriteAllText(files.Key, key.ExportPkcs8PrivateKeyPem());
            return files;
        }

        public void Dispose() => _certificate.Dispose();
    }
}
