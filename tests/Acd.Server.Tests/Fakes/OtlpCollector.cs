using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Acd.Server.Tests;

/// <summary>A collector that receives OTLP over HTTP and records the names in it.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpCollector(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>The names of services, meters and instruments: <c>service / meter / instrument</c>.</summary>
    public ConcurrentDictionary<string, bool> Metrics { get; } = new();

    /// <summary>The same for sources and spans.</summary>
    public ConcurrentDictionary<string, bool> Spans { get; } = new();

    /// <summary>The instruments' names in Prometheus, as the collector's exporter makes them.</summary>
    public ConcurrentDictionary<string, bool> Prometheus { get; } = new();

    public static async Task<OtlpCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new OtlpCollector(app);

        // A request has resources (1). A resource has attributes (1) and scopes (2). A scope has a name (1.1) and metrics
        // or spans (2), whose names are field 1 and field 5.
        app.MapPost("/v1/metrics", http => TakeAsync(http, collector.Metrics, name: 1, collector.Expose));
        app.MapPost("/v1/traces", http => TakeAsync(http, collector.Spans, name: 5));
        await app.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static async Task TakeAsync(
        HttpContext http, ConcurrentDictionary<string, bool> names, int name, Action<byte[]>? item = null)
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
                foreach (var one in Fields(scope, 2))
                {
                    names[$"{value} / {meter} / {Text(one, name)}"] = true;
                    item?.Invoke(one);
                }
            }
        }
    }

    // A metric has a name (1) and a unit (3), and is a gauge (5), a sum (7), monotonic or not (3), or a histogram (9).
    private void Expose(byte[] metric)
    {
        var name = new string([.. Text(metric, 1).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')]);
        name += Fields(metric, 3).Select(Encoding.UTF8.GetString).FirstOrDefault() switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            _ => "",
        };
        string[] parts = Fields(metric, 9).Any() ? ["_bucket", "_sum", "_count"]
            : Fields(metric, 7).Any(OnlyGrows) ? ["_total"] : [""];
        foreach (var part in parts) Prometheus[name + part] = true;
    }

    private static bool OnlyGrows(byte[] sum)
    {
        for (var at = 0; at < sum.Length;)
        {
            var tag = Varint(sum, ref at);
            if (tag == 3 << 3) return Varint(sum, ref at) == 1;
            if ((tag & 7) == 0) Varint(sum, ref at);
            else at += (int)Varint(sum, ref at);
        }

        return false;
    }

    private static string Text(byte[] message, int field) => Encoding.UTF8.GetString(Fields(message, field).Single());

    /// <summary>The contents of a message's length-delimited fields with a number: strings and messages.</summary>
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
