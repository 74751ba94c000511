using Acd.Core;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>The id and the summary of a route.</summary>
internal sealed record OperationMetadata(string Id, string Summary);

/// <summary>The body that a route accepts.</summary>
internal sealed record RequestBodyMetadata(
    string Name, OpenApiSchema Schema, bool Required, IReadOnlyList<RequestExample> Examples);

/// <summary>A response that a route gives.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Schema">Its content; none without a body.</param>
internal sealed record ResponseMetadata(int Status, ResponseSchema? Schema);

/// <summary>A query parameter or a header that a route reads.</summary>
internal sealed record ParameterMetadata(string Name, ParameterLocation In, OpenApiSchema Schema);

/// <summary>A refusal that a route may give, besides those of every route.</summary>
internal sealed record RefusalMetadata(int Status, string Description, Refusal? Example);

internal static class OperationMetadataExtensions
{
    public static T WithOperation<T>(this T route, string id, string summary) where T : IEndpointConventionBuilder =>
        route.WithMetadata(new OperationMetadata(id, summary));

    public static T AcceptsBody<T, TBody>(this T route, RequestSchema<TBody> schema)
        where T : IEndpointConventionBuilder where TBody : class, new() =>
        route.WithMetadata(new RequestBodyMetadata(schema.Name, ListFields.ToOpenApiSchema(schema),
            schema.Fields.Any(field => field.Required), schema.Examples));

    public static T ProducesReply<T>(this T route, int status, ResponseSchema? schema = null)
        where T : IEndpointConventionBuilder =>
        route.WithMetadata(new ResponseMetadata(status, schema));

    public static T WithParameter<T>(this T route, string name, ParameterLocation location, OpenApiSchema schema)
        where T : IEndpointConventionBuilder =>
        route.WithMetadata(new ParameterMetadata(name, location, schema));

    public static T ProducesRefusal<T>(this T route, int status, string description, Refusal? example = null)
        where T : IEndpointConventionBuilder =>
        route.WithMetadata(new RefusalMetadata(status, description, example));
}
