using System.Collections.Concurrent;
using Acd.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Acd.Gateway.Tests;

/// <summary>Callers' numbers and keys do not appear in logs.</summary>
public sealed class PrivacyTests
{
    private const string Caller = "+49-30-901820", Number = "+49-30-901821", Key = "supervisor-key-9876543210";

    [Fact]
    public async Task No_log_level_writes_callers_numbers_or_keys()
    {
        using var folder = new TempFolder();
        var lines = new ConcurrentQueue<string>();
        using var log = new LineLogger(lines);
        await using (var gateway = await TestGateway.StartAsync(
            builder =>
            {
                builder.AddCenter($"sqlite:{Path.Combine(folder.Path, "acd.db")}");
                builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)
                    .AddFilter<LineLogger>(null, LogLevel.Trace));
            },
            options =>
            {
                options.Urls = "http://127.0.0.1:0";
                options.Keys.Add(new ApiKeyOptions { Key = Key, Role = "supervisor" });
            }))
        {
            await gateway.WaitForStatusAsync(Hosting.CenterStatus.Active);
            await Send(gateway, "POST /v1/contacts", $$"""{"id":"c1","callerId":"{{Caller}}"}""", 201);
            await Send(gateway, "POST /v1/contacts/c1/callback", $$"""{"number":"{{Number}}"}""", 200);
            await Send(gateway, "POST /v1/contacts/c1/callback", $$"""{"number":"{{Number}}","to":"x"}""", 400);
            await Send(gateway, "POST /v1/contacts", $$"""{"callerId":"{{Caller}}{{new string('0', 64)}}"}""", 400);
            await Send(gateway, "POST /v1/contacts", $$"""{"callerId":"{{Caller}}""", 400);
            await Send(gateway, "POST /v1/contacts/search", $$"""{"callerId":"{{Caller}}"}""", 200);
            var contact = await Send(gateway, "GET /v1/contacts/c1", null, 200);
            Assert.Equal(Number, contact.Json.GetProperty("callback").GetProperty("number").GetString());
        }

        Assert.Contains(lines, line => line.Contains("/v1/contacts/c1/callback", StringComparison.Ordinal));
        Assert.All(lines, line =>
        {
            foreach (var secret in new[] { "901820", "901821", Key })
                Assert.DoesNotContain(secret, line, StringComparison.Ordinal);
        });
    }

    private static async Task<GatewayResponse> Send(TestGateway gateway, string what, string? body, int status)
    {
        var got = await gateway.SendAsync(what, body, ("X-Api-Key", Key));
        Assert.True(got.Status == status, $"{what} was answered with {got.Status}: {got.Text}");
        return got;
    }

    private sealed class LineLogger(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
            // There is nothing to dispose.
        }
    }
}
