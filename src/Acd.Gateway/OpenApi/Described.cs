using Acd.Core;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>What a route is for.</summary>
internal sealed record Described(string Id, string Summary);

/// <summary>A body that a route takes.</summary>
internal sealed record Taken(string Name, OpenApiSchema Schema, bool Required, IReadOnlyList<BodyExample> Examples);

/// <summary>An answer that a route gives.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Answer">What is in it, if anything is.</param>
internal sealed record Given(int Status, AnswerSchema? Answer);

/// <summary>A part of the query or a header that a route reads.</summary>
internal sealed record Parameter(string Name, ParameterLocation In, OpenApiSchema Schema);

/// <summary>A status with which a route may refuse, besides those that any route may.</summary>
internal sealed record Refuses(int Status, string Why, Refusal? Example);

internal static class DescribedExtensions
{
    public static T Allow<T>(this T route, Access access) where T : IEndpointConventionBuilder => route.WithMetadata(access);

    public static T Describe<T>(this T route, string id, string summary) where T : IEndpointConventionBuilder =>
        route.WithMetadata(new Described(id, summary));

    public static T Takes<T, TBody>(this T route, Shape<TBody> shape)
        where T : IEndpointConventionBuilder where TBody : class, new() =>
        route.WithMetadata(new Taken(shape.Name, ListFields.Describe(shape),
            shape.Fields.Any(field => field.Required), shape.Examples));

    public static T Gives<T>(this T route, int status, AnswerSchema? answer = null) where T : IEndpointConventionBuilder =>
        route.WithMetadata(new Given(status, answer));

    public static T Reads<T>(this T route, string name, ParameterLocation place, OpenApiSchema schema)
        where T : IEndpointConventionBuilder =>
        route.WithMetadata(new Parameter(name, place, schema));

    public static T MayRefuse<T>(this T route, int status, string why, Refusal? example = null)
        where T : IEndpointConventionBuilder =>
        route.WithMetadata(new Refuses(status, why, example));
}
