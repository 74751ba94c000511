using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Acd.Core;
using Acd.Core.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Acd.Gateway;

internal static class OpenApiExtensions
{
    public static void AddOpenApiDescription(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            // The schemas come from the types that write responses. These never write a number as a string.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.Converters.Add(new TimestampConverter());
            json.SerializerOptions.Converters.Add(new DurationConverter());
            json.SerializerOptions.Converters.Add(new CamelCaseEnumConverter<DayOfWeek>());
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, CenterJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(1, ResponseJsonContext.Default);
        });
        services.AddSingleton<OpenApiDocumentCache>();
        services.AddOpenApi(OpenApiDocumentCache.DocumentName, api =>
        {
            api.AddDocumentTransformer<GatewayDocumentTransformer>();
            api.AddSchemaTransformer((schema, context, _) =>
            {
                if (context.JsonPropertyInfo?.CustomConverter is RawJsonConverter)
                    (schema.Type, schema.AdditionalPropertiesAllowed) = (JsonSchemaType.Object, true);
                Describe(schema, Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type);
                return Task.CompletedTask;
            });
        });
    }

    public static void MapOpenApiDescription(this IEndpointRouteBuilder app)
    {
        var description = app.ServiceProvider.GetRequiredService<OpenApiDocumentCache>();
        app.MapGet($"/openapi/{OpenApiDocumentCache.DocumentName}.json", description.SendAsync)
            .AllowAnonymous();
    }

    // The schema generator cannot see what a converter writes. It describes a member that is a value by the value's type, which
    // says nothing of the member.
    private static void Describe(OpenApiSchema schema, Type type)
    {
        if (type.IsAssignableTo(typeof(Reply)))
        {
            foreach (var header in (ReadOnlySpan<string>)["asOf", "rememberedUntil", "closedIdsFor"])
                schema.Properties?.Remove(header);
        }

        if (IsOurs(type))
            (schema.Extensions ??= new Dictionary<string, IOpenApiExtension>())[SchemaLifter.NameMember] =
                new JsonNodeExtension(SchemaLifter.NameOf(type));

        if (type == typeof(Timestamp))
            (schema.Type, schema.Format, schema.Description) = (JsonSchemaType.String, "date-time", null);
        else if (type == typeof(TimeSpan))
            (schema.Type, schema.Description) = (JsonSchemaType.Number, $"{schema.Description} In seconds.".TrimStart());
        else if (type == typeof(TimeOnly))
            (schema.Type, schema.Format) = (JsonSchemaType.String, null);
        else if (type.IsAssignableTo(typeof(System.ValueType)) && type.GetInterfaces().Any(IsId))
            (schema.Type, schema.MinLength, schema.MaxLength, schema.Pattern, schema.Description) =
                (JsonSchemaType.String, 1, Id.MaxLength, ValueFields.IdPattern, null);
    }

    // An id, a time and a duration are values with a form of their own.
    private static bool IsOurs(Type type) =>
        type.Namespace?.StartsWith("Acd.", StringComparison.Ordinal) == true && (type.IsEnum || !type.IsValueType);

    private static bool IsId(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IId<>);
}

/// <summary>The OpenAPI document as it is sent. The first request makes it, because it does not change.</summary>
internal sealed class OpenApiDocumentCache
{
    public const string DocumentName = "v1";

    // Signs such as + and < stand for themselves: the document is JSON on its own.
    private static readonly JsonSerializerOptions PlainJson = new() { Encoder = CenterJson.Encoder };

    private readonly Lazy<Task<byte[]>> _bytes;

    public OpenApiDocumentCache([FromKeyedServices(DocumentName)] IOpenApiDocumentProvider documents) =>
        _bytes = new Lazy<Task<byte[]>>(() => WriteAsync(documents));

    /// <summary>The document as JSON.</summary>
    public Task<byte[]> GetBytesAsync() => _bytes.Value;

    public async Task SendAsync(HttpContext http)
    {
        var bytes = await GetBytesAsync();
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = bytes.Length;
        await http.Response.BodyWriter.WriteAsync(bytes);
    }

    private static async Task<byte[]> WriteAsync(IOpenApiDocumentProvider documents)
    {
        var document = await documents.GetOpenApiDocumentAsync();
        using var indented = new MemoryStream();
        await document.SerializeAsJsonAsync(indented, OpenApiSpecVersion.OpenApi3_1);
        // The library indents its output, which is most of its size.
        var json = JsonNode.Parse(indented.ToArray())!.AsObject();
        DocumentShape.Apply(json);
        return JsonSerializer.SerializeToUtf8Bytes(json, PlainJson);
    }
}
