using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Acd.Testing;
using Microsoft.Data.Sqlite;

namespace Acd.Server.Tests;

/// <summary>Processes of the program in each of their roles, on a real redis-server.</summary>
public sealed class ServeProcessTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Two_processes_on_one_Redis_serve_as_one_center()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = Process("--store", redis.Url);
        await using var two = Process("--store", redis.Url);
        one.Start();
        two.Start();
        await one.WaitForReadinessAsync(ready: true, Timeout);
        await two.WaitForReadinessAsync(ready: true, Timeout);

        await PutAsync(one, "/v1/agents/ann", new { skills = new[] { "en" } });
        await PutAsync(two, "/v1/agents/ann/presence", new { presence = "available" });
        await PostAsync(two, "/v1/contacts", new { id = "c1", skills = new[] { "en" } });

        Assert.Equal("offered", await StateAsync(one, "c1"));
        Assert.Equal("offered", await StateAsync(two, "c1"));
    }

    [Fact]
    public async Task A_gateway_and_a_silo_are_one_center_and_the_silo_has_no_API()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var silo = Process("--store", redis.Url, "--role", "silo");
        await using var gateway = Process("--store", redis.Url, "--role", "gateway");
        silo.Start();
        gateway.Start();
        await silo.WaitForReadinessAsync(ready: true, Timeout);
        await gateway.WaitForReadinessAsync(ready: true, Timeout);

        await PostAsync(gateway, "/v1/contacts", new { id = "c1", skills = new[] { "en" } });

        using var http = new HttpClient { BaseAddress = silo.Url };
        using var none = await http.GetAsync(new Uri("/v1/contacts/c1", UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, none.StatusCode);
        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Contains("acd_dispatchers", metrics, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("gateway")]
    [InlineData("silo")]
    public async Task A_process_without_its_Redis_lives_and_is_ready_when_Redis_and_the_cluster_are_there(string role)
    {
        var port = FreePort.NextNonEphemeral();
        await using var process = Process("--store", $"redis://127.0.0.1:{port}", "--role", role);
        process.Start();
        await process.WaitForReadinessAsync(ready: false, Timeout);

        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { Port = port });
        await using var silo = Process("--store", redis.Url, "--role", "silo");
        silo.Start();

        await process.WaitForReadinessAsync(ready: true, Timeout);
    }

    [Fact]
    public async Task A_member_that_was_voted_out_while_it_hung_ends_with_a_code_of_its_own()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = Process("--store", redis.Url);
        await using var two = Process("--store", redis.Url);
        one.Start();
        await one.WaitForReadinessAsync(ready: true, Timeout);
        two.Start();
        await two.WaitForReadinessAsync(ready: true, Timeout);

        // The first member has the dispatcher: the other serves again when the cluster has voted the first one out.
        one.Hang();
        await Polling.UntilAsync(
            async () => await TryPostAsync(two, "/v1/contacts", new { id = "c1" }),
            Timeout,
            () => $"Nothing serves.\n{two.Log}");
        one.Resume();

        Assert.Equal(70, await one.WaitForExitAsync());
        Assert.Equal("queued", await StateAsync(two, "c1"));
    }

    [Fact]
    public async Task A_center_that_stops_for_good_ends_its_process_with_a_code_of_its_own()
    {
        using var files = new TempFolder();
        var file = files.File("acd.db");
        await using (var first = Process("--store", $"sqlite:{file}"))
        {
            first.Start();
            await first.WaitForReadinessAsync(ready: true, Timeout);
            await PutAsync(first, "/v1/agents/ann", new { skills = new[] { "en" } });
            await PutAsync(first, "/v1/agents/ann/presence", new { presence = "available" });
            await PostAsync(first, "/v1/contacts", new { id = "c1", skills = new[] { "en" } });
            Assert.Equal(0, await first.TerminateAsync());
        }

        // An offer without its agent is a document that no engine can be made of.
        await using (var database = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await database.OpenAsync();
            await using var delete = database.CreateCommand();
            delete.CommandText = "DELETE FROM agent";
            Assert.Equal(1, await delete.ExecuteNonQueryAsync());
        }

        await using var second = Process("--store", $"sqlite:{file}");
        second.Start();
        Assert.Equal(71, await second.WaitForExitAsync());
        Assert.Contains("stops for good", second.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dashboard_is_shown_where_it_is_asked_for()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var process = Process("--store", redis.Url, "--dashboard", "true");
        process.Start();
        await process.WaitForReadinessAsync(ready: true, Timeout);

        using var http = new HttpClient { BaseAddress = process.Url };

        Assert.Contains(
            "Orleans Dashboard", await http.GetStringAsync(new Uri("/dashboard/", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_https_address_has_the_certificate_of_the_settings()
    {
        using var files = new TempFolder();
        var (certificate, key) = MakeCertificate(files.Path);
        var (plain, secure) = (FreePort.NextNonEphemeral(), FreePort.NextNonEphemeral());
        await using var process = new HttpProcess(
            "acd", plain, "serve", "--store", "memory:", "--urls", $"http://127.0.0.1:{plain};https://127.0.0.1:{secure}",
            "--certificate", certificate, "--certificate-key", key);
        process.Start();
        await process.WaitForReadinessAsync(ready: true, Timeout);
        using var own = X509CertificateLoader.LoadCertificateFromFile(certificate);
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == own.Thumbprint,
        };
        using var http = new HttpClient(handler);

        // Kestrel binds one address after the other.
        var text = "";
        await Polling.UntilAsync(
            async () =>
            {
                try
                {
                    text = await http.GetStringAsync(new Uri($"https://127.0.0.1:{secure}/readyz"));
                    return true;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            Timeout,
            () => $"Nothing answers by https.\n{process.Log}");
        Assert.Contains("active", text, StringComparison.Ordinal);
    }

    private static (string Certificate, string Key) MakeCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=acd", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        var (certificate, keyFile) = (Path.Combine(folder, "acd.crt"), Path.Combine(folder, "acd.key"));
        File.WriteAllText(certificate, made.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (certificate, keyFile);
    }

    private static HttpProcess Process(params IEnumerable<string> arguments)
    {
        var port = FreePort.NextNonEphemeral();
        return new HttpProcess("acd", port, ["serve", "--port", $"{port}", .. arguments]);
    }

    private static async Task PutAsync(HttpProcess process, string path, object body)
    {
        using var http = new HttpClient { BaseAddress = process.Url };
        using var answer = await http.PutAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task PostAsync(HttpProcess process, string path, object body)
    {
        using var http = new HttpClient { BaseAddress = process.Url };
        using var answer = await http.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<bool> TryPostAsync(HttpProcess process, string path, object body)
    {
        using var http = new HttpClient { BaseAddress = process.Url };
        using var answer = await http.PostAsJsonAsync(path, body);
        return answer.IsSuccessStatusCode;
    }

    private static async Task<string?> StateAsync(HttpProcess process, string contact)
    {
        using var http = new HttpClient { BaseAddress = process.Url };
        var answer = await http.GetFromJsonAsync<JsonElement>($"/v1/contacts/{contact}");
        return answer.GetProperty("state").GetString();
    }
}
