using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Acd.Gateway.Tests;

/// <summary>A collector that takes OTLP over HTTP and remembers the names in it.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Collector(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>The names of services, meters and instruments: <c>service / meter / instrument</c>.</summary>
    public ConcurrentDictionary<string, bool> Metrics { get; } = new();

    /// <summary>The same of sources and spans.</summary>
    public ConcurrentDictionary<string, bool> Spans { get; } = new();

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new Collector(app);

        // A request has resources (1), these what they are (1) and scopes (2), these a name (1.1) and metrics or spans (2),
        // whose names are field 1 and field 5.
        app.MapPost("/v1/metrics", http => collector.TakeAsync(http, collector.Metrics, name: 1));
        app.MapPost("/v1/traces", http => collector.TakeAsync(http, collector.Spans, name: 5));
        await app.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http, ConcurrentDictionary<string, bool> names, int name)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        foreach (var resource in Fields(body.ToArray(), 1))
        {
            var service = Fields(resource, 1).SelectMany(attributes => Fields(attributes, 1))
                .Single(attribute => Text(attribute, 1) == "service.name");
            var value = Text(Fields(service, 2).Single(), 1);
            foreach (var scope in Fields(resource, 2))
            {
                var meter = Text(Fields(scope, 1).Single(), 1);
                foreach (var item in Fields(scope, 2)) names[$"{value} / {meter} / {Text(item, name)}"] = true;
            }
        }
    }

    private static string Text(byte[] message, int field) => Encoding.UTF8.GetString(Fields(message, field).Single());

    /// <summary>The contents of a message's fields with a number, where they have a length: texts and messages.</summary>
    private static IEnumerable<byte[]> Fields(byte[] message, int number)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    if (tag >> 3 == number) yield return message[at..(at + length)];
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"{tag} is no tag of protobuf.");
            }
        }
    }

    private static long Varint(byte[] message, ref int at)
    {
        var value = 0L;
        for (var shift = 0; ; shift += 7)
        {
            value |= (message[at] & 0x7fL) << shift;
            if (message[at++] < 0x80) return value;
        }
    }
}
