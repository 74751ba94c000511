using System.Globalization;
using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>
/// Events by the page, for callers that ask again and again with the number that they have: as JSON, or as NDJSON, one event a
/// line. It shares its address with the stream; <c>Accept</c> or a parameter that only pages have tells them apart.
/// </summary>
internal sealed class EventPageRoute(IContactCenter center)
{
    /// <summary>The headers of NDJSON, which has no place for them in its body.</summary>
    public const string Next = "Acd-Next", FirstKept = "Acd-First-Kept", Last = "Acd-Last";

    private const string Json = "application/json", Lines = "application/x-ndjson", Stream = "text/event-stream";

    private const string After = "after", Limit = "limit", Type = "type", Queue = "queue", Contact = "contact";

    private const int MaxTypeLength = 64;

    /// <summary>Whether a request asks for a page and not for the stream.</summary>
    public static bool IsAsked(HttpContext http)
    {
        var accepts = http.Request.Headers.Accept;
        if (Has(accepts, Stream))
            return false;
        return Has(accepts, Json) || Has(accepts, Lines)
            || http.Request.Query.Keys.Any(name => name is Limit or Type or Queue or Contact);
    }

    public async Task SendAsync(HttpContext http)
    {
        var asked = new ReadEvents(0);
        var reply = Read(http, ref asked) is { } refusal ? refusal : await center.SendAsync(asked, http);
        if (reply is not EventsReply page)
        {
            await ReplyWriter.WriteAsync(http, reply);
            return;
        }

        await WriteAsync(http, page);
    }

    /// <summary>Writes a page as NDJSON where the caller accepts it, else as JSON.</summary>
    public static async Task WriteAsync(HttpContext http, EventsReply page)
    {
        var lines = Has(http.Request.Headers.Accept, Lines);
        var buffer = JsonResponseBuffer.Begin();
        if (lines)
            WriteLines(http, buffer, page);
        else
            WriteJson(buffer, page);
        await buffer.SendAsync(http, lines ? Lines : Json);
    }

    public static T WithPageParameters<T>(T route) where T : IEndpointConventionBuilder => route
        .WithParameter(Limit, ParameterLocation.Query, new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Minimum = "1",
            Maximum = $"{Limits.PageSize}",
            Description = "How many events a page has at the most, 100 by default. It asks for a page.",
            Examples = [100],
        })
        .WithParameter(Type, ParameterLocation.Query, new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            MaxLength = MaxTypeLength,
            Description = "Events of this type. It asks for a page.",
            Examples = ["contactClosed"],
        })
        .WithParameter(Queue, ParameterLocation.Query, Id("Events of contacts in this queue. It asks for a page.", "sales"))
        .WithParameter(Contact, ParameterLocation.Query, Id("Events of this contact. It asks for a page.", "c1"));

    private static OpenApiSchema Id(string description, string example)
    {
        var schema = ValueFields.IdSchema(description);
        schema.Examples = [example];
        return schema;
    }

    private static Refusal? Read(HttpContext http, ref ReadEvents asked)
    {
        long? after = asked.After, limit = asked.Limit;
        QueueId? queue = null;
        ContactId? contact = null;
        string? type = null;
        var refusal = http.RefuseUnknownParameters(After, Limit, Type, Queue, Contact)
            ?? http.ReadNumber(After, 0, long.MaxValue, ref after)
            ?? http.ReadNumber(Limit, 1, Limits.PageSize, ref limit)
            ?? http.ReadId(Queue, ref queue)
            ?? http.ReadId(Contact, ref contact)
            ?? http.ReadSingle(Type, out type);
        if (refusal is null && type is not null && EventJson.FindName(type) is null)
            refusal = RequestRefusals.OutOfRange(Type, "a type of events, such as contactClosed");
        asked = new ReadEvents(after!.Value, (int)limit!.Value) { Type = type, Queue = queue, Contact = contact };
        return refusal;
    }

    private static void WriteLines(HttpContext http, JsonResponseBuffer buffer, EventsReply page)
    {
        var headers = http.Response.Headers;
        headers[Next] = page.Next.ToString(CultureInfo.InvariantCulture);
        headers[FirstKept] = page.FirstKept.ToString(CultureInfo.InvariantCulture);
        headers[Last] = page.Last.ToString(CultureInfo.InvariantCulture);
        foreach (var line in page.Events)
        {
            buffer.WriteRaw(System.Text.Encoding.UTF8.GetBytes(line.Json));
            buffer.WriteRaw("\n"u8);
        }
    }

    private static void WriteJson(JsonResponseBuffer buffer, EventsReply page) =>
        buffer.WriteObject(page, static (json, page) =>
        {
            json.WriteStartArray("events"u8);
            foreach (var line in page.Events)
                json.WriteRawValue(line.Json, skipInputValidation: true);
            json.WriteEndArray();
            json.WriteNumber("next"u8, page.Next);
            json.WriteNumber("firstKept"u8, page.FirstKept);
            json.WriteNumber("last"u8, page.Last);
        });

    private static bool Has(Microsoft.Extensions.Primitives.StringValues accepts, string mediaType) =>
        accepts.Count > 0 && MediaTypeHeaderValue.TryParseList(accepts, out var types)
        && types.Any(type => type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase));
}
