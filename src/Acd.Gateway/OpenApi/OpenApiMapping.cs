using Acd.Core;
using Acd.Core.Json;
using Microsoft.OpenApi;

namespace Acd.Gateway;

internal static class OpenApiMapping
{
    public static void AddDescription(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            // Schemas of answers are made by what writes them.
            json.SerializerOptions.Converters.Add(new TimestampConverter());
            json.SerializerOptions.Converters.Add(new DurationConverter());
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, CenterJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(1, AnswerJson.Default);
        });
        services.AddOpenApi("v1", api =>
        {
            api.AddDocumentTransformer<GatewayDocument>();
            api.AddSchemaTransformer((schema, context, _) =>
            {
                Describe(schema, Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type);
                return Task.CompletedTask;
            });
        });
    }

    public static void MapDescription(this IEndpointRouteBuilder app) => app.MapOpenApi().Allow(Access.Open);

    // A type with a converter of its own says nothing about its form.
    private static void Describe(OpenApiSchema schema, Type type)
    {
        if (type == typeof(Timestamp))
            (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        else if (type == typeof(TimeSpan))
            (schema.Type, schema.Description) = (JsonSchemaType.Number, "Seconds.");
        else if (type.IsAssignableTo(typeof(System.ValueType)) && type.GetInterfaces().Any(IsId))
            (schema.Type, schema.MinLength, schema.MaxLength, schema.Pattern) =
                (JsonSchemaType.String, 1, Id.MaxLength, ValueFields.IdPattern);
    }

    private static bool IsId(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IId<>);
}
