using System.Text.Json.Serialization;
using Acd.Core;
using Acd.Core.Json;
using Microsoft.OpenApi;

namespace Acd.Gateway;

internal static class OpenApiExtensions
{
    public static void AddOpenApiDescription(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            // Schemas of answers are made by what writes them, where numbers are never texts.
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
                Describe(schema, Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type);
                return Task.CompletedTask;
            });
        });
    }

    public static void MapOpenApiDescription(this IEndpointRouteBuilder app)
    {
        var description = app.ServiceProvider.GetRequiredService<OpenApiDocumentCache>();
        app.MapGet($"/openapi/{OpenApiDocumentCache.DocumentName}.json", description.SendAsync).RequireAccess(AccessPolicy.Anonymous);
    }

    // A type with a converter of its own says nothing about its form.
    private static void Describe(OpenApiSchema schema, Type type)
    {
        if (type == typeof(Timestamp))
            (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        else if (type == typeof(TimeSpan))
            (schema.Type, schema.Description) = (JsonSchemaType.Number, $"{schema.Description} In seconds.".TrimStart());
        else if (type == typeof(TimeOnly))
            (schema.Type, schema.Format) = (JsonSchemaType.String, null);
        else if (type.IsAssignableTo(typeof(System.ValueType)) && type.GetInterfaces().Any(IsId))
            (schema.Type, schema.MinLength, schema.MaxLength, schema.Pattern) =
                (JsonSchemaType.String, 1, Id.MaxLength, ValueFields.IdPattern);
    }

    private static bool IsId(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IId<>);
}
